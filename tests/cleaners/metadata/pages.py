"""Invented pages for the tests of metadata."""

from __future__ import annotations

import msgspec
from lxml import html
from lxml.html import HtmlElement
from msgspec.structs import replace

from cleaners.document import Page
from cleaners.metadata import Metadata, extract_metadata
from cleaners.settings import settings_from

ADDRESS = "https://www.harbourpost.example/region/ferry-returns"
PAGE = Page(raw=b"", url=ADDRESS)
UNKNOWN_PAGE = Page(raw=b"")


def page_at(url: str) -> Page:
    """Return a page of which only the address is given."""
    return Page(raw=b"", url=url)


def tree_of(head: str = "", body: str = "", language: str = "en") -> HtmlElement:
    """Return the tree of a page with this head and body."""
    markup = f'<html lang="{language}"><head>{head}</head><body>{body}</body></html>'
    return html.document_fromstring(markup)


def json_ld(value: object) -> str:
    """Return a JSON-LD script with this value."""
    text = msgspec.json.encode(value).decode()
    return f'<script type="application/ld+json">{text}</script>'


def meta(**contents: str) -> str:
    """Return meta elements; ``og__title`` stands for ``og:title``."""
    return "".join(
        f'<meta name="{name.replace("__", ":")}" content="{content}">'
        for name, content in contents.items()
    )


def metadata_of(
    head: str = "",
    body: str = "",
    *,
    language: str = "en",
    detect_language: bool = False,
    page: Page = PAGE,
) -> Metadata:
    """Return the metadata of a page with this head and body; ``page`` has what is given of it."""
    tree = tree_of(head, body, language)
    page = replace(page, raw=html.tostring(tree))
    settings = settings_from({"metadata": {"detect_language": detect_language}}).metadata
    return extract_metadata(tree, page, settings)
