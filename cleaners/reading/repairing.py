"""Bytes that do not fit and characters that cannot stand in a text: repaired and counted."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

_ESCAPED = re.compile("[\udc80-\udcff]+")
_KEPT_APART = "surrogateescape"
_NON_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
# What UTF-8 sequences give in pages of Western languages: accented letters and typographic signs.
_NOT_WESTERN = re.compile("[^\x00-\x7f\xa0-\u017f\u2000-\u20cf\u2100-\u214f\udc80-\udcff]")
# A pair of surrogates, each written as three bytes (CESU-8, Unicode Technical Report 26).
_CESU8_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_REPLACEMENT = "\ufffd"

# The five bytes that Python's cp1252 leaves undefined are control characters on the web
# (https://encoding.spec.whatwg.org/index-windows-1252.txt), so no byte is ever lost.
_WINDOWS_1252 = "".join(
    bytes([byte]).decode("cp1252" if byte not in b"\x81\x8d\x8f\x90\x9d" else "latin-1")
    for byte in range(256)
)


class Repaired(Struct, frozen=True):
    """A text and how many places in it were repaired."""

    text: str
    repaired_count: int = 0


class EscapedUtf8(Struct, frozen=True):
    """Bytes read as UTF-8, those that do not fit kept apart.

    Attributes:
        text: The text; a byte that does not fit stands as a lone surrogate (PEP 383).
        invalid_runs: Runs of bytes that do not fit.
        valid_sequences: Characters of several bytes that do.
        joined_pairs: Characters that were written as two surrogates of three bytes each.
    """

    text: str
    invalid_runs: int
    valid_sequences: int
    joined_pairs: int = 0

    @property
    def is_western(self) -> bool:
        """Whether all characters of several bytes are ones that Western pages hold."""
        return self.valid_sequences > 0 and _NOT_WESTERN.search(self.text) is None


def decode_windows_1252(raw: bytes) -> str:
    """Return the text of windows-1252 bytes as browsers read them; every byte is a character."""
    return codecs.charmap_decode(raw, "strict", _WINDOWS_1252)[0]


def escape_utf8(raw: bytes) -> EscapedUtf8:
    """Return bytes as UTF-8 with those that do not fit kept apart."""
    joined, pairs = _CESU8_PAIR.subn(_joined_pair, raw)
    text = joined.decode("utf-8", _KEPT_APART)
    return EscapedUtf8(
        text=text,
        invalid_runs=sum(1 for _ in _ESCAPED.finditer(text)),
        valid_sequences=sum(1 for _ in _NON_ASCII.finditer(text)),
        joined_pairs=pairs,
    )


def read_misfits_as_western(escaped: EscapedUtf8) -> Repaired:
    """Return the text with every run of bytes that does not fit read as windows-1252.

    That is what most often stands inside a page of UTF-8: a comment or a quotation that some
    form or feed passed on unconverted.
    """
    text = _ESCAPED.sub(
        lambda run: decode_windows_1252(run[0].encode("ascii", _KEPT_APART)),
        escaped.text,
    )
    return Repaired(text, escaped.invalid_runs + escaped.joined_pairs)


def read_misfits(raw: bytes, codec: str, *, lossless: bool) -> Repaired:
    """Return the text under a legacy codec that leaves some of the bytes undefined.

    Args:
        raw: The bytes.
        codec: A codec that keeps ASCII.
        lossless: A byte that is undefined stays as the control character of its number, which
            suits codecs of one byte a character; else a run of them becomes one U+FFFD.
    """
    escaped = raw.decode(codec, _KEPT_APART)
    text, count = _ESCAPED.subn(_as_controls if lossless else _REPLACEMENT, escaped)
    return Repaired(text, count)


def remove_nuls(text: str) -> Repaired:
    """Return the text without NUL characters; HTML ignores them (HTML Standard, 13.2.6.4.7)."""
    return Repaired(text.replace("\x00", ""), text.count("\x00"))


def join_surrogates(text: str) -> Repaired:
    """Return the text with pairs of surrogates joined and each lone one replaced by U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        lone = joined.count(_REPLACEMENT) - text.count(_REPLACEMENT)
        return Repaired(joined, lone)
    return Repaired(text)


def _as_controls(run: re.Match[str]) -> str:
    return run[0].encode("ascii", _KEPT_APART).decode("latin-1")


def _joined_pair(pair: re.Match[bytes]) -> bytes:
    surrogates = pair[0].decode("utf-8", "surrogatepass")
    return surrogates.encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode("utf-8")
