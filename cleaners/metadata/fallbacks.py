"""Libraries for what no cheap source gives: htmldate for dates, trafilatura for authors.

They are imported late because few pages need them, and they get a copy of the tree because
they change it. htmldate looks without its extensive search, and trafilatura's names are taken
only if they read as names of persons: on the labelled pages what is left out that way is wrong
as often as right. A title that both the head and the headings lack trafilatura lacks too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from importlib import import_module
from typing import cast

from lxml.etree import _Element
from msgspec.structs import replace

from cleaners.metadata.dates import FIRST_BELIEVED_YEAR, DateReader
from cleaners.metadata.names import is_capitalised, looks_like_name, name_reader
from cleaners.metadata.values import Metadata, Value

_NO_BOUND = "9999-12-31"


def fill_missing(
    found: Metadata, tree: _Element, reader: DateReader, language: str | None
) -> Metadata:
    """Return metadata with what htmldate and trafilatura find where a value is missing.

    Args:
        found: What the cheap sources gave.
        tree: The page; it is not changed.
        reader: How dates are read and which are believed.
        language: BCP 47 tag of the page.
    """
    return replace(
        found,
        published=found.published or _published(tree, reader, found.modified),
        authors=found.authors or _authors(tree, language),
    )


def _published(
    tree: _Element, reader: DateReader, modified: Value[str] | None
) -> Value[str] | None:
    """Return htmldate's answer, unless it took the day of the last change or a later one."""
    if modified is None:
        return reader.first(_dates(tree))
    published = reader.until(modified.value).first(_dates(tree))
    if published is None or modified.value.startswith(published.value):
        return None
    return published


def _dates(tree: _Element) -> Iterator[Value[str]]:
    # Without a bound: given one, htmldate makes up the first of the month from a later day.
    day = _htmldate()(
        deepcopy(tree),
        extensive_search=False,
        original_date=True,
        outputformat="%Y-%m-%d",
        min_date=f"{FIRST_BELIEVED_YEAR}-01-01",
        max_date=_NO_BOUND,
    )
    if day:
        yield Value(day, "htmldate")


def _authors(tree: _Element, language: str | None) -> Value[tuple[str, ...]] | None:
    # Of trafilatura's sources only the visible ones: JSON-LD and meta have been read.
    names = name_reader(language).names(_extract_author()(tree) or "")
    if not names or not all(map(_reads_as_person, names)):
        return None
    return Value(names, "trafilatura")


def _reads_as_person(name: str) -> bool:
    return " " in name and looks_like_name(name) and is_capitalised(name)


@cache
def _htmldate() -> Callable[..., str | None]:
    return cast("Callable[..., str | None]", import_module("htmldate").find_date)


@cache
def _extract_author() -> Callable[..., str | None]:
    function = import_module("trafilatura.metadata").extract_author
    return cast("Callable[..., str | None]", function)
