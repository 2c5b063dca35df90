"""What a decoded page is made of, told from its content and not from its name."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from cleaners.document import MediaKind, Page
from cleaners.reading.markdown_evidence import has_some_markdown, is_surely_markdown
from cleaners.reading.markup_evidence import weigh_markup
from cleaners.reasons import Unreadable, UnreadablePageError

_SAMPLE_CHARS = 200_000
_MIN_COVERAGE = 0.5

# White space, processing instructions (XML declaration) and comments before what counts.
_PROLOGUE = re.compile(r"(?:\s++|<\?[^>]*+>|<!--.*?-->)*+", re.DOTALL)
_UNCLOSED_COMMENT = re.compile(r"<!--")
_HTML_START = re.compile(
    r"<(?:!doctype\s|(?:html|head|body|frameset)[\s>]|title\s*>[^<]*</title|(?:script|style)[\s>]"
    r"|(?:meta|link|base)\s+[a-z-]+\s*=)",
    re.IGNORECASE,
)
_FEED_ROOT = r"(?:rss|feed|rdf:rdf|urlset|sitemapindex|opml)"
_RECORD_START = re.compile(rf"<!doctype\s+(?:{_FEED_ROOT}|svg)\b|<{_FEED_ROOT}[\s>]", re.IGNORECASE)
_SVG_START = re.compile(r"<svg[\s>]", re.IGNORECASE)
_XML_START = re.compile(r"\s*<\?xml\s")
_JSON_OBJECT = re.compile(r"[\[\s]*\{\s*\"(?:[^\"\\\n]|\\.){0,200}\"\s*:")
_COMPRESSION_SUFFIXES = (".gz", ".zst")
_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mkd", ".mdown")


def sniff(text: str, page: Page) -> MediaKind:
    """Return what a page is made of.

    HTML begins with a doctype or one of the outer elements, or has most of its text in block-level
    elements, or is dense with tags; a few stray tags leave a text a text. Markdown needs Markdown
    in it: some where the page's name or header says so, else enough to be sure.

    Args:
        text: The decoded text.
        page: Its name and headers are the hints for Markdown.

    Raises:
        UnreadablePageError: ``data_file`` for JSON, JSON lines, feeds, sitemaps and SVG.
    """
    start = _PROLOGUE.match(text)
    position = start.end() if start else 0
    if _HTML_START.match(text, position) and not _RECORD_START.match(text, position):
        return MediaKind.HTML
    if position == len(text):
        return MediaKind.HTML if text.strip() else MediaKind.TEXT
    _refuse_records(text, position)
    if _XML_START.match(text) or _UNCLOSED_COMMENT.match(text, position):
        return MediaKind.HTML
    return _sniff_body(text[:_SAMPLE_CHARS], hinted=_says_markdown(page))


def header(headers: Mapping[str, str], name: str) -> str | None:
    """Return the value of an HTTP header, its name matched without case."""
    return next((value for key, value in headers.items() if key.lower() == name), None)


def _sniff_body(text: str, *, hinted: bool) -> MediaKind:
    if hinted and has_some_markdown(text):
        return MediaKind.MARKDOWN
    if "<" in text:
        markup = weigh_markup(text)
        if markup.breaks_by_line or markup.has_dense_tags or markup.has_late_page:
            return MediaKind.HTML
        if markup.element_count and markup.coverage >= _MIN_COVERAGE:
            return MediaKind.HTML
    return MediaKind.MARKDOWN if is_surely_markdown(text) else MediaKind.TEXT


def _refuse_records(text: str, position: int) -> None:
    if _RECORD_START.match(text, position):
        raise UnreadablePageError(Unreadable.DATA_FILE, "a feed, a sitemap or a drawing in XML")
    if _XML_START.match(text) and _SVG_START.match(text, position):
        raise UnreadablePageError(Unreadable.DATA_FILE, "a drawing in XML")
    if text[position] in "{[" and (_JSON_OBJECT.match(text, position) or _is_json(text)):
        raise UnreadablePageError(Unreadable.DATA_FILE, "JSON")


def _is_json(text: str) -> bool:
    """Return whether a text is one JSON document or a line of JSON each."""
    lines = text.strip().split("\n", 2)[:2]
    return _decodes(text) or (
        len(lines) > 1 and all(line.startswith(("{", "[")) and _decodes(line) for line in lines)
    )


def _decodes(text: str) -> bool:
    try:
        msgspec.json.decode(text.encode("utf-8", "replace"), type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    except RecursionError:
        return True  # thousands of brackets in a row, which no prose has
    return True


def _says_markdown(page: Page) -> bool:
    name = (page.name or "").lower()
    for suffix in _COMPRESSION_SUFFIXES:
        name = name.removesuffix(suffix)
    content_type = header(page.headers, "content-type") or ""
    return name.endswith(_MARKDOWN_SUFFIXES) or content_type.lower().startswith("text/markdown")
