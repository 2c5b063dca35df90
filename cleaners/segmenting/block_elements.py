"""What block-level elements do to the text around them.

Each function begins an element and returns what has to be done when it ends.
"""

from __future__ import annotations

from lxml.etree import _Element

from cleaners.segmenting.attributes import code_language, whole_number
from cleaners.segmenting.block_writing import BlockWriter, Ending, Start
from cleaners.segmenting.tables import TableGrid, holds_records
from cleaners.segmenting.tags import (
    BLOCK_TAGS,
    FALLBACK_TAGS,
    ITEM_TAGS,
    LIST_TAGS,
    PREFORMATTED_TAGS,
)


def start_block(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin an element that only ends the block before it, or names what is in it."""
    if page.context.by_line:
        return start_line(page, tag, element)
    page.open_block(tag, element)
    return page.end_block


def start_list(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin a list; a numbered one may say where it starts."""
    if page.context.by_line:
        return start_line(page, tag, element)
    page.open_block(tag, element)
    page.counters.append((whole_number(element.get("start")) or 1) if tag == "ol" else 1)
    return page.end_list


def start_item(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin a list item, or a term of a definition list, with its marker."""
    if page.context.by_line:
        return start_line(page, tag, element)
    page.open_block(tag, element)
    if page.context.ordered and page.counters:
        number = whole_number(element.get("value")) or page.counters[-1]
        page.counters[-1] = number + 1
        page.marker = f"{number}."
    else:
        page.marker = "-"
    return page.end_item


def start_preformatted(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin text whose white space stays."""
    if page.context.by_line:
        return start_line(page, tag, element)
    page.open_block(tag, element)
    if not page.context.verbatim:  # ARIA makes it a heading
        return page.end_block
    page.code_language = code_language(element)
    page.add_text = page.buffer.append_lines
    return page.end_preformatted


def start_table(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin a table: one of records is one block, any other lays out the page."""
    if page.context.by_line or not holds_records(element):
        return start_block(page, tag, element)
    page.open_table(element)
    settings = page.settings
    page.grids.append(TableGrid(settings.max_colspan, settings.max_table_cells))
    return page.end_table


def start_caption(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin the caption of a table, which is a block of its own also in one of records."""
    if page.context.verbatim:
        return start_line(page, tag, element)
    page.open_block(tag, element)
    return page.end_block


def start_line(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin a block in preformatted text or in a table, where it is but a line or a cell."""
    if page.context.verbatim:
        if page.buffer.last not in {"", "\n"}:
            page.buffer.append_verbatim("\n")
    elif tag == "tr":
        if page.grids[-1].row_count:
            page.buffer.separate("\n")
        page.grids[-1].begin_row()
    elif tag in {"td", "th"}:
        tabs = page.grids[-1].begin_cell(element.get("colspan"), element.get("rowspan"))
        if tabs is None:
            page.buffer.append(" ")
        elif tabs:
            page.buffer.separate("\t" * tabs)
    else:
        page.buffer.append(" ")
    return page.end_line if tag in BLOCK_TAGS else None


BLOCK_STARTS: dict[str, Start] = {
    **dict.fromkeys(BLOCK_TAGS | FALLBACK_TAGS, start_block),
    **dict.fromkeys(LIST_TAGS, start_list),
    **dict.fromkeys(ITEM_TAGS, start_item),
    **dict.fromkeys(PREFORMATTED_TAGS, start_preformatted),
    "table": start_table,
    "caption": start_caption,
}
