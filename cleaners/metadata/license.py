"""The licence that a page declares for its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml.etree import XPath, _Element

from cleaners.document import Page
from cleaners.metadata.address import absolute
from cleaners.metadata.elements import HeadElements
from cleaners.metadata.json_ld import JsonLd
from cleaners.metadata.json_values import as_text, is_node
from cleaners.metadata.meta_tags import found_in_meta
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import word_lists
from cleaners.metadata.wording import squeezed

_CREATIVE_COMMONS = "//creativecommons.org/"
_LICENSE_LINKS = XPath(
    "descendant::a[contains(@href, '//creativecommons.org/licenses/')"
    " or contains(@href, '//creativecommons.org/publicdomain/')]"
)
_PICTURE_TAGS = frozenset({"figure", "figcaption"})


def find_license(
    tree: _Element, page: Page, head: HeadElements, json_ld: JsonLd, base: str | None
) -> Value[str] | None:
    """Return the licence that the page declares: an address where it gives one, else a name.

    JSON-LD, link elements, meta elements, then links in the page to a Creative Commons licence.
    Links of a picture's credit do not count, nor do links to several licences.
    """
    declared = next(_declared(head, json_ld, base), None)
    # Looking for a few bytes costs a fifth of looking for links in the tree.
    if declared is not None or not _mentions(page.raw, _CREATIVE_COMMONS):
        return declared
    addresses = set(_linked(tree, base))
    return Value(addresses.pop(), "dom.license") if len(addresses) == 1 else None


def _mentions(raw: bytes | str, text: str) -> bool:
    return text in raw if isinstance(raw, str) else text.encode() in raw


def _declared(head: HeadElements, json_ld: JsonLd, base: str | None) -> Iterator[Value[str]]:
    for node in (json_ld.article, json_ld.web_page):
        value = node.get("license")
        if is_node(value):
            value = value.get("url") or value.get("@id") or value.get("name")
        text = squeezed(as_text(value))
        if text:
            address = absolute(text, base) if "/" in text else None
            yield Value(address or text, "json_ld.license")
    for link in head.links:
        address = absolute(link.address, base) if "license" in link.relations else None
        if address:
            yield Value(address, "link.license")
    yield from found_in_meta(head.meta, word_lists().meta_tags.license)


def _linked(tree: _Element, base: str | None) -> Iterator[str]:
    for link in cast("list[_Element]", _LICENSE_LINKS(tree)):
        address = absolute(link.get("href") or "", base)
        if address and not any(node.tag in _PICTURE_TAGS for node in link.iterancestors()):
            yield address
