"""Dates of publication that a page shows: in time elements, its address, lines and by class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import unquote

from lxml.etree import _Element

from cleaners.metadata.address import split_address
from cleaners.metadata.element_text import pieces, spaced_text
from cleaners.metadata.headline_lines import LINE
from cleaners.metadata.page_addresses import PageAddresses
from cleaners.metadata.page_body import PageBody
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import word_lists
from cleaners.metadata.wording import words

MAX_LINE_CHARS = 60
MAX_LINE_WORDS = 10
MAX_PIECES = 12
"""What has more pieces of text is a part of the page, not a line with its date."""

_YEAR = re.compile(r"\d{4}")
_DAY_IN_PATH = re.compile(r"(?<!\d)(?:19|20)\d{2}(?P<mark>[/_.-])\d{1,2}(?P=mark)\d{1,2}(?!\d)")
_COMPACT_DAY_IN_PATH = re.compile(r"(?<!\d)20\d{6}(?=(?:\d{4}|\d{6})?(?!\d)|\d{10,12}(?!\d))")
_PUBLISHED_CLASS = re.compile(
    r"publi|posted|entry-date|dt-published|erstellt|created", re.IGNORECASE
)
_MODIFIED_CLASS = re.compile(r"modif|updat|aktualis|dt-updated|mise-a-jour", re.IGNORECASE)


def shown_dates(body: PageBody, addresses: PageAddresses) -> Iterator[Value[str]]:
    """Yield what may be the date of publication, as written, the surest first.

    Where a page shows but the date of its last change, that is the only one its readers have.
    """
    marked = body.marked
    yield from _in_times(marked.times)
    if addresses.url is not None:
        yield from _in_address(addresses.url.value)
    shown = [(LINE, [line.text for line in body.lines])]
    elements = chain(marked.dated, (signed.element for signed in marked.signed))
    shown += (("dom.date", texts) for texts in _texts_in(elements))
    for origin, texts in shown:
        yield from (Value(text, origin) for text in _dated(texts, is_update=False))
    for _, texts in shown:
        yield from (Value(text, "dom.updated") for text in _dated(texts, is_update=True))


def _in_times(elements: Iterable[_Element]) -> Iterator[Value[str]]:
    """Yield the dates of time elements, those first that say what they are."""
    ranked: list[tuple[int, str]] = []
    for element in elements:
        names = f"{element.get('class')} {element.get('itemprop')} {element.get('pubdate')}"
        is_published = _PUBLISHED_CLASS.search(names) is not None
        if not is_published and _MODIFIED_CLASS.search(names):
            continue
        text = element.get("datetime") or spaced_text(element)
        if text:
            ranked.append((0 if is_published else 1, text))
    ranked.sort(key=lambda item: item[0])
    yield from (Value(text, "dom.time") for _, text in ranked)


def _in_address(url: str) -> Iterator[Value[str]]:
    parts = split_address(url)
    path = unquote(parts.path) if parts else ""
    for pattern in (_DAY_IN_PATH, _COMPACT_DAY_IN_PATH):
        for match in pattern.finditer(path):
            yield Value(match[0].replace("_", "-"), "url")


def _texts_in(elements: Iterable[_Element]) -> Iterator[list[str]]:
    """Yield the pieces of text in each element that is a line rather than a part of the page."""
    for element in elements:
        found = pieces(element, MAX_PIECES + 1)
        if len(found) <= MAX_PIECES:
            yield found


def _dated(lines: Iterable[str], *, is_update: bool) -> Iterator[str]:
    """Yield the lines that may hold a date, of a change or not: short, and with a year.

    A line without a year may be the label of the next one: ``Last updated:``.
    """
    updates = word_lists().dates.update_words
    label = ""
    for line in lines:
        labelled = f"{label} {line}"
        has_year = _YEAR.search(line) is not None
        label = "" if has_year or len(line) > MAX_LINE_CHARS else line
        if not has_year or len(line) > MAX_LINE_CHARS or len(line.split()) > MAX_LINE_WORDS:
            continue
        if any(word.casefold() in updates for word in words(labelled)) is is_update:
            yield line
