"""An HTML tree to a document: one walk, nothing that a browser shows is lost."""

from __future__ import annotations

from lxml.etree import _Element

from cleaners.document import Document, MediaKind, PageWarning
from cleaners.segmenting.block_writing import BlockWriter
from cleaners.segmenting.head import read_head
from cleaners.segmenting.selected_blocks import SelectingWriter, Selectors
from cleaners.segmenting.text_buffer import COLLAPSED
from cleaners.segmenting.tree_walk import STARTS, walk
from cleaners.settings import ReadingSettings


def segment_html(
    tree: _Element,
    settings: ReadingSettings,
    *,
    url: str | None = None,
    selectors: Selectors | None = None,
) -> Document:
    """Return the document of an HTML page.

    Args:
        tree: Root of the page; it is not changed.
        settings: Limits on tables.
        url: The address of the page, if known.
        selectors: Selected elements; the blocks then note what lies in them, until
            ``selected_blocks.set_apart``.

    Returns:
        Every visible text as blocks in reading order, hidden text and ``noscript`` marked as such;
        scripts, styles and templates are counted in ``dropped``.
    """
    page: BlockWriter
    if selectors:
        page = selecting = SelectingWriter(settings, selectors)
        walked = walk(tree, page, selecting.noting(STARTS.get))
    else:
        page = BlockWriter(settings)
        walked = walk(tree, page)
    head = read_head(tree)
    return Document(
        media_kind=MediaKind.HTML,
        blocks=tuple(page.blocks),
        elements=tuple(page.elements),
        url=url,
        title=COLLAPSED.sub(" ", head.title).strip() or None,
        descriptions=head.descriptions,
        types=head.types,
        authors=head.authors,
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        dropped=walked.dropped,
        depth=walked.depth,
        warnings=tuple(PageWarning(code) for code in sorted(page.clamped)),
    )
