"""Signatures that a page marks up: by relation, microdata, class, id or the author's address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from itertools import islice
from typing import cast

from lxml.etree import _Element
from msgspec import Struct

from cleaners.metadata.element_text import pieces
from cleaners.metadata.names import NameReader, is_capitalised, looks_like_name
from cleaners.metadata.surroundings import is_beside_article
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import author_lists

MAX_SIGNATURE_PIECES = 12
MAX_SIGNATURES = 60
MAX_CANDIDATES = 500
MAX_PEER_DISTANCE = 30
"""Signatures that are more elements apart are not those of one article's authors."""

_ATTRIBUTES = ("class", "id", "data-testid", "data-test", "data-component")
_SIGNED_TAGS = (
    *("a", "address", "b", "cite", "dd", "div", "em", "figure", "header", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "i", "li", "p", "section", "small", "span", "strong", "td", "ul"),
)
_NAME_PART = re.compile(r"[A-Z]?[^\W_A-Z]+|[A-Z]+")


class Cue(IntEnum):
    """What marks an element as a signature, the surest first."""

    RELATION = 0
    NAME = 1
    BYLINE = 2
    AUTHOR = 3
    LINK = 4


class _Signature(Struct, frozen=True):
    """An element with names in it.

    Attributes:
        above: Whether it stands above the headline.
        cue: What marks it.
        order: Its place in the page.
        element: The element.
        names: The names in it.
    """

    above: bool
    cue: Cue
    order: int
    element: _Element
    names: tuple[str, ...]


def find_signatures(tree: _Element, reader: NameReader) -> Iterator[Value[tuple[str, ...]]]:
    """Yield the names that the page shows as its authors, the surest signature first.

    Those beside the article (comments, teasers, menus) do not count, and those below the
    headline come before those above it. Signatures of one kind side by side are one.
    """
    found = _signatures(tree, reader)
    for signature in sorted(found, key=lambda item: (item.above, item.cue, item.order)):
        yield Value(_with_peers(signature, found), f"dom.{signature.cue.name.lower()}")


def _signatures(tree: _Element, reader: NameReader) -> list[_Signature]:
    found: list[_Signature] = []
    for above, cue, order, element in islice(_candidates(tree), MAX_CANDIDATES):
        if is_beside_article(element):
            continue
        names = _names_in(element, reader)
        if names and (cue <= Cue.NAME or all(map(is_capitalised, names))):
            found.append(_Signature(above, cue, order, element, names))
            if len(found) == MAX_SIGNATURES:
                break
    return found


def _candidates(tree: _Element) -> Iterator[tuple[bool, Cue, int, _Element]]:
    above = True
    for order, element in enumerate(tree.iter(*_SIGNED_TAGS)):
        if element.tag == "h1":
            above = False
        cue = _cue(element)
        if cue is not None:
            yield above, cue, order, element


def _cue(element: _Element) -> Cue | None:
    """Return what marks an element as a signature; None for any other element."""
    attributes = dict(cast("list[tuple[str, str]]", element.items()))
    if not attributes:
        return None
    relation = attributes.get("rel")
    if attributes.get("itemprop") == "author" or (relation and "author" in relation.split()):
        return Cue.RELATION
    written = " ".join(attributes[name] for name in _ATTRIBUTES if name in attributes)
    lowered = written.lower()
    if lowered and any(stem in lowered for stem in _signature_stems()):
        return _cue_of_names(written)
    leads_to_person = element.tag == "a" and is_person_address(attributes.get("href") or "")
    return Cue.LINK if leads_to_person else None


def _cue_of_names(written: str) -> Cue | None:
    markup = author_lists().markup
    parts = {part.lower() for part in _NAME_PART.findall(written)}
    if parts.isdisjoint(markup.signature_tokens) or not parts.isdisjoint(markup.other_tokens):
        return None
    if parts & {"name", "names"}:
        return Cue.NAME
    return Cue.BYLINE if parts & {"byline", "bylines"} else Cue.AUTHOR


@cache
def _signature_stems() -> tuple[str, ...]:
    """Return the tokens that do not contain another one, to pass over most elements cheaply."""
    tokens = author_lists().markup.signature_tokens
    return tuple(
        sorted(
            token
            for token in tokens
            if not any(other in token for other in tokens if other != token)
        )
    )


def is_person_address(address: str) -> bool:
    """Tell whether an address is that of a person's page: ``/author/ann`` but not ``/author``."""
    return "/" in address and _person_path().search(address) is not None


@cache
def _person_path() -> re.Pattern[str]:
    parts = "|".join(sorted(author_lists().markup.address_parts))
    return re.compile(rf"/(?:{parts})/[^/?#]+/?(?:[?#]|$)", re.IGNORECASE)


def _names_in(element: _Element, reader: NameReader) -> tuple[str, ...]:
    """Return the names in a signature's element.

    Where it holds links to persons' pages these are the names, else the first piece of its
    text that is one.
    """
    links = [link for link in element.iterdescendants("a") if is_person_address(_target(link))]
    linked = [name for link in links for text in pieces(link)[:1] for name in reader.names(text)]
    if linked:
        return tuple(dict.fromkeys(linked))
    texts = pieces(element)
    if len(texts) <= MAX_SIGNATURE_PIECES:
        for text in texts:
            names = reader.names(text)
            if names and all(map(looks_like_name, names)):
                return names
    return ()


def _target(link: _Element) -> str:
    return link.get("href") or ""


def _with_peers(signature: _Signature, found: list[_Signature]) -> tuple[str, ...]:
    """Return the names of a signature and of those of its kind beside it."""
    names = dict.fromkeys(signature.names)
    for other in found:
        if (
            other.cue is signature.cue
            and abs(other.order - signature.order) <= MAX_PEER_DISTANCE
            and other.element.get("class") == signature.element.get("class")
            and _home(other.element) is _home(signature.element) is not None
        ):
            names.update(dict.fromkeys(other.names))
    return tuple(names)


def _home(element: _Element) -> _Element | None:
    parent = element.getparent()
    return parent.getparent() if parent is not None else None
