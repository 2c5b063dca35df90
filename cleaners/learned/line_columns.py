"""All columns of numbers that the network of lines sees of a text without markup, in order."""

from __future__ import annotations

import numpy as np

from cleaners.learned.characters import CharacterKind
from cleaners.learned.claim_columns import score_columns
from cleaners.learned.columns import rows_of
from cleaners.learned.line_neighbours import REACHES, line_neighbour_columns, means, sides
from cleaners.learned.line_sections import line_section_columns
from cleaners.learned.line_view import LineView
from cleaners.learned.network import Floats
from cleaners.learned.place_columns import position_columns, window_columns
from cleaners.learned.repetition_columns import copy_columns
from cleaners.learned.skeleton import Numbers
from cleaners.learned.stretches import stretch_columns
from cleaners.learned.text_columns import text_columns
from cleaners.learned.vocabulary_columns import vocabulary_columns
from cleaners.learned.wording_columns import claim_distance_columns, wording_columns


def line_claim_columns(view: LineView) -> dict[str, Numbers]:
    """Return what the named detectors claim of each line and of those around it."""
    columns, beside = score_columns(view)
    claimed = columns["claimed"]
    padded = np.concatenate(([0.0], claimed, [0.0]))
    columns["claimed_before"] = padded[:-2]
    columns["claimed_behind"] = padded[2:]
    columns["furniture_before"] = np.log1p(np.cumsum(beside))
    columns["furniture_share_before"] = np.cumsum(beside) / max(1.0, float(beside.sum()))
    for reach in REACHES:
        for side, first, end in sides(len(view), reach):
            columns[f"claimed_{side}_{reach}"] = means(claimed, first, end)
    return columns | claim_distance_columns(columns)


def line_page_columns(view: LineView) -> dict[str, Numbers]:
    """Return what the text is as a whole; the same number for each line."""
    size = len(view)
    words, good = float(view.words.sum()), float(view.good_words.sum())
    unspaced = float(view.characters.counts[CharacterKind.UNSPACED].sum())
    values = {
        "page_lines": np.log1p(size),
        "page_words": np.log1p(words),
        "page_good_words": np.log1p(good),
        "page_good_share": good / max(1.0, words),
        "page_good_lines": float(view.is_good.mean()),
        "page_sentences": float(view.ends_sentence.mean()),
        "page_words_a_line": np.log1p(words / size),
        "page_unspaced": unspaced / max(1.0, float(view.lengths.sum())),
    }
    return {name: np.full(size, float(value)) for name, value in values.items()}


GROUPS = (
    text_columns,
    position_columns,
    window_columns,
    line_neighbour_columns,
    stretch_columns,
    copy_columns,
    line_section_columns,
    wording_columns,
    vocabulary_columns,
    line_claim_columns,
    line_page_columns,
)


def line_columns_of(view: LineView) -> dict[str, Numbers]:
    """Return the columns of the lines of a text by name; one number a line."""
    columns: dict[str, Numbers] = {}
    for group in GROUPS:
        columns.update(group(view))
    return columns


def line_matrix_of(view: LineView) -> Floats:
    """Return all columns as the rows of a matrix (columns, lines)."""
    return np.concatenate([rows_of(group(view)) for group in GROUPS])
