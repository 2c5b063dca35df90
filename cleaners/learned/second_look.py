"""Columns for a second look: what the network made of the lines around each line at first sight."""

from __future__ import annotations

import numpy as np

from cleaners.learned.block_view import shares, sums_by
from cleaners.learned.line_neighbours import means, sides
from cleaners.learned.line_view import Lines
from cleaners.learned.network import Floats
from cleaners.learned.skeleton import Numbers
from cleaners.learned.stretches import run_sums, signed_logarithm

OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
REACHES = (3, 8, 20)
PENALTIES = (0.15, 0.35, 0.5)
"""Words that are less likely main content count against a stretch."""

EVEN = 0.5


def second_look_columns(lines: Lines, likely: Numbers) -> dict[str, Numbers]:
    """Return the columns that the second network sees beside those of the first.

    Args:
        lines: Those of the page.
        likely: How likely each line is main content, at first sight.
    """
    size = len(lines.words)
    columns = {"likely": likely}
    reach = max(OFFSETS)
    padded = np.concatenate((np.zeros(reach), likely, np.zeros(reach)))
    for offset in OFFSETS:
        columns[f"likely_{offset}"] = padded[reach + offset : reach + offset + size]
    in_words = likely * lines.words
    for reach in REACHES:
        for side, first, end in sides(size, reach):
            columns[f"likely_{side}_{reach}"] = means(likely, first, end)
            columns[f"likely_words_{side}_{reach}"] = shares(
                means(in_words, first, end), means(lines.words, first, end)
            )
    total = max(1e-6, float(in_words.sum()))
    before = np.cumsum(in_words) - in_words
    columns["likely_share_before"] = before / total
    columns["likely_share"] = np.full(size, total / float(lines.words.sum()))
    columns["likely_run"] = np.log1p(run_sums(likely > EVEN, in_words))
    columns["unlikely_run"] = np.log1p(run_sums(likely <= EVEN, lines.words))
    for number, penalty in enumerate(PENALTIES):
        columns |= {
            f"{name}_{number}": row for name, row in likely_stretch(lines, likely - penalty).items()
        }
    columns["likely_of_looks"] = of_the_others(lines, likely)
    columns["likely_of_vocabulary"] = of_vocabulary(lines, likely)
    return columns


def likely_stretch(lines: Lines, values: Numbers) -> dict[str, Numbers]:
    """Return the place of each line to the run of lines with the largest sum of words' values."""
    sums = np.concatenate(([0.0], np.cumsum(values * lines.words)))
    end = int(np.argmax(sums - np.minimum.accumulate(sums)))
    first = int(np.argmin(sums[: end + 1]))
    index = np.arange(len(lines.words), dtype=np.float64)
    from_first, from_last = index - first, index - (end - 1)
    return {
        "in_likely_stretch": ((from_first >= 0) & (from_last <= 0)).astype(np.float64),
        "from_likely_first": signed_logarithm(from_first),
        "from_likely_last": signed_logarithm(from_last),
    }


def of_the_others(lines: Lines, likely: Numbers) -> Numbers:
    """Return how likely the other lines are that look like each line; even chances without any."""
    looks = lines.looks
    counts = np.bincount(looks)[looks] - 1.0
    others = sums_by(looks, likely)[looks] - likely
    return (others + EVEN) / (counts + 1.0)


def of_vocabulary(lines: Lines, likely: Numbers) -> Numbers:
    """Return how likely the other lines are that have the longer words of each line."""
    words, size = lines.vocabulary, len(likely)
    of_line = likely[words.lines]
    chances = np.bincount(words.numbers, weights=of_line, minlength=words.size)[words.numbers]
    counts = np.bincount(words.numbers, minlength=words.size)[words.numbers]
    of_words = (chances - of_line + EVEN) / counts
    sums = np.bincount(words.lines, weights=of_words, minlength=size)
    word_counts = np.bincount(words.lines, minlength=size)
    return np.where(word_counts > 0, sums / np.maximum(1, word_counts), EVEN)


def with_second_look(columns: Floats, lines: Lines, likely: Numbers) -> Floats:
    """Return the rows of the first network (columns, lines) with those of the second look."""
    rows = np.array(list(second_look_columns(lines, likely).values()), dtype=np.float32)
    return np.concatenate((columns, rows))
