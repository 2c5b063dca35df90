"""Columns: the headings that lines of text look like, the sections below them, like beginnings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaners.learned.block_view import logarithm, shares, sums_by
from cleaners.learned.line_view import LineView
from cleaners.learned.place_columns import run_lengths
from cleaners.learned.skeleton import Flags, Indexes, Numbers

MAX_HEADING_WORDS = 14
MAX_LEAD_RUN = 2
"""Of more short lines in a row none is a heading."""

EDGE_WORDS = 2


def line_section_columns(view: LineView) -> dict[str, Numbers]:
    """Return what is known of the heading above each line, of its section, and of its edges."""
    is_heading = headings_of(view)
    index = np.arange(len(view))
    above = np.maximum.accumulate(np.where(is_heading, index, -1))
    has = above >= 0
    at = np.maximum(above, 0)
    section: Indexes = np.cumsum(is_heading).astype(np.int64)
    words = sums_by(section, np.where(is_heading, 0.0, view.words))[section]
    good = sums_by(section, view.good_words)[section]
    lines = np.bincount(section)[section].astype(np.float64)
    columns = {
        "like_heading": is_heading.astype(np.float64),
        "lines_since_heading": logarithm(np.where(has, index - above, index).astype(np.float64)),
        "heading_words": np.where(has, logarithm(view.words[at]), 0.0),
        "line_section_words": logarithm(words),
        "line_section_lines": logarithm(lines),
        "line_section_good": shares(good, words),
        "line_section_share": words / float(view.words.sum()),
    }
    folded = [shape.folded.split(None, EDGE_WORDS + 1) for shape in view.features.shapes]
    lasts = [shape.folded.rsplit(None, EDGE_WORDS)[-EDGE_WORDS:] for shape in view.features.shapes]
    columns["same_beginnings"] = recurring([words[:EDGE_WORDS] for words in folded])
    columns["same_ends"] = recurring(lasts)
    return columns


def headings_of(view: LineView) -> Flags:
    """Return which lines look like headings: short, no sentences, and running text behind them."""
    short = ~view.ends_sentence & (view.words <= MAX_HEADING_WORDS)
    few = run_lengths(short) <= MAX_LEAD_RUN
    before_good = np.zeros(len(view), dtype=np.bool_)
    before_good[:-1] = view.is_good[1:]
    before_good[:-2] |= view.is_good[2:]
    flags: Flags = short & few & before_good
    return flags


def recurring(edges: Sequence[Sequence[str]]) -> Numbers:
    """Return how many other lines have the same words at their beginning, or at their end."""
    first: dict[tuple[str, ...], int] = {}
    numbers = np.array([first.setdefault(tuple(words), len(first)) for words in edges])
    return logarithm(np.bincount(numbers)[numbers] - 1.0)
