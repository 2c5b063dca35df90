"""Columns: what the lines around each line look like, and whether they look like it."""

from __future__ import annotations

import numpy as np

from cleaners.learned.block_view import logarithm, shares
from cleaners.learned.characters import CharacterKind
from cleaners.learned.line_view import LineView
from cleaners.learned.skeleton import Indexes, Numbers

K = CharacterKind
OFFSETS = (-3, -2, -1, 1, 2, 3)
REACHES = (4, 12, 30)
PERIODS = (1, 2, 3, 4, 5)
"""Entries of a list of teasers have so many lines each."""

PERIOD_REACH = 6


def line_neighbour_columns(view: LineView) -> dict[str, Numbers]:
    """Return what stands before and behind each line, near and in wider surroundings."""
    counts = view.characters.counts
    looked_at = {
        "words": logarithm(view.words),
        "good": view.is_good.astype(np.float64),
        "sentence": view.ends_sentence.astype(np.float64),
        "capitalised": np.minimum(shares(view.characters.capitalised, view.words), 1.0),
        "digits": shares(counts[K.DIGIT], view.lengths),
    }
    columns = {}
    reach, size = max(OFFSETS), len(view)
    for name, values in looked_at.items():
        padded = np.concatenate((np.zeros(reach), values, np.zeros(reach)))
        for offset in OFFSETS:
            side = "before" if offset < 0 else "behind"
            columns[f"{name}_{abs(offset)}_{side}"] = padded[reach + offset : reach + offset + size]
    for reach in REACHES:
        for side, first, end in sides(size, reach):
            columns |= {
                f"{name}_{side}_{reach}": means(values, first, end)
                for name, values in looked_at.items()
            }
    return columns | likeness_columns(view)


def sides(size: int, reach: int) -> tuple[tuple[str, Indexes, Indexes], ...]:
    """Return where the surroundings of each line begin and end, before it and behind it."""
    index = np.arange(size)
    return (
        ("before", np.maximum(0, index - reach), index),
        ("behind", index + 1, np.minimum(size, index + 1 + reach)),
    )


def means(values: Numbers, first: Indexes, end: Indexes) -> Numbers:
    """Return the mean of the values from each first place up to its end; 0 of nothing."""
    sums = np.concatenate(([0.0], np.cumsum(values)))
    first = np.minimum(first, len(values))
    return shares(sums[end] - sums[first], (end - first).astype(np.float64))


def likeness_columns(view: LineView) -> dict[str, Numbers]:
    """Return how many lines around each line look like it, and whether they recur in a rhythm."""
    looks = view.looks
    size = len(view)
    others = np.bincount(looks)[looks].astype(np.float64) - 1.0
    columns = {"looks_on_page": logarithm(others)}
    index = np.arange(size)
    first, end = np.maximum(0, index - PERIOD_REACH), np.minimum(size, index + 1 + PERIOD_REACH)
    best = np.zeros(size)
    for period in PERIODS:
        same = np.zeros(size)
        if size > period:
            same[period:] = looks[period:] == looks[:-period]
        columns[f"looks_like_{period}_before"] = same
        ahead = np.zeros(size)
        ahead[: max(0, size - period)] = same[period:]
        columns[f"looks_like_{period}_behind"] = ahead
        best = np.maximum(best, means(same, first, end))
    columns["rhythm"] = best
    return columns
