"""Addresses that a page gives: its own, its canonical one, that of its lead image."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from cleaners.document import Page
from cleaners.metadata.address import absolute
from cleaners.metadata.elements import HeadElements
from cleaners.metadata.json_ld import JsonLd
from cleaners.metadata.json_values import as_list, as_text, is_node
from cleaners.metadata.meta_tags import found_in_meta
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import word_lists


class PageAddresses(Struct, frozen=True):
    """What a page's address is.

    Attributes:
        url: Given by the caller, else canonical, else what the page says of itself.
        canonical: What the page declares as its canonical address.
        base: What relative addresses on the page start from.
    """

    url: Value[str] | None = None
    canonical: Value[str] | None = None
    base: str | None = None


def given_address(page: Page) -> str | None:
    """Return the address that the page was fetched from, after redirects, if known."""
    return page.final_url or page.url


def find_addresses(page: Page, head: HeadElements) -> PageAddresses:
    """Return the page's addresses, as far as the caller and the page's head give them."""
    given = given_address(page)
    base = absolute(head.base, given) if head.base else given
    canonical = next(_canonical(head, base), None)
    url = Value(given, "given") if given else canonical
    if url is None:
        for found in found_in_meta(head.meta, word_lists().meta_tags.url):
            address = absolute(found.value, base)
            if address:
                url = Value(address, found.origin)
                break
    return PageAddresses(url, canonical, base or (url.value if url else None))


def _canonical(head: HeadElements, base: str | None) -> Iterator[Value[str]]:
    for link in head.links:
        if "canonical" in link.relations:
            address = absolute(link.address, base)
            if address:
                yield Value(address, "link.canonical")


def address_in_json_ld(json_ld: JsonLd, base: str | None) -> Value[str] | None:
    """Return the address that the article's node gives for its page."""
    for key in ("url", "mainEntityOfPage", "@id"):
        for value in as_list(json_ld.article.get(key)):
            written = (value.get("@id") or value.get("url")) if is_node(value) else value
            address = absolute(as_text(written), base)
            if address:
                return Value(address, f"json_ld.{key}")
    return None


def find_image(head: HeadElements, json_ld: JsonLd, base: str | None) -> Value[str] | None:
    """Return the address of the lead image."""
    for found in _images(head, json_ld):
        address = absolute(found.value, base)
        if address:
            return Value(address, found.origin)
    return None


def _images(head: HeadElements, json_ld: JsonLd) -> Iterator[Value[str]]:
    names = word_lists().meta_tags.image
    yield from found_in_meta(head.meta, names)
    for key in ("image", "thumbnailUrl"):
        for value in as_list(json_ld.article.get(key)):
            image = json_ld.followed(value)
            written = (image.get("url") or image.get("contentUrl")) if is_node(image) else image
            yield Value(as_text(written), f"json_ld.{key}")
    for link in head.links:
        if "image_src" in link.relations:
            yield Value(link.address, "link.image_src")
