"""The shingles of a text: what it is compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import add

from cleaners.words import UNSPACED_CHARACTER, UNSPACED_WORD_LENGTH, words_of

_MAX_CHARACTERS = 1_000_000
_SHINGLE_WORDS = 2
_SHINGLE_CHARACTERS = 3
_MIN_BYTES = 4
_MIN_SHARE_OF_LONG = 0.25
# Punctuation beyond ASCII, in UTF-8: that of Latin-1, general punctuation, Arabic and Indic stops.
_PUNCTUATION = tuple(
    re.compile(each, re.DOTALL)
    for each in (
        rb"\xc2.",
        rb"\xe2[\x80\x81].",
        rb"\xd8[\x8c\x9b\x9f]",
        rb"\xdb\x94",
        rb"\xe0\xa5\xa4",
    )
)
_ASCII = bytes(range(0x80))
# Letters of ASCII to small ones; what is neither a letter nor a digit of ASCII to a space.
_FOLDED = bytes.maketrans(
    _ASCII, bytes(byte if chr(byte).isalnum() else 0x20 for byte in _ASCII.lower())
)
_LEADS_OF_THREE = range(0xE0, 0xF0)
_NOT_OF_THREE_BYTES = bytes(byte for byte in range(256) if byte not in _LEADS_OF_THREE)
_MIN_SHARE_OF_THREE_BYTES = 0.125


def shingles_of(text: str) -> tuple[list[bytes], int]:
    """Return the shingles of a text and the count of its words.

    A shingle is two words that follow each other, of those with at least four bytes: the short
    ones are mostly function words, whose pairs all articles of a language share. In scripts that
    write without spaces it is three characters. Case, punctuation and line breaks do not count.
    The first million characters stand for a longer text.

    Args:
        text: A text in NFC, as cleaning gives it.

    Returns:
        The distinct shingles, in no order, and how many words the text has (in scripts without
        spaces two characters count as one).
    """
    text = text[:_MAX_CHARACTERS]
    encoded = text.encode("utf-8", "replace")
    if _may_be_unspaced(encoded):
        characters = words_of(text.lower())
        unspaced = sum(map(bool, map(UNSPACED_CHARACTER.match, characters)))
        if 2 * unspaced > len(characters):
            parts = [each.encode("utf-8", "replace") for each in characters]
            count = len(parts) - unspaced + -(-unspaced // UNSPACED_WORD_LENGTH)
            return _distinct(parts, _SHINGLE_CHARACTERS), count
    words = _words(encoded)
    long = [word for word in words if len(word) >= _MIN_BYTES]
    if len(long) < _MIN_SHARE_OF_LONG * len(words):
        long = words
    return _distinct(long, _SHINGLE_WORDS), len(words)


def _words(encoded: bytes) -> list[bytes]:
    if not encoded.isascii():
        for pattern in _PUNCTUATION:
            encoded = pattern.sub(b" ", encoded)
    return encoded.translate(_FOLDED).split()


def _may_be_unspaced(encoded: bytes) -> bool:
    """Return whether a text has many characters of three bytes, as all scripts without spaces."""
    count = len(encoded.translate(None, _NOT_OF_THREE_BYTES))
    return count > _MIN_SHARE_OF_THREE_BYTES * len(encoded)


def _distinct(parts: list[bytes], size: int) -> list[bytes]:
    """Return the distinct runs of so many parts; nothing stands between the parts of a run."""
    if len(parts) <= size:
        return [b"".join(parts)] if parts else []
    runs: Iterable[bytes] = parts
    for start in range(1, size):
        runs = map(add, runs, parts[start:])
    return list(set(runs))
