"""Words and white space of metadata values: entities, invisible characters, comparison."""

from __future__ import annotations

import html
import re
import unicodedata

MAX_VALUE_CHARS = 10_000
"""No title, name or description is longer; a longer value is cut before it is looked at."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INLINE_TAG = re.compile(
    r"</?(?:a|b|br|em|font|i|mark|p|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
# Soft hyphen, zero-width space, word joiner, byte order mark and the like, C0 and C1 controls,
# lone surrogates. The zero-width joiners stay: Persian and Indic spelling needs them.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_WORD = re.compile(r"\w+")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def squeezed(text: str) -> str:
    """Return text as a person reads it.

    Character references that were escaped twice are resolved, inline tags and invisible
    characters go, and every run of white space becomes one space. ``R&D;`` and a lone ``<``
    stay as they are.
    """
    text = text[:MAX_VALUE_CHARS]
    if text.isprintable() and "&" not in text and "<" not in text and "  " not in text:
        return text.strip()  # most values: nothing to do
    if "&" in text:
        text = _unescaped(_unescaped(text))
    if "<" in text:
        text = _INLINE_TAG.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def words(text: str) -> tuple[str, ...]:
    r"""Return the words of a text (``\w+`` after NFC), case kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return tuple(_WORD.findall(text))


def compact(text: str) -> str:
    """Return letters and digits only, without case, to compare names: ``n-tv.de`` is ``ntvde``."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _NOT_ALPHANUMERIC.sub("", text).casefold()
