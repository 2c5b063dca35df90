"""Columns: the words that each line shares with the running text of its page."""

from __future__ import annotations

import numpy as np

from cleaners.learned.block_view import logarithm, shares
from cleaners.learned.line_view import LineView, Vocabulary
from cleaners.learned.skeleton import Flags, Numbers
from cleaners.learned.stretches import PENALTIES, best_stretch

MAX_TITLE_WORDS = 30


def vocabulary_columns(view: LineView) -> dict[str, Numbers]:
    """Return how many of the longer words of each line other running text has, too."""
    first, end = best_stretch(view, PENALTIES[1])
    good = view.is_good
    inside = good.copy()
    inside[:first] = False
    inside[end:] = False
    vocabulary = view.vocabulary
    count = np.bincount(vocabulary.lines, minlength=len(view)).astype(np.float64)
    shared = shared_with(vocabulary, good)
    in_main = shared_with(vocabulary, inside)
    title = np.where(view.words <= MAX_TITLE_WORDS, in_main, 0.0)
    before = title[: max(1, first)]
    is_title = np.zeros(len(view))
    if before.max(initial=0.0) > 1.0:
        is_title[size_of_prefix(before)] = 1.0
    return {
        "long_words": logarithm(count),
        "shared_words": shares(shared, count),
        "shared_in_stretch": shares(in_main, count),
        "shared_count": logarithm(in_main),
        "like_title": is_title,
        "lines_from_title": from_title(is_title),
    }


def shared_with(vocabulary: Vocabulary, flags: Flags) -> Numbers:
    """Return how many words of each line one of the flagged lines has, other than itself.

    Args:
        vocabulary: Of all lines.
        flags: One a line.
    """
    own = flags[vocabulary.lines].astype(np.float64)
    counts = np.bincount(vocabulary.numbers, weights=own, minlength=vocabulary.size)
    found = (counts[vocabulary.numbers] > own).astype(np.float64)
    return np.bincount(vocabulary.lines, weights=found, minlength=len(flags)).astype(np.float64)


def size_of_prefix(values: Numbers) -> int:
    """Return the last place of the highest value."""
    return len(values) - 1 - int(np.argmax(values[::-1]))


def from_title(is_title: Numbers) -> Numbers:
    """Return how far each line stands from the one that looks like the title; 0 without one."""
    places = np.flatnonzero(is_title)
    if not len(places):
        return np.zeros(len(is_title))
    distance = np.arange(len(is_title), dtype=np.float64) - places[0]
    result: Numbers = np.sign(distance) * np.log1p(np.abs(distance))
    return result
