"""A page that was read, to its document: HTML, Markdown and text take one path from here."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement
from msgspec import Struct
from msgspec.structs import replace

from cleaners.document import Document, MediaKind, PageWarning
from cleaners.reading import Reading
from cleaners.reading.parsing import parse_html
from cleaners.segmenting.html import segment_html
from cleaners.segmenting.markdown import read_markdown
from cleaners.segmenting.script_bodies import with_script_body
from cleaners.segmenting.selected_blocks import Selectors
from cleaners.segmenting.text import segment_text
from cleaners.settings import ReadingSettings


class Segmented(Struct, frozen=True):
    """A page in blocks.

    Attributes:
        document: The blocks.
        tree: The tree that they were read from; None for text.
        front_matter: What a Markdown page says before its text.
    """

    document: Document
    tree: HtmlElement | None = None
    front_matter: Mapping[str, object] = {}


def segment(
    reading: Reading,
    settings: ReadingSettings,
    *,
    url: str | None = None,
    selectors: Selectors | None = None,
) -> Segmented:
    """Return the document of a page.

    Args:
        reading: The page.
        settings: Limits on tables.
        url: Its address, if known.
        selectors: Selected elements of its tree, as ``segment_html`` takes them.
    """
    if reading.media_kind is MediaKind.MARKDOWN:
        return segment_markdown(reading.text, settings, url=url)
    if reading.tree is None:
        return Segmented(segment_text(reading.text, url=url))
    document = segment_html(reading.tree, settings, url=url, selectors=selectors)
    return Segmented(with_script_body(document, reading.tree, settings), reading.tree)


def segment_markdown(text: str, settings: ReadingSettings, *, url: str | None) -> Segmented:
    """Return the document of a Markdown text, with the markup that it stands for."""
    page = read_markdown(text)
    if not page.html.strip():
        return Segmented(
            Document(media_kind=MediaKind.MARKDOWN, blocks=(), url=url),
            front_matter=page.front_matter,
        )
    parsed = parse_html(page.html, settings)
    document = segment_html(parsed.tree, settings, url=url)
    warnings = [*document.warnings, *parsed.warnings]
    if page.front_matter_error:
        warnings.append(PageWarning("front_matter_unreadable", page.front_matter_error))
    return Segmented(
        replace(
            document,
            media_kind=MediaKind.MARKDOWN,
            title=title if isinstance(title := page.front_matter.get("title"), str) else None,
            warnings=tuple(warnings),
        ),
        parsed.tree,
        page.front_matter,
    )
