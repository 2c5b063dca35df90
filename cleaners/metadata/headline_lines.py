"""The lines of text below a headline, where pages sign and date without marking it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.etree import _Element
from msgspec import Struct

from cleaners.metadata.names import NameReader, is_capitalised, looks_like_name
from cleaners.metadata.surroundings import UNSEEN_TAGS, is_beside_article
from cleaners.metadata.values import Value
from cleaners.metadata.wording import squeezed

LINE = "dom.line"
"""Origin of what a line of text says, without any mark."""

MAX_LINES = 25
MAX_LINE_CHARS = 100
MAX_BOLD_LINE_CHARS = 60

_BOLD_TAGS = frozenset({"b", "strong"})
_PARAGRAPH_TAGS = frozenset({"p", "div"})
_PASSED_OVER = UNSEEN_TAGS | {"noscript", "option", "button", "textarea"}


class Line(Struct, frozen=True):
    """A run of characters below the headline, and the element that it stands in."""

    text: str
    element: _Element


def lines_below(heading: _Element) -> tuple[Line, ...]:
    """Return the first lines below a heading, without those that stand beside the article."""
    return tuple(islice(_lines_after(heading), MAX_LINES))


def _lines_after(heading: _Element) -> Iterator[Line]:
    """Yield the lines that follow an element in the page, along the pointers of its tree."""
    element, is_left = heading, True
    while True:
        if not is_left and not _is_passed_over(element):
            yield from _line(element.text, element)
            if len(element):
                element = element[0]
                continue
        parent = element.getparent()
        if parent is None:
            return
        yield from _line(element.tail, parent)
        following = element.getnext()
        element, is_left = (parent, True) if following is None else (following, False)


def _is_passed_over(element: _Element) -> bool:
    return element.tag in _PASSED_OVER or is_beside_article(element)


def _line(text: str | None, element: _Element) -> Iterator[Line]:
    if text and not text.isspace():
        yield Line(squeezed(text), element)


def signed_lines(lines: Sequence[Line], reader: NameReader) -> Iterator[Value[tuple[str, ...]]]:
    """Yield the names in lines that sign: ``By Ann Author``, or a bold line of names alone.

    A bold line counts only at the beginning of a paragraph with nothing longer before it.
    """
    previous = ""
    for line in lines:
        joined = f"{previous} {line.text}" if reader.is_prefix(previous) else line.text
        previous = line.text
        if len(joined) <= MAX_LINE_CHARS and reader.has_prefix(joined):
            yield from _names(joined, reader)
    for line in lines:
        if len(line.text) > MAX_BOLD_LINE_CHARS:
            break
        if _is_bold_beginning(line.element):
            yield from _names(line.text, reader)


def _names(text: str, reader: NameReader) -> Iterator[Value[tuple[str, ...]]]:
    names = reader.names(text)
    if names and all(map(_is_signing_name, names)):
        yield Value(names, LINE)


def _is_signing_name(name: str) -> bool:
    """Tell whether a text in a line is surely a name: of two words, or letters as agencies use."""
    is_long = " " in name or name.isupper()
    return is_long and looks_like_name(name) and is_capitalised(name)


def _is_bold_beginning(element: _Element) -> bool:
    parent = element.getparent()
    if element.tag not in _BOLD_TAGS or parent is None or parent.tag not in _PARAGRAPH_TAGS:
        return False
    return parent[0] is element and not (parent.text or "").strip()
