"""The blocks of a site that recur, as people and ``clean`` see them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from cleaners.sites.observations import PageObservation
from cleaners.sites.sampled import Flags, Keys, Numbers, Sampled
from cleaners.sites.verdicts import Role

DAY_CHARS = 10
TENTHS = (
    "in the first tenth of the page",
    *["in the first third of the page"] * 2,
    *["in the middle of the page"] * 4,
    *["in the last third of the page"] * 2,
    "in the last tenth of the page",
)


class Verdict(StrEnum):
    """What follows from the way in which a block recurs."""

    TEMPLATE = "template"  # the site's, not the article's
    EDITORIAL = "editorial"  # recurs, and is the article's all the same
    UNDECIDED = "undecided"  # recurs, but too little is known


VERDICTS = {
    **dict.fromkeys((Role.NONE, Role.RECURRING), Verdict.UNDECIDED),
    Role.EDITORIAL: Verdict.EDITORIAL,
}


class KnownBlock(Struct, frozen=True, array_like=True, gc=False):
    """A block that recurs.

    Attributes:
        fingerprint: By which it is found: exact or loose, as ``is_loose`` says.
        is_loose: Whether digits and names are forgotten.
        page_count: On how many pages of the sample it stands.
        verdict: What follows.
        place: Where it mostly stands, in words, such as ``in the last tenth of the page``.
        markup: In which elements it mostly stands (a fingerprint); 0 for text.
        first_seen: Day of the earliest page with it; empty if not known.
        last_seen: Day of the latest page with it; empty if not known.
        sample: The beginning of its text.
        role: What it is to its site, in detail.
    """

    fingerprint: int
    is_loose: bool
    page_count: int
    verdict: Verdict
    place: str
    markup: int
    first_seen: str
    last_seen: str
    sample: str
    role: Role = Role.NONE


class Columns(Struct, frozen=True, eq=False):
    """What is shown of all texts of one kind of fingerprint.

    Attributes:
        page_counts: On how many pages each stands.
        tenths: In which tenth of the page, by the median.
        markup: In which elements most often.
        first_day: Number of its earliest day among the sorted days of all pages; 0 for none.
        last_day: Number of its latest day.
    """

    page_counts: Numbers
    tenths: Numbers
    markup: Numbers
    first_day: Numbers
    last_day: Numbers


def recurring_blocks(
    sampled: Sampled, keys: Keys, roles: Numbers, wanted: Flags
) -> Iterator[KnownBlock]:
    """Yield the texts that are wanted, by their fingerprints.

    Args:
        sampled: The pages.
        keys: The texts.
        roles: What each is.
        wanted: Which are yielded.
    """
    days = ["", *sorted({page.seen[:DAY_CHARS] for page in sampled.pages if page.seen})]
    columns = columns_of(sampled, keys, days)
    first = np.full(len(keys), len(sampled))
    first[keys.pair_text[::-1]] = keys.first_row[::-1]
    samples = SampleTexts(sampled.pages)
    for key in np.flatnonzero(wanted).tolist():
        row = int(first[key])
        page = int(sampled.page[row])
        role = Role(int(roles[key]))
        yield KnownBlock(
            fingerprint=int(keys.fingerprints[key]),
            is_loose=keys is sampled.loose,
            page_count=int(columns.page_counts[key]),
            verdict=VERDICTS.get(role, Verdict.TEMPLATE),
            place=TENTHS[int(columns.tenths[key])],
            markup=int(columns.markup[key]),
            first_seen=days[int(columns.first_day[key])],
            last_seen=days[int(columns.last_day[key])],
            sample=samples.of(page, row - int(sampled.starts[page])),
            role=role,
        )


class SampleTexts:
    """The beginnings of the blocks of some pages; unpacked when first asked for."""

    def __init__(self, pages: tuple[PageObservation, ...]) -> None:
        self._pages = pages
        self._unpacked: dict[int, list[str]] = {}

    def of(self, page: int, block: int) -> str:
        """Return the beginning of a block."""
        if page not in self._unpacked:
            self._unpacked[page] = self._pages[page].samples
        return self._unpacked[page][block]


def columns_of(sampled: Sampled, keys: Keys, days: list[str]) -> Columns:
    """Return what is shown of all texts."""
    size, every = len(keys), np.ones(len(sampled.pages), dtype=np.bool_)
    lengths = (sampled.ends - sampled.starts)[sampled.page]
    middles = 2 * (np.arange(len(sampled)) - sampled.starts[sampled.page]) + 1
    tenths = middles * len(TENTHS) // (2 * lengths)
    day_of_page = np.array([days.index(page.seen[:DAY_CHARS]) for page in sampled.pages], np.int64)
    first_day, last_day = days_of(keys, day_of_page, len(days))
    return Columns(
        page_counts=keys.page_counts(every),
        tenths=medians(keys.text, tenths[keys.rows], size),
        markup=most_frequent(keys.text, sampled.markup[keys.rows], size),
        first_day=first_day,
        last_day=last_day,
    )


def days_of(keys: Keys, day_of_page: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Return the first and the last day of each text; 0 where no page has one."""
    days = day_of_page[keys.pair_page]
    first, last = np.full(len(keys), count), np.zeros(len(keys), np.int64)
    dated = days > 0
    np.minimum.at(first, keys.pair_text[dated], days[dated])
    np.maximum.at(last, keys.pair_text[dated], days[dated])
    return np.where(first == count, 0, first), last


def medians(groups: Numbers, values: Numbers, size: int) -> Numbers:
    """Return the (lower) median of the values of each group; no group is empty."""
    order = np.lexsort((values, groups))
    counts = np.bincount(groups, minlength=size)
    starts = np.cumsum(counts) - counts
    middle: Numbers = values[order][starts + (counts - 1) // 2]
    return middle


def most_frequent(groups: Numbers, values: Numbers, size: int) -> Numbers:
    """Return the most frequent value of each group, of equally frequent ones the smallest."""
    distinct, numbers = np.unique(values, return_inverse=True)
    pairs, counts = np.unique(groups * len(distinct) + numbers, return_counts=True)
    order = np.argsort(counts, kind="stable")
    best: NDArray[np.int64] = np.zeros(size, np.int64)
    # The last one written stays: the most frequent; of those the first after reversing equal ones.
    ranked = pairs[order]
    best[ranked // len(distinct)] = distinct[ranked % len(distinct)]
    return best
