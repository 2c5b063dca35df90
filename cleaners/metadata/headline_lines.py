"""The lines of text below a headline, where pages sign and date without marking it up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml.etree import XPath, _Element, _ElementUnicodeResult
from msgspec import Struct

from cleaners.metadata.names import NameReader, is_capitalised, looks_like_name
from cleaners.metadata.surroundings import is_beside_article
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import word_lists
from cleaners.metadata.wording import squeezed, words

MAX_LINES = 25
MAX_LINE_CHARS = 100
MAX_DATE_LINE_CHARS = 60
MAX_DATE_LINE_WORDS = 10

_BELOW = XPath("(following::text()[normalize-space()])[position() <= 200]")
_BOLD_TAGS = frozenset({"b", "strong"})
_PARAGRAPH_TAGS = frozenset({"p", "div"})
_UNSEEN_TAGS = frozenset(
    {"script", "style", "template", "noscript", "option", "button", "textarea"}
)


class Line(Struct, frozen=True):
    """A run of characters below the headline, and the element that holds it."""

    text: str
    element: _Element


def lines_below_headline(tree: _Element) -> tuple[Line, ...]:
    """Return the first lines below the first heading (h1) that is not part of a menu."""
    for heading in tree.iter("h1"):
        if not is_beside_article(heading):
            return tuple(islice(_lines(heading), MAX_LINES))
    return ()


def _lines(heading: _Element) -> Iterator[Line]:
    for text in cast("list[_ElementUnicodeResult]", _BELOW(heading)):
        element = cast("_Element", text.getparent())
        if element.tag not in _UNSEEN_TAGS and not is_beside_article(element):
            yield Line(squeezed(text), element)


def signed_lines(tree: _Element, reader: NameReader) -> Iterator[Value[tuple[str, ...]]]:
    """Yield the names in lines that sign: ``By Ann Author``, or a bold line of names alone.

    A bold line counts only at the beginning of a paragraph with nothing longer before it.
    """
    lines = lines_below_headline(tree)
    previous = ""
    for line in lines:
        joined = f"{previous} {line.text}" if reader.is_prefix(previous) else line.text
        previous = line.text
        if len(joined) <= MAX_LINE_CHARS and reader.has_prefix(joined):
            yield from _names(joined, reader)
    for line in lines:
        if len(line.text) > MAX_DATE_LINE_CHARS:
            break
        if _is_bold_beginning(line.element):
            yield from _names(line.text, reader)


def _names(text: str, reader: NameReader) -> Iterator[Value[tuple[str, ...]]]:
    names = reader.names(text)
    if names and all(map(_is_signing_name, names)):
        yield Value(names, "dom.line")


def _is_signing_name(name: str) -> bool:
    """Tell whether a text in a line is surely a name: of two words, or letters as agencies use."""
    is_long = " " in name or name.isupper()
    return is_long and looks_like_name(name) and is_capitalised(name)


def _is_bold_beginning(element: _Element) -> bool:
    parent = element.getparent()
    if element.tag not in _BOLD_TAGS or parent is None or parent.tag not in _PARAGRAPH_TAGS:
        return False
    return parent[0] is element and not (parent.text or "").strip()


def dated_lines(tree: _Element) -> Iterator[Value[str]]:
    """Yield the lines that may hold the date of publication: short, and not of an update."""
    updates = word_lists().dates.update_words
    previous = ""
    for line in lines_below_headline(tree):
        labelled = f"{previous} {line.text}" if len(previous) <= MAX_DATE_LINE_CHARS else line.text
        previous = line.text
        is_update = any(word.casefold() in updates for word in words(labelled))
        is_short = len(line.text) <= MAX_DATE_LINE_CHARS
        if is_short and len(line.text.split()) <= MAX_DATE_LINE_WORDS and not is_update:
            yield Value(line.text, "dom.line")
