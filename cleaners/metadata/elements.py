"""One pass over the elements that speak of a page: meta, link, title, h1, scripts."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from lxml.etree import _Element
from msgspec import Struct

from cleaners.metadata.json_ld import is_json_ld

_DRAWING_TAGS = frozenset({"svg", "g", "symbol", "defs", "a", "path"})
"""A title in one of these names a drawing, not the page."""

_RELATIONS = frozenset({"canonical", "license", "image_src"})
_NAMING_ATTRIBUTES = {
    "property": "",
    "name": "",
    "itemprop": "itemprop.",
    "http-equiv": "http-equiv.",
}


class Link(Struct, frozen=True):
    """A link element: its relations in lower case, and its address as written."""

    relations: frozenset[str]
    address: str


class HeadElements(Struct, frozen=True):
    """What the elements say that speak of the page as a whole.

    Attributes:
        meta: Contents of meta elements by lower-case name, in order; microdata names stand
            after ``itemprop.``, header names after ``http-equiv.``.
        links: Link elements that name the canonical address, the licence or the lead image.
        base: The address that relative ones start from, as written.
        title: Text of the title element.
        headings: The h1 elements, in order.
        json_ld: Texts of JSON-LD scripts.
        language: The ``lang`` of the page.
    """

    meta: dict[str, list[str]]
    links: tuple[Link, ...]
    base: str
    title: str
    headings: tuple[_Element, ...]
    json_ld: tuple[str, ...]
    language: str


def read_head_elements(tree: _Element) -> HeadElements:
    """Return what a page's meta, link, title, h1 and JSON-LD elements say; one pass."""
    meta: dict[str, list[str]] = {}
    links: list[Link] = []
    headings: list[_Element] = []
    json_ld: list[str] = []
    base = title = ""
    for element in tree.iter("meta", "link", "title", "h1", "script", "base"):
        tag = element.tag
        if tag == "meta":
            _add_meta(element, meta)
        elif tag == "link":
            relations = _relations(element.get("rel") or "")
            if relations:
                links.append(Link(relations, element.get("href") or ""))
        elif tag == "script":
            if is_json_ld(element):
                json_ld.append(element.text or "")
        elif tag == "h1":
            headings.append(element)
        elif tag == "title":
            title = title or _page_title(element)
        else:
            base = base or element.get("href") or ""
    return HeadElements(
        meta=meta,
        links=tuple(links),
        base=base,
        title=title,
        headings=tuple(headings),
        json_ld=tuple(json_ld),
        language=_language_of(tree),
    )


@lru_cache(maxsize=256)
def _relations(written: str) -> frozenset[str]:
    return _RELATIONS.intersection(written.lower().split())


def _add_meta(element: _Element, meta: dict[str, list[str]]) -> None:
    content = ""
    names: list[str] = []
    for attribute, value in cast("list[tuple[str, str]]", element.items()):
        if attribute == "content":
            content = value
        elif attribute in _NAMING_ATTRIBUTES:
            names.append(_NAMING_ATTRIBUTES[attribute] + value.lower().strip())
    if content:
        for name in names:
            meta.setdefault(name, []).append(content)


def _page_title(element: _Element) -> str:
    parent = element.getparent()
    drawn = parent is not None and parent.tag in _DRAWING_TAGS
    return "" if drawn else element.text or ""


def _language_of(tree: _Element) -> str:
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return language or tree.get("xml:lang") or ""
