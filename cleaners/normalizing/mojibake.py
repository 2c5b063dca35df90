"""UTF-8 that was read in another encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad
from ftfy.chardata import CHARMAP_ENCODINGS

from cleaners.normalizing.replacements import Replacement, differences

CONFIGURATION = TextFixerConfig(explain=False)


def characters_of(first: int, last: int) -> str:
    """Return what bytes are in the encodings that ftfy knows, as part of a character class."""
    every = bytes(range(first, last + 1))
    decoded = {character for name in CHARMAP_ENCODINGS for character in every.decode(name)}
    return re.escape("".join(sorted(decoded)))


TWO_BYTE_LEADS = characters_of(0xC2, 0xDF)
LEADS = characters_of(0xC2, 0xF4)
TRAILS = characters_of(0x80, 0xBF) + "\ufffd"

SIGN = re.compile(f"[{LEADS}](?:(?<=[{TWO_BYTE_LEADS}])[{TRAILS}]|[{TRAILS}]{{2}}|(?<=[ÂÃ]) )")
"""The first bytes of a character in UTF-8 as another encoding shows them, one of them perhaps
lost, or a no-break space that has become a plain one. Without a sign ftfy repairs no UTF-8."""

C1_CONTROL = re.compile("[\x80-\x9f]")

NEIGHBOURHOOD = 8
"""Characters around a sign that show ftfy whether it is bad; its longest pattern has six."""


PIECE = re.compile(r".{1,2000}(?<=[!-~])(?= [!-~]|\Z)|.{1,2000}", re.DOTALL)
"""A long text is repaired in pieces that end between words, so that each change is found again."""

QUOTES = frozenset("\"'`“”„‘’‚«»")
ESCAPED_QUOTE = "&quot;"


def fix_mojibake(text: str) -> Iterator[Replacement]:
    """Find UTF-8 that was read in another encoding, and windows-1252 read as Latin-1: ``donâ€™t``.

    Left alone is what may be meant: ``RENÉ© 2020``, ``PÂTÉ…``, ``SÃO PAULO``, a text that quotes
    mojibake (``"Ã¤" instead of "ä"``), and whatever else ftfy does not take for broken. Quotes
    stay curly.
    """
    if text.isascii() or not (has_bad_sign(text) or C1_CONTROL.search(text)):
        return
    for piece in PIECE.finditer(text):
        fixed = fix_encoding(piece[0], CONFIGURATION)
        for change in differences(piece[0], fixed, piece.start()):
            if not is_quoted(text, change):
                yield change


def has_bad_sign(text: str) -> bool:
    """Return whether a sign of mojibake looks bad to ftfy, which is slow on a whole text."""
    for sign in SIGN.finditer(text):
        if is_bad(text[max(sign.start() - NEIGHBOURHOOD, 0) : sign.end() + NEIGHBOURHOOD]):
            return True
    return False


def is_quoted(text: str, change: Replacement) -> bool:
    """Return whether quotes enclose just the characters in question."""
    around = {text[change.start - 1 : change.start], text[change.end : change.end + 1]}
    if around <= QUOTES:
        return True
    length = len(ESCAPED_QUOTE)
    before = text[max(0, change.start - length) : change.start]
    return before == text[change.end : change.end + length] == ESCAPED_QUOTE
