"""Pages that tell the same story: captures, print versions, the states of a live blog."""

from __future__ import annotations

import numpy as np

from cleaners.sites.sampled import Flags, Numbers, Sampled

MAX_SHARE = 0.5
"""Prose that more pages have is not the story of any."""

MIN_SHARED = 0.5
"""Two pages tell the same story if they share so much of the shorter one's prose, by words."""


def distinct_pages(sampled: Sampled, live: Flags) -> Flags:
    """Return which pages count: of several that tell the same story the one with the lowest number.

    Without that, two captures of a story would show that its text recurs.

    Args:
        sampled: The pages.
        live: Which of them are looked at.
    """
    keys = sampled.exact
    counts = keys.page_counts(live)
    prose_pairs = np.flatnonzero(sampled.is_prose[keys.first_row] & live[keys.pair_page])
    pages, texts = keys.pair_page[prose_pairs], keys.pair_text[prose_pairs]
    words = sampled.words[keys.first_row[prose_pairs]]
    is_story = counts[texts] <= MAX_SHARE * live.sum()
    totals = own_words(sampled) + np.bincount(pages[is_story], words[is_story], len(live))
    is_shared = is_story & (counts[texts] > 1)
    if not is_shared.any():
        return live
    _, columns = np.unique(texts[is_shared], return_inverse=True)
    weights = np.zeros((len(live), int(columns.max()) + 1), dtype=np.float32)
    weights[pages[is_shared], columns] = words[is_shared]
    shared = weights @ (weights > 0).T.astype(np.float32)
    shorter = np.minimum(totals[:, None], totals[None, :])
    same = (shared >= MIN_SHARED * shorter) & (shared > 0)
    return first_of_each(same, live)


def own_words(sampled: Sampled) -> Numbers:
    """Return how many words of prose each page has that stand on no other page."""
    is_own = sampled.is_prose.copy()
    is_own[sampled.exact.rows] = False
    count = len(sampled.pages)
    return np.bincount(sampled.page[is_own], sampled.words[is_own], count).astype(np.int64)


def first_of_each(same: Flags, live: Flags) -> Flags:
    """Return the pages that are the same as none before them that was taken.

    Args:
        same: Which two pages are the same, as a matrix.
        live: Which pages are looked at.
    """
    taken = live.copy()
    for page in np.flatnonzero(live & (same.sum(axis=1) > 1)):
        taken[page] = not (same[page, :page] & taken[:page]).any()
    return taken
