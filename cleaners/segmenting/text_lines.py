"""The lines of a text, measured as they stand on a page of fixed width."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from msgspec import Struct

from cleaners.segmenting.text_buffer import INVISIBLE

QUOTE_MARKS = re.compile(r"(?:>[ \t]?)+")

MAX_MEASURED = 200
"""A line of more characters was not wrapped, whatever they are."""


class Line(Struct, frozen=True):
    """A line of a text that is not blank.

    Attributes:
        text: Its characters without the white space around them.
        bare: The same without the marks of a quotation (``> ``).
        depth: How many of these marks it has.
        indent: Columns before its first character.
        width: Columns up to its last character.
    """

    text: str
    bare: str
    depth: int
    indent: int
    width: int


def line_of(raw: str) -> Line | None:
    """Return a line as it is looked at; None for a blank one.

    A soft hyphen at its end parts a word and stays.
    """
    text = raw.strip(INVISIBLE)
    if not text:
        return None
    if "\u00ad" in raw and raw.rstrip().endswith("\u00ad"):
        text += "\u00ad"
    marks = QUOTE_MARKS.match(text)
    bare = text[marks.end() :] if marks else text
    indent = width_of(raw[: len(raw) - len(raw.lstrip())].expandtabs())
    return Line(text, bare, marks[0].count(">") if marks else 0, indent, indent + width_of(text))


def width_of(text: str) -> int:
    """Return how many columns a text takes in a font of fixed width; at least, if it is long."""
    if text.isascii() or len(text) > MAX_MEASURED:
        return len(text)
    return len(text) + sum(east_asian_width(character) in "WF" for character in text)
