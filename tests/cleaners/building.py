"""Builds the values that tests need."""

from __future__ import annotations

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from cleaners.document import Block, BlockKind, Document, MediaKind
from cleaners.segmenting.html import segment_html
from cleaners.settings import settings_from


def tree_of(html: str) -> HtmlElement:
    """Return the tree of a page, parsed as the reader does."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    return document_fromstring(html.encode(), parser=parser)


def document_of(html: str, **limits: int) -> Document:
    """Return the document of a page, with other limits than the shipped ones where given."""
    settings = settings_from({"reading": limits}).reading
    return segment_html(tree_of(html), settings)


def text_document(*paragraphs: str) -> Document:
    """Return a document of plain paragraphs."""
    blocks = tuple(
        Block(index=index, kind=BlockKind.PARAGRAPH, text=text)
        for index, text in enumerate(paragraphs)
    )
    return Document(media_kind=MediaKind.TEXT, blocks=blocks)
