"""XML sitemaps, news sitemaps and sitemap indexes (sitemaps.org): the pages that they list."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import cast
from urllib.parse import urljoin

from lxml import etree
from lxml.etree import _Element as Element

from cleaners.reading import decompress
from cleaners.reasons import UnreadablePageError
from flows.sources.entries import Entry, Further, ListingError, iso_time
from flows.sources.feed import feed_entries
from flows.sources.url_list import addresses_in

# The protocol allows 50,000 addresses and 50 MB; some sites do not keep to it.
_MAX_ENTRIES = 1_000_000
_MAX_BYTES = 100_000_000
_CHUNK_BYTES = 1 << 16
_MAX_ELEMENT_BYTES = 4_000_000
_FEEDS = frozenset(("rss", "feed", "rdf"))
_BLANK = b" \t\r\n\xef\xbb\xbf"


def sitemap_entries(body: bytes, url: str) -> Iterator[Entry | Further]:
    """Yield what a sitemap lists, in its order: pages, and the sitemaps of an index.

    A sitemap may be gzipped, and may be a feed or a list of addresses in plain text, as the
    protocol has it.

    Args:
        body: The sitemap, its content coding undone.
        url: Its address.

    Raises:
        ListingError: It is no sitemap, is too large, or is damaged; what precedes was yielded.
    """
    try:
        body = decompress(body, _MAX_BYTES)
    except UnreadablePageError as error:
        raise ListingError(f"the sitemap cannot be unpacked: {error}") from error
    if (trimmed := body.lstrip(_BLANK)).startswith(b"<"):
        yield from _xml_entries(trimmed, url)
    elif not trimmed:
        raise ListingError("the sitemap is empty")
    else:
        yield from addresses_in(io.BytesIO(body))


def _xml_entries(body: bytes, url: str) -> Iterator[Entry | Further]:
    count = 0
    try:
        for element in _elements(body):
            count += 1
            if count > _MAX_ENTRIES:
                raise ListingError(f"the sitemap lists more than {_MAX_ENTRIES} addresses")
            entry = _entry(element, url)
            if entry is not None:
                yield entry
    except _FeedInsteadError:
        yield from feed_entries(body, url)
    except etree.XMLSyntaxError as error:
        raise ListingError(f"the sitemap is damaged: {error.msg}") from error


def _elements(body: bytes) -> Iterator[Element]:
    """Yield the elements that hold an address each, and drop each when the next is asked for.

    Nothing is loaded, no entity is resolved, and libxml2 bounds the depth and the length of texts.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    last = 0
    for start in range(0, len(body), _CHUNK_BYTES):
        parser.feed(body[start : start + _CHUNK_BYTES])
        for _, found in parser.read_events():
            element = cast("Element", found)
            if last == 0:
                _check_root(element.getroottree().getroot())
            last = start + 1
            yield element
            _forget_until(element)
        if start - last > _MAX_ELEMENT_BYTES:
            raise ListingError(f"no address within {_MAX_ELEMENT_BYTES} bytes")
    _check_root(parser.close())


class _FeedInsteadError(Exception):
    pass


def _check_root(root: Element) -> None:
    name = _name(root)
    if name in _FEEDS:
        raise _FeedInsteadError
    if name not in ("urlset", "sitemapindex"):
        raise ListingError(f"no sitemap: its outermost element is <{name}>")


def _entry(element: Element, base: str) -> Entry | Further | None:
    address = _text(element, "loc")
    if not address:
        return None
    modified = iso_time(_text(element, "lastmod"))
    if _name(element) == "sitemap":
        return Further(urljoin(base, address), modified)
    news = _child(element, "news")
    publication = None if news is None else _child(news, "publication")
    return Entry(
        url=urljoin(base, address),
        title=_text(news, "title"),
        published=iso_time(_text(news, "publication_date")),
        modified=modified,
        language=_text(publication, "language"),
    )


def _child(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((each for each in element if _name(each) == name), None)


def _text(element: Element | None, name: str) -> str | None:
    child = _child(element, name)
    return None if child is None else (child.text or "").strip() or None


def _name(element: Element) -> str:
    """Return an element's name without its namespace, which sites often get wrong."""
    return str(element.tag).rpartition("}")[2].lower()


def _forget_until(element: Element) -> None:
    """Drop an element and what stands before it."""
    parent = element.getparent()
    while parent is not None and len(parent) and parent[0] is not element:
        del parent[0]
    element.clear()
