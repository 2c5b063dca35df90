"""Character references that nobody has decoded: ``&amp;``, ``&#8217;``, ``&amp;nbsp;``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.entities import html5
from unicodedata import category

from cleaners.normalizing.mojibake import is_quoted
from cleaners.normalizing.replacements import Replacement

REFERENCE = re.compile(
    r"&(?:(?:amp|AMP|#0*38|#[xX]0*26);)*((?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
)
"""It may have been escaped any number of times."""

NO_TEXT = frozenset({"Cc", "Cs", "Cn", "Co"})
"""Categories of characters that cannot stand in a text, but for white space."""
ON_MARKUP = re.compile(r"(?:HT|X|SG)ML")
"""A text that speaks of markup may show some."""

CODE_MARKS = frozenset("`'")


def shows_references(texts: Sequence[str]) -> bool:
    """Return whether a text speaks of markup, or quotes one of its references."""
    for text in texts:
        if ON_MARKUP.search(text):
            return True
        for found in REFERENCE.finditer(text):
            if is_shown(text, Replacement(found.start(), found.end(), "")):
                return True
    return False


def decode_references(text: str) -> Iterator[Replacement]:
    """Find character references of HTML, escaped any number of times.

    Left alone are names that HTML does not know (``R&D;``), what has no semicolon
    (``?a=1&copy=2``), and references to characters that cannot stand in a text.
    """
    for found in REFERENCE.finditer(text):
        decoded = character_of(found[1])
        if decoded is not None:
            yield Replacement(found.start(), found.end(), decoded)


def character_of(name: str) -> str | None:
    """Return the characters that a reference stands for (``#8217;``, ``amp;``); None if none."""
    if not name.startswith("#") and name not in html5:
        return None
    decoded = unescape(f"&{name}")
    is_text = all(each.isspace() or category(each) not in NO_TEXT for each in decoded)
    return decoded if decoded and is_text and "\ufffd" not in decoded else None


def is_shown(text: str, change: Replacement) -> bool:
    """Return whether quotation marks or code marks enclose just a reference."""
    around = {text[change.start - 1 : change.start], text[change.end : change.end + 1]}
    return "" not in around and (around <= CODE_MARKS or is_quoted(text, change))
