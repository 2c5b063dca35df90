"""Tables: which hold records, and how their cells become lines and tabs."""

from __future__ import annotations

from lxml.etree import _Element

from cleaners.segmenting.tags import LAYOUT_TABLE_CONTENT

MAX_CELL_CHARACTERS = 1_000
"""A longer cell holds an article, not a value."""


def holds_records(table: _Element) -> bool:
    """Return whether a table holds records, rather than laying out a page.

    It does if no cell holds block structure of its own (headings, sections, another table) or a
    text as long as an article, and if some row has at least two cells.
    """
    if table.get("role") in {"presentation", "none"}:
        return False
    if next(table.iterdescendants(*LAYOUT_TABLE_CONTENT), None) is not None:
        return False
    has_columns = False
    for row in table.iterdescendants("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        has_columns = has_columns or len(cells) > 1
        for cell in cells:
            if text_length(cell, MAX_CELL_CHARACTERS) >= MAX_CELL_CHARACTERS:
                return False
    return has_columns


def text_length(element: _Element, enough: int) -> int:
    """Return the count of characters in an element, or at least ``enough`` if it has more."""
    total = 0
    for text in element.itertext():
        total += len(text)
        if total >= enough:
            break
    return total


class TableGrid:
    """Says how many tabs stand before the next cell of a table.

    Cells that span columns or rows leave empty cells, so that each value stands under its heading.
    """

    def __init__(self, max_colspan: int, max_cells: int) -> None:
        self._max_colspan = max_colspan
        self._max_cells = max_cells
        self._cells = 0
        self._column = 0
        self._reached = 0
        self._below: dict[int, int] = {}
        self.row_count = 0
        self.clamped: set[str] = set()

    def begin_row(self) -> None:
        """Begin a row."""
        self._column = 0
        self._reached = 0
        self.row_count += 1

    def begin_cell(self, colspan: str | None, rowspan: str | None) -> int | None:
        """Begin a cell and return the tabs before it; None where the table has too many cells."""
        columns = self._clamp(colspan)
        rows = self._clamp(rowspan)
        self._cells += columns
        if self._cells > self._max_cells:
            self.clamped.add("table_cells_joined")
            return None
        while self._below.get(self._column, 0) > 0:
            self._below[self._column] -= 1
            self._column += 1
        tabs = self._column - self._reached
        self._reached = self._column
        if rows > 1:
            for column in range(self._column, self._column + columns):
                self._below[column] = rows - 1
        self._column += columns
        return tabs

    def _clamp(self, span: str | None) -> int:
        if span is None:
            return 1
        digits = span.strip()[:9]
        count = int(digits) if digits.isascii() and digits.isdigit() else 1
        if count > self._max_colspan:
            self.clamped.add("span_clamped")
            return self._max_colspan
        return max(count, 1)
