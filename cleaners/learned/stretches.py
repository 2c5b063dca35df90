"""Columns: where each line stands to the stretches of running text, in a page without markup.

Without elements around the lines, what belongs together is what stands close together: a line of
running text counts for a stretch as many words as it has, and a line between counts against it.
"""

from __future__ import annotations

import numpy as np

from cleaners.learned.block_view import BlockView, logarithm, shares, sums_by
from cleaners.learned.place_columns import run_lengths
from cleaners.learned.skeleton import Flags, Indexes, Numbers

PENALTIES = (4.0, 12.0, 40.0)
"""So many words a line that is no running text counts against a stretch."""

GAPS = (2, 6)
"""Lines of running text with so many others between them are of one group."""


def stretch_columns(view: BlockView) -> dict[str, Numbers]:
    """Return the place of each line to the stretches with most running text, and to groups."""
    columns: dict[str, Numbers] = {}
    total = float(view.good_words.sum())
    good_before = np.concatenate(([0.0], np.cumsum(view.good_words)))
    for number, penalty in enumerate(PENALTIES):
        first, end = best_stretch(view, penalty)
        within = good_before[end] - good_before[first]
        columns |= {f"{name}_{number}": row for name, row in to_stretch(view, first, end).items()}
        columns[f"stretch_share_{number}"] = np.full(len(view), within / max(1.0, total))
    for gap in GAPS:
        columns |= {f"{name}_{gap}": row for name, row in group_columns(view, gap).items()}
    return columns | run_columns(view)


def best_stretch(view: BlockView, penalty: float) -> tuple[int, int]:
    """Return the first line of the stretch with most running text, and that behind its last.

    It is the run of lines with the largest sum (Kadane's algorithm).

    Args:
        view: The page.
        penalty: What a line that is no running text counts against it, in words.
    """
    values = np.where(view.is_good, view.words, -penalty)
    sums = np.concatenate(([0.0], np.cumsum(values)))
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    first = int(np.argmin(sums[: end + 1])) if end else 0
    return (first, end) if end > first else (0, len(view))


def to_stretch(view: BlockView, first: int, end: int) -> dict[str, Numbers]:
    """Return how far each line stands from both ends of a stretch, in lines and in words."""
    index = np.arange(len(view), dtype=np.float64)
    words = np.cumsum(view.words) - view.words
    from_first, from_last = index - first, index - (end - 1)
    last_words = words[end - 1]
    return {
        "in_stretch": ((from_first >= 0) & (from_last <= 0)).astype(np.float64),
        "lines_from_first": signed_logarithm(from_first),
        "lines_from_last": signed_logarithm(from_last),
        "words_from_first": signed_logarithm(words - words[first]),
        "words_from_last": signed_logarithm(words - last_words),
    }


def group_columns(view: BlockView, gap: int) -> dict[str, Numbers]:
    """Return the sizes of the groups of running text around, before and behind each line.

    Args:
        view: The page.
        gap: So many other lines may stand between lines of one group.
    """
    size = len(view)
    good = np.flatnonzero(view.is_good)
    if not len(good):
        return {name: np.zeros(size) for name in GROUP_NAMES}
    starts = np.concatenate(([True], np.diff(good) > gap + 1))
    group_of_good: Indexes = np.cumsum(starts) - 1
    sizes = sums_by(group_of_good, view.words[good])
    latest = np.searchsorted(good, np.arange(size), side="right") - 1
    following = np.searchsorted(good, np.arange(size), side="left")
    before = np.where(latest >= 0, group_of_good[np.maximum(latest, 0)], -1)
    behind = np.where(
        following < len(good), group_of_good[np.minimum(following, len(good) - 1)], -1
    )
    inside = (before == behind) & (before >= 0)
    of_before = np.where(before >= 0, sizes[before], 0.0)
    of_behind = np.where(behind >= 0, sizes[behind], 0.0)
    own = np.where(inside, of_before, 0.0)
    largest = float(sizes.max())
    values = (
        inside.astype(np.float64),
        shares(own, largest),
        shares(of_before, largest),
        shares(of_behind, largest),
        logarithm(own),
    )
    return dict(zip(GROUP_NAMES, values, strict=True))


GROUP_NAMES = ("in_group", "group_share", "group_share_before", "group_share_behind", "group_words")


def run_columns(view: BlockView) -> dict[str, Numbers]:
    """Return how long the run of other lines is that each line stands in, and where it stands."""
    other = ~view.is_good
    return {
        "other_run": logarithm(run_lengths(other)),
        "other_run_words": logarithm(run_sums(other, view.words)),
        "lines_since_good": logarithm(lines_since(view.is_good)),
        "lines_until_good": logarithm(lines_since(view.is_good[::-1])[::-1]),
        "sentences_run": logarithm(run_lengths(view.ends_sentence)),
        "no_sentences_run": logarithm(run_lengths(~view.ends_sentence)),
    }


def run_sums(flags: Flags, values: Numbers) -> Numbers:
    """Return for each flagged place the sum of the values of the run that it stands in."""
    runs: Indexes = np.cumsum(np.concatenate(([True], flags[1:] != flags[:-1]))) - 1
    result: Numbers = np.where(flags, sums_by(runs, values)[runs], 0.0)
    return result


def lines_since(flags: Flags) -> Numbers:
    """Return for each place how many lines ago a flagged one was; all before it if none was."""
    index = np.arange(len(flags))
    latest = np.maximum.accumulate(np.where(flags, index, -1))
    result: Numbers = (index - latest).astype(np.float64)
    return result


def signed_logarithm(values: Numbers) -> Numbers:
    """Return the logarithm of distances, with their sign."""
    result: Numbers = np.sign(values) * np.log1p(np.abs(values))
    return result
