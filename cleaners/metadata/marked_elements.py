"""The elements of a page's body that say by markup who signs and when: one walk finds them.

What stands beside the article (menus, comments, teasers) is passed over with all that is in it,
which is most of a usual page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import cache, lru_cache
from typing import cast

from lxml.etree import _Element
from msgspec import Struct

from cleaners.metadata.surroundings import ASIDE_TAGS, UNSEEN_TAGS, WHOLE_PAGE_TAGS, name_words
from cleaners.metadata.word_lists import author_lists, word_lists

MAX_SIGNED = 500
MAX_DATED = 40

_WORDLESS_TAGS = frozenset(
    {"audio", "br", "hr", "img", "input", "option", "path", "picture", "select", "source"}
    | {"textarea", "track", "video", "wbr"}
)
_PASSED_OVER = ASIDE_TAGS | UNSEEN_TAGS | _WORDLESS_TAGS
_NAMING = frozenset({"class", "id", "data-testid", "data-test", "data-component"})
_SIGNED_TAGS = frozenset(
    {"a", "address", "b", "cite", "dd", "div", "em", "figure", "header", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "i", "li", "p", "section", "small", "span", "strong", "td", "ul"}
)
_NAME_PART = re.compile(r"[A-Z]?[^\W_A-Z]+|[A-Z]+")

# What the attributes of an element say of it, as bits: a page has thousands of them.
_BESIDE, _DATED, _NAMED, _RELATED, _PERSON = 1, 2, 4, 8, 16
_SIGNED = _NAMED | _RELATED | _PERSON

_Attributes = list[tuple[str, str]]


class Cue(IntEnum):
    """What marks an element as a signature, the surest first."""

    RELATION = 0
    NAME = 1
    BYLINE = 2
    AUTHOR = 3
    LINK = 4


class SignedElement(Struct, frozen=True):
    """An element that is marked as a signature.

    Attributes:
        above: Whether it stands above the headline.
        cue: What marks it.
        order: Its place among the elements of the article.
        element: The element.
    """

    above: bool
    cue: Cue
    order: int
    element: _Element


class MarkedElements(Struct, frozen=True):
    """The elements in the article, or where it should be, that say what they are.

    Attributes:
        heading: The headline if it is known, else the first h1.
        signed: Elements that are marked as signatures.
        times: The time elements.
        dated: Other elements whose class or id says that they hold a date.
    """

    heading: _Element | None
    signed: tuple[SignedElement, ...]
    times: tuple[_Element, ...]
    dated: tuple[_Element, ...]


def read_marked_elements(tree: _Element, headline: _Element | None = None) -> MarkedElements:
    """Return the elements of a page that are its headline, its signatures and its dates.

    Args:
        tree: The page.
        headline: The heading that shows the headline of the article, if it is known. What it
            stands in is not beside the article, whatever its class says.
    """
    holders = frozenset() if headline is None else frozenset(headline.iterancestors())
    heading: _Element | None = None
    signed: list[SignedElement] = []
    times: list[_Element] = []
    dated: list[_Element] = []
    order = 0
    pending = [tree]
    while pending:
        element = pending.pop()
        tag = element.tag
        if tag in _PASSED_OVER and element not in holders:
            continue
        attributes = cast("_Attributes", element.items())
        signs = _signs(attributes) if attributes else 0
        if signs & _BESIDE and tag not in WHOLE_PAGE_TAGS and element not in holders:
            continue
        order += 1
        if tag == "time":
            times.append(element)
        elif element is headline or (tag == "h1" and headline is None and heading is None):
            heading = element
        if signs & _DATED:
            dated.append(element)
        if signs & _SIGNED and tag in _SIGNED_TAGS:
            cue = _cue(signs, attributes)
            if cue is not None:
                signed.append(SignedElement(heading is None, cue, order, element))
        # Half of what ``reversed`` costs; lxml's stubs know no slices.
        pending += element[::-1]  # type: ignore[index]
    return MarkedElements(
        heading, tuple(signed[:MAX_SIGNED]), tuple(times[:MAX_DATED]), tuple(dated[:MAX_DATED])
    )


def _signs(attributes: _Attributes) -> int:
    """Return what the attributes of an element say of it."""
    signs = 0
    for name, value in attributes:
        read = _READERS.get(name)
        if read is not None:
            signs |= read(value)
    return signs


@lru_cache(maxsize=8_192)
def _signs_of_name(written: str) -> int:
    """Return what a class or an id says of its element."""
    words = name_words(written)
    parts = words if written.islower() else _parts(written)
    if _marking_words().isdisjoint(words) and _marking_words().isdisjoint(parts):
        return 0  # as nearly all are
    markup = word_lists().markup
    return (
        (0 if markup.aside_tokens.isdisjoint(words) else _BESIDE)
        | (0 if markup.date_tokens.isdisjoint(parts) else _DATED)
        | (0 if author_lists().markup.signature_tokens.isdisjoint(parts) else _NAMED)
    )


@cache
def _marking_words() -> frozenset[str]:
    markup = word_lists().markup
    return markup.aside_tokens | markup.date_tokens | author_lists().markup.signature_tokens


def _parts(written: str) -> list[str]:
    """Return the words of a name: ``post-author_name`` and ``PostAuthorName`` have three."""
    return [part.lower() for part in _NAME_PART.findall(written)]


def _signs_of_test_name(written: str) -> int:
    return _signs_of_name(written) & _NAMED


def _signs_of_property(written: str) -> int:
    return _RELATED if written == "author" else 0


def _signs_of_relation(written: str) -> int:
    return _RELATED if "author" in written.split() else 0


def _signs_of_address(written: str) -> int:
    return _PERSON if is_person_address(written) else 0


def _cue(signs: int, attributes: _Attributes) -> Cue | None:
    """Return what marks an element as a signature; None if it is none after all."""
    if signs & _RELATED:
        return Cue.RELATION
    if signs & _NAMED:
        return _cue_of_names(" ".join(value for name, value in attributes if name in _NAMING))
    return Cue.LINK


@lru_cache(maxsize=1_024)
def _cue_of_names(written: str) -> Cue | None:
    markup = author_lists().markup
    parts = set(_parts(written))
    if parts.isdisjoint(markup.signature_tokens) or not parts.isdisjoint(markup.other_tokens):
        return None
    if parts & {"name", "names"}:
        return Cue.NAME
    return Cue.BYLINE if parts & {"byline", "bylines"} else Cue.AUTHOR


def is_person_address(address: str) -> bool:
    """Tell whether an address is that of a person's page: ``/author/ann`` but not ``/author``."""
    if author_lists().markup.address_parts.isdisjoint(address.lower().split("/")):
        return False
    return _person_path().search(address) is not None


@cache
def _person_path() -> re.Pattern[str]:
    parts = "|".join(sorted(author_lists().markup.address_parts))
    return re.compile(rf"/(?:{parts})/[^/?#]+/?(?:[?#]|$)", re.IGNORECASE)


_READERS: Mapping[str, Callable[[str], int]] = {
    "class": _signs_of_name,
    "id": _signs_of_name,
    "data-testid": _signs_of_test_name,
    "data-test": _signs_of_test_name,
    "data-component": _signs_of_test_name,
    "itemprop": _signs_of_property,
    "rel": _signs_of_relation,
    "href": _signs_of_address,
}
"""What reads the attributes that say something of their element."""
