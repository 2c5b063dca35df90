"""The order of the work: what the head says first, the body only for what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement
from msgspec import Struct

from cleaners.document import Page
from cleaners.metadata.authors import find_authors
from cleaners.metadata.categories import find_categories
from cleaners.metadata.dates import DateReader, find_dates, latest_day, reading_language
from cleaners.metadata.detected_language import detect_language
from cleaners.metadata.elements import HeadElements, read_head_elements
from cleaners.metadata.json_ld import JsonLd, json_ld_from
from cleaners.metadata.json_values import as_text
from cleaners.metadata.language import Declared, find_language, find_settled_language
from cleaners.metadata.license import find_license
from cleaners.metadata.meta_tags import MetaContents, first_in_meta
from cleaners.metadata.page_addresses import (
    PageAddresses,
    address_in_json_ld,
    find_addresses,
    find_image,
    given_address,
)
from cleaners.metadata.page_body import PageBody
from cleaners.metadata.site import SiteNames, find_site, site_names
from cleaners.metadata.title import Title, find_title
from cleaners.metadata.values import Metadata, Value
from cleaners.metadata.word_lists import word_lists
from cleaners.metadata.wording import squeezed
from cleaners.settings import MetadataSettings

_OPEN_GRAPH_TYPE = "og:type"


class _Said(Struct, frozen=True):
    """What a page says of itself, before its language is known.

    Attributes:
        tree: The page.
        page: What is known of its fetching.
        head: What its head says.
        addresses: Its addresses.
        data: Its JSON-LD.
        site: What its site may be called.
        title: Its headline.
        description: What it says that it is about.
    """

    tree: HtmlElement
    page: Page
    head: HeadElements
    addresses: PageAddresses
    data: JsonLd
    site: SiteNames
    title: Title
    description: Value[str] | None


def extract_metadata(
    tree: HtmlElement | None,
    page: Page,
    settings: MetadataSettings,
    *,
    text: str = "",
    head: HeadElements | None = None,
) -> Metadata:
    """Return what a page says of its article, each value with where it was found.

    Args:
        tree: The page as a tree; it is not changed. None for a page without markup, of which
            only the given address is known.
        page: What is known of the page's fetching: its addresses, its headers, and the day
            after which no date is believed.
        settings: Whether a library is asked for the language where the page does not tell it.
        text: The visible text of the article or of the page, if the caller has it: evidence for
            the language where title and description are too short.
        head: What ``read_head_elements`` gave for this tree, if the caller has read it.
    """
    if tree is None:
        return Metadata(url=_given(page))
    said = _said(tree, page, read_head_elements(tree) if head is None else head)
    declared = Declared(said.head, said.data, _header(page, "content-language"))
    language = find_language(declared, (_summary(said), text))
    if language is None and settings.detect_language:
        language = detect_language(text)
    return _found(said, language)


def extract_settled_metadata(
    tree: HtmlElement | None, page: Page, texts: Iterable[str]
) -> Metadata | None:
    """Return what a page says of its article, if the article's text cannot change it.

    So it is on most pages: they declare a language that no other script on them contradicts.

    Args:
        tree: The page as a tree; it is not changed. None for a page without markup.
        page: What is known of the page's fetching.
        texts: All text of the page, of which the article's is a part.
    """
    if tree is None:
        return Metadata(url=_given(page))
    said = _said(tree, page, read_head_elements(tree))
    declared = Declared(said.head, said.data, _header(page, "content-language"))
    language = find_settled_language(declared, _summary(said), texts)
    return None if language is None else _found(said, language)


def _said(tree: HtmlElement, page: Page, head: HeadElements) -> _Said:
    """Return what a page says of itself in any language."""
    addresses = find_addresses(page, head)
    known = [item.value for item in (addresses.url, addresses.canonical) if item is not None]
    data = json_ld_from(head.json_ld, known)
    site = site_names(head.meta, data, known)
    return _Said(
        tree=tree,
        page=page,
        head=head,
        addresses=addresses,
        data=data,
        site=site,
        title=find_title(tree, head, data, site),
        description=_description(head.meta, data),
    )


def _found(said: _Said, language: Value[str] | None) -> Metadata:
    """Return the metadata of a page whose language is known, as far as it can be."""
    head, addresses, data, title = said.head, said.addresses, said.data, said.title
    tag = language.value if language else None
    reader = DateReader(reading_language(tag, said.site.host), latest_day(said.page))
    body = PageBody(said.tree, title.element)
    dates = find_dates(body, head.meta, data, addresses, reader)
    return Metadata(
        title=title.headline,
        authors=find_authors(body, head.meta, data, said.site, tag),
        published=dates.published,
        modified=dates.modified,
        site=find_site(said.site, title.site_suffix),
        language=language,
        url=addresses.url or address_in_json_ld(data, addresses.base),
        canonical=addresses.canonical,
        image=find_image(head, data, addresses.base),
        categories=find_categories(head.meta, data),
        license=find_license(said.tree, said.page, head, data, addresses.base),
        description=said.description,
        accessible_for_free=_accessible_for_free(data),
        page_types=_page_types(head.meta, data),
        word_count=_word_count(data),
    )


def _given(page: Page) -> Value[str] | None:
    address = given_address(page)
    return Value(address, "given") if address else None


def _header(page: Page, name: str) -> str:
    return next((value for key, value in page.headers.items() if key.lower() == name), "")


def _summary(said: _Said) -> str:
    texts = (said.title.headline, said.description)
    return "\n".join(item.value for item in texts if item is not None)


def _description(meta: MetaContents, json_ld: JsonLd) -> Value[str] | None:
    found = first_in_meta(meta, word_lists().meta_tags.description)
    if found is not None:
        return found
    text = squeezed(as_text(json_ld.article.get("description")))
    return Value(text, "json_ld.description") if text else None


def _accessible_for_free(json_ld: JsonLd) -> Value[bool] | None:
    flag = json_ld.accessible_for_free
    return None if flag is None else Value(flag, "json_ld.isAccessibleForFree")


def _word_count(json_ld: JsonLd) -> Value[int] | None:
    count = json_ld.word_count
    return None if count is None else Value(count, "json_ld.wordCount")


def _page_types(meta: MetaContents, json_ld: JsonLd) -> Value[tuple[str, ...]] | None:
    """Return the schema.org types of the article and the page, then the Open Graph type."""
    open_graph = first_in_meta(meta, (_OPEN_GRAPH_TYPE,))
    types = json_ld.types
    if open_graph is None:
        return Value(types, "json_ld.@type") if types else None
    origin = "json_ld.@type" if types else open_graph.origin
    return Value((*types, open_graph.value), origin)
