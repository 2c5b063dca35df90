"""Where the own text of each page stands: the stretch with most words that few other pages have."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from cleaners.sites.sampled import Flags, Numbers, Sampled

OWN_PAGES = 2
"""A text that stands on so many pages at most is their own: a story and its print version share
theirs."""

COMMON_SHARE = 0.2
MIN_COMMON_PAGES = 3
"""A block on so many pages interrupts the text of a page."""

INTERRUPTION = 5
"""So many words of own text outweigh one block that interrupts it."""

MAX_BLOCK_WORDS = 60
"""A block counts with so many words at most: no single comment outweighs an article."""

MIN_OWN_WORDS = 30
"""A page with fewer own words shows nothing of where other blocks stand."""

MAX_RUN = 3
"""A run of so many paragraphs is no teaser."""

HEAD, WITHIN, TAIL = -1, 0, 1


class Bodies(Struct, frozen=True, eq=False):
    """Where the own text of each page stands.

    Attributes:
        is_own: Of each row, whether hardly another page has it.
        is_witness: Of each page, whether it has enough own text.
        zone: Of each row: before, within or behind the own text of its page.
        first_own: First row of each page that hardly another page has, of whatever kind.
        first_own_prose: First row of each page that is such prose, in a row with more of it.
        last_own_prose: Last one; where there is none, the first and the last row of the page.
    """

    is_own: Flags
    is_witness: Flags
    zone: Numbers
    first_own: Numbers
    first_own_prose: Numbers
    last_own_prose: Numbers


def common_from(page_count: int) -> int:
    """Return on how many of so many pages a block stands that interrupts the text of a page."""
    return max(MIN_COMMON_PAGES, round(COMMON_SHARE * page_count))


def worth_of(words: Numbers, is_own_prose: Flags, is_common: Flags) -> Numbers:
    """Return what each row adds to a stretch of own text."""
    gain = np.where(is_own_prose, np.minimum(words, MAX_BLOCK_WORDS), 0)
    return gain - INTERRUPTION * is_common.astype(np.int64)


def bodies_of(sampled: Sampled, live: Flags) -> Bodies:
    """Return where the own text of each page stands.

    Args:
        sampled: The pages.
        live: Which of them count.
    """
    counts = np.ones(len(sampled), dtype=np.int64)
    counts[sampled.exact.rows] = sampled.exact.page_counts(live)[sampled.exact.text]
    is_own = counts <= OWN_PAGES
    is_common = counts >= common_from(int(live.sum()))
    worth = worth_of(sampled.words, is_own & sampled.is_prose, is_common)
    first, last, gain = best_stretches(worth, sampled.page, sampled.starts)
    rows = np.arange(len(sampled))
    zone = np.where(rows < first[sampled.page], HEAD, np.where(rows > last[sampled.page], TAIL, 0))
    first_own = sampled.ends.copy()
    own_rows = np.flatnonzero(is_own & (sampled.words > 1))
    first_own[sampled.page[own_rows][::-1]] = own_rows[::-1]
    first_prose, last_prose = sampled.ends - 1, sampled.starts.copy()
    prose_rows = np.flatnonzero(
        running(is_own & sampled.is_prose, sampled.page, len(sampled.pages))
    )
    first_prose[sampled.page[prose_rows][::-1]] = prose_rows[::-1]
    last_prose[sampled.page[prose_rows]] = prose_rows
    return Bodies(
        is_own=is_own,
        is_witness=live & (gain >= MIN_OWN_WORDS),
        zone=zone,
        first_own=first_own,
        first_own_prose=first_prose,
        last_own_prose=last_prose,
    )


def running(is_prose: Flags, page: Numbers, page_count: int) -> Flags:
    """Return which prose runs on for some paragraphs, as teasers and comments do not.

    Where none runs on for three on a page, it is that which does for two, and else all.
    """
    if not len(is_prose):
        return is_prose
    starts = np.flatnonzero(
        np.append(True, (~is_prose[1:] | ~is_prose[:-1] | (page[1:] != page[:-1])))
    )
    lengths = np.diff(np.append(starts, len(is_prose)))
    run = np.minimum(np.repeat(lengths, lengths), MAX_RUN) * is_prose
    longest = np.zeros(page_count, np.int64)
    np.maximum.at(longest, page, run)
    found: Flags = is_prose & (run == longest[page])
    return found


def best_stretches(
    worth: Numbers, page: Numbers, starts: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the stretch of rows of each page whose worth is highest.

    All pages at once: the sums of later pages are lowered so far that the lowest sum up to a row
    is always one of its own page.

    Args:
        worth: Of each row.
        page: Of each row.
        starts: First row of each page.

    Returns:
        First row, last row and worth of the stretch, of each page.
    """
    if not len(worth):
        empty = np.zeros(len(starts), dtype=np.int64)
        return empty, empty, empty
    sums = np.cumsum(worth)
    apart = page * (2 * int(np.abs(worth).sum()) + 1)
    before = sums - worth - apart
    lowest = np.minimum.accumulate(before)
    gains = sums - apart - lowest
    gain = np.maximum.reduceat(gains, starts)
    last, first = starts.copy(), starts.copy()
    ends = np.flatnonzero(gains == gain[page])[::-1]
    last[page[ends]] = ends
    rows = np.arange(len(worth))
    begins = np.flatnonzero((before == lowest[last][page]) & (rows <= last[page]))
    first[page[begins]] = begins
    return first, last, gain
