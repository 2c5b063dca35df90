"""The sampled pages of a site as columns: a row a block, in the order of pages and of the text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from cleaners.sites.observations import NO_LOOSE, PageObservation
from cleaners.sites.observed_rows import HEADING, LINK, PROSE, ROW_TYPE, SENTENCE

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Keys(Struct, frozen=True, eq=False):
    """Texts that stand on several pages, by one kind of fingerprint, and where they stand.

    Attributes:
        fingerprints: Of each text, sorted.
        rows: The rows that have one of them, in order.
        text: Number of the text, of each of these rows.
        pair: Number of the pair of page and text, of each of these rows.
        pair_page: Page of each pair.
        pair_text: Number of the text of each pair.
        first_row: First row of each pair.
    """

    fingerprints: NDArray[np.uint64]
    rows: Numbers
    text: Numbers
    pair: Numbers
    pair_page: Numbers
    pair_text: Numbers
    first_row: Numbers

    def __len__(self) -> int:
        return len(self.fingerprints)

    def of_texts(self, pairs: Flags) -> Numbers:
        """Return for each text how many of these pairs are its own."""
        return np.bincount(self.pair_text[pairs], minlength=len(self))

    def pairs_with(self, rows: Flags) -> Flags:
        """Return which pairs have one of these rows, of those in ``rows``."""
        return np.bincount(self.pair[rows], minlength=len(self.pair_page)) > 0

    def page_counts(self, live: Flags) -> Numbers:
        """Return on how many of the pages that count each text stands."""
        return self.of_texts(live[self.pair_page])


class Sampled(Struct, frozen=True, eq=False):
    """The sampled pages of a site.

    Attributes:
        pages: The pages.
        page: Number of the page of each row.
        starts: First row of each page.
        ends: Row behind the last one of each page.
        words: Words of each row.
        markup: Fingerprint of the elements of each row.
        is_prose: Whether a row is a sentence of some length.
        is_link: Whether it is mostly links, or a button.
        is_heading: Whether the page calls it a heading.
        ends_sentence: Whether it ends as a sentence does.
        exact: The texts.
        loose: The texts without digits and names, of lines that have some.
    """

    pages: tuple[PageObservation, ...]
    page: Numbers
    starts: Numbers
    ends: Numbers
    words: Numbers
    markup: Numbers
    is_prose: Flags
    is_link: Flags
    is_heading: Flags
    ends_sentence: Flags
    exact: Keys
    loose: Keys

    def __len__(self) -> int:
        return len(self.page)


def sampled_from(pages: Sequence[PageObservation]) -> Sampled:
    """Return the columns of some pages; those without any block are left out."""
    filled = tuple(page for page in pages if page.packed)
    rows = np.frombuffer(b"".join(page.packed for page in filled), dtype=ROW_TYPE)
    lengths = np.array([len(page.packed) // ROW_TYPE.itemsize for page in filled], dtype=np.int64)
    ends = np.cumsum(lengths)
    page = np.repeat(np.arange(len(filled)), lengths)
    bits = rows["bits"].astype(np.int64)
    words = rows["words"].astype(np.int64)
    is_prose = (bits & PROSE) > 0
    everywhere = np.ones(len(rows), dtype=np.bool_)
    has_loose = rows["loose"] != NO_LOOSE
    return Sampled(
        pages=filled,
        page=page,
        starts=ends - lengths,
        ends=ends,
        words=words,
        markup=rows["markup"].astype(np.int64),
        is_prose=is_prose,
        is_link=(bits & LINK) > 0,
        is_heading=(bits & HEADING) > 0,
        ends_sentence=(bits & SENTENCE) > 0,
        exact=keys_of(rows["exact"].astype(np.uint64), page, everywhere),
        loose=keys_of(rows["loose"].astype(np.uint64), page, has_loose),
    )


def keys_of(fingerprints: NDArray[np.uint64], page: Numbers, counts: Flags) -> Keys:
    """Return the texts that stand on several pages, of the rows that count."""
    rows = np.flatnonzero(counts)
    distinct, text = np.unique(fingerprints[rows], return_inverse=True)
    size = max(1, len(distinct))
    on_pages = np.bincount(np.unique(page[rows] * size + text) % size, minlength=len(distinct))
    recurs = on_pages > 1
    number = np.cumsum(recurs) - 1
    kept = recurs[text]
    rows, text = rows[kept], number[text[kept]]
    size = max(1, int(recurs.sum()))
    pairs, first, pair = np.unique(page[rows] * size + text, return_index=True, return_inverse=True)
    return Keys(distinct[recurs], rows, text, pair, pairs // size, pairs % size, rows[first])
