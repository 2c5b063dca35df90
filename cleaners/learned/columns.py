"""All columns of numbers that the network sees of a page, in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cleaners.learned.claim_columns import claim_columns
from cleaners.learned.class_columns import Odds, class_columns
from cleaners.learned.container_columns import container_columns
from cleaners.learned.element_columns import element_columns
from cleaners.learned.network import Floats
from cleaners.learned.overlap_columns import overlap_columns
from cleaners.learned.page_columns import page_columns
from cleaners.learned.page_view import PageView
from cleaners.learned.place_columns import neighbour_columns, position_columns, section_columns
from cleaners.learned.repetition_columns import repetition_columns
from cleaners.learned.skeleton import Numbers
from cleaners.learned.text_columns import span_columns, text_columns

GROUPS = (
    text_columns,
    span_columns,
    element_columns,
    container_columns,
    position_columns,
    neighbour_columns,
    section_columns,
    repetition_columns,
    overlap_columns,
    claim_columns,
    page_columns,
)


def columns_of(view: PageView) -> dict[str, Numbers]:
    """Return the columns that need no table of class names, by name; one number a block."""
    columns: dict[str, Numbers] = {}
    for group in GROUPS:
        columns.update(group(view))
    return columns


def matrix_of(view: PageView, odds: Odds) -> Floats:
    """Return all columns as the rows of a matrix (columns, blocks); those of the classes last.

    A group is brought to half its memory before the next one is made.
    """
    rows = [rows_of(group(view)) for group in GROUPS]
    return np.concatenate([*rows, rows_of(class_columns(view.skeleton, odds))])


def rows_of(group: Mapping[str, Numbers]) -> Floats:
    """Return the columns of a group as the rows of a matrix."""
    rows = np.concatenate(list(group.values())).astype(np.float32)
    return rows.reshape(len(group), -1)
