"""Which texts are alike: locality-sensitive hashing of signatures, then a look at each pair.

Memory: some 100 bytes a text, and up to 300 more for one that is like many; the signatures may lie
in a file (512 bytes a text), of which the system keeps in memory what it has room for.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from flows.near_duplicates.signatures import SLOTS, Slots

Numbers = NDArray[np.int64]
Verdicts = NDArray[np.bool_]

_ROWS = 2
BANDS = SLOTS // _ROWS
"""Two texts of which a share s of the slots is equal meet in a band with the probability
1 - (1 - s^2)^128: 99.5 % at .2, 94 % at .15."""
MAX_PAIRS = 8
_GLANCE = 64
_MIN_EQUAL = 3
_MAX_COMPARED = 64
_PAIRS_AT_ONCE = 65_536
_COMPARED_AT_ONCE = 8_192
_TEXTS_AT_ONCE = 65_536
_NO_PAIRS: Numbers = np.empty(0, dtype=np.int64)
_NO_COUNTS: NDArray[np.int32] = np.empty(0, dtype=np.int32)
# Odd numbers, by which 64 integers of 64 bits are summed to a digest of all of them.
_MULTIPLIERS = np.arange(1, 2 * (SLOTS // 4), 2, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)


class Alike(Struct, frozen=True):
    """Pairs of texts that are alike, none twice, in the order of the later ones, then the earlier.

    Attributes:
        earlier: The number of the earlier text of each pair.
        later: The number of the later one.
        equal: How many slots of their signatures are equal.
    """

    earlier: Numbers
    later: Numbers
    equal: NDArray[np.int32]


class Bounds(Struct, frozen=True):
    """What makes two texts alike.

    Attributes:
        min_similarity: Least share of the shingles of both that both have.
        min_containment: Or least share of the shorter text's shingles that the longer one has.
    """

    min_similarity: float
    min_containment: float


# The containment of a text that is much shorter than the other is estimated from few equal slots.
_MIN_SHARE_OF_SLOTS = 0.1


def similarity(equal: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return the estimated similarity (Jaccard) by the count of equal slots."""
    return equal / SLOTS


def containment(equal: NDArray[np.int32], some: Numbers, others: Numbers) -> NDArray[np.float64]:
    """Return the estimated share of the shorter text's shingles that the longer one has.

    Args:
        equal: How many slots are equal.
        some: The count of shingles of one text of each pair.
        others: The same of the other one.
    """
    share = similarity(equal)
    shared = share / (1 + share) * (some + others)
    return np.minimum(shared / np.minimum(some, others), 1.0)


def alike_texts(slots: Slots, shingles: Numbers, texts: Numbers, bounds: Bounds) -> Alike:
    """Return the pairs of texts that are alike, as far as they meet in a band.

    Of a text that is like many earlier ones, the pairs with the first ``MAX_PAIRS`` are given. In a
    band, texts are compared with the first ``_MAX_COMPARED`` of those that they meet, so that
    what thousands of texts share costs no more than their number.

    Args:
        slots: The signatures of n texts, n x ``SLOTS``.
        shingles: How many shingles each has.
        texts: The numbers of those that are compared, ascending.
        bounds: What makes two texts alike.
    """
    count = len(slots)
    known, equal = _NO_PAIRS, _NO_COUNTS
    limits = np.full(count, count, dtype=np.int64)
    for band in range(BANDS):
        pairs, found = _of_band(band, known, limits, texts, slots, shingles, bounds)
        if len(pairs):
            known, equal = np.concatenate([known, pairs]), np.concatenate([equal, found])
            order = np.argsort(known, kind="stable")
            known, equal = known[order], equal[order]
            places = _places(known, count)
            last = known[places == MAX_PAIRS - 1]
            limits[last // count] = last % count
            known, equal = known[places < MAX_PAIRS], equal[places < MAX_PAIRS]
    later, earlier = np.divmod(known, max(count, 1))
    return Alike(earlier, later, equal)


def _places(pairs: Numbers, count: int) -> Numbers:
    """Return of sorted pairs which of its later text each is, counted from 0."""
    later = pairs // count
    begins = np.flatnonzero(np.concatenate([[True], later[1:] != later[:-1]]))
    sizes = np.diff(np.concatenate([begins, [len(pairs)]]))
    return np.arange(len(pairs)) - np.repeat(begins, sizes)


def firsts_of_same(slots: Slots) -> Numbers:
    """Return of each text the number of the first one with the same signature, often its own."""
    digests = np.empty(len(slots), dtype=np.uint64)
    for start in range(0, len(slots), _TEXTS_AT_ONCE):
        rows = np.ascontiguousarray(slots[start : start + _TEXTS_AT_ONCE]).view(np.uint64)
        digests[start : start + len(rows)] = rows @ _MULTIPLIERS
    _, firsts, places = np.unique(digests, return_index=True, return_inverse=True)
    return firsts[places]


def _of_band(  # noqa: PLR0913, PLR0917 - arrays that belong together
    band: int,
    known: Numbers,
    limits: Numbers,
    texts: Numbers,
    slots: Slots,
    shingles: Numbers,
    bounds: Bounds,
) -> tuple[Numbers, NDArray[np.int32]]:
    """Return the pairs that are alike and meet in a band, but for those that are known by now.

    A pair whose earlier text lies beyond the limit of the later one is of no use.
    """
    pairs, equal = [_NO_PAIRS], [_NO_COUNTS]
    for some, others in _meeting(_band_keys(slots, texts, band)):
        useful = texts[some] < limits[texts[others]]
        candidates = np.sort((texts[others] * len(slots) + texts[some])[useful])
        new = candidates[~_in_sorted(candidates, known)]
        for start in range(0, len(new), _COMPARED_AT_ONCE):
            part = _promising(new[start : start + _COMPARED_AT_ONCE], slots, band)
            later, earlier = np.divmod(part, len(slots))
            same = np.count_nonzero(slots[later] == slots[earlier], axis=1).astype(np.int32)
            alike = are_alike(same, shingles[earlier], shingles[later], bounds)
            pairs.append(part[alike])
            equal.append(same[alike])
    return np.concatenate(pairs), np.concatenate(equal)


def _promising(pairs: Numbers, slots: Slots, band: int) -> Numbers:
    """Return the pairs that have some of a few slots equal: a glance that nearly all others fail.

    The slots are some of the half that the band is not in, where chance has brought nothing
    together. Of 64 slots, two texts with a share of .2 have fewer than three equal once in 11,000
    times, and those that are alike meet in many bands.
    """
    begin = SLOTS // 2 if band < BANDS // 2 else 0
    glance = slots[:, begin : begin + _GLANCE]
    later, earlier = np.divmod(pairs, len(slots))
    equal = np.count_nonzero(glance[later] == glance[earlier], axis=1)
    promising: Numbers = pairs[equal >= _MIN_EQUAL]
    return promising


def _band_keys(slots: Slots, texts: Numbers, band: int) -> NDArray[np.uint32]:
    keys = np.empty(len(texts), dtype=np.uint32)
    columns = slots[:, _ROWS * band : _ROWS * (band + 1)]
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        rows = columns[texts[start : start + _TEXTS_AT_ONCE]].astype(np.uint32)
        keys[start : start + len(rows)] = (rows[:, 0] << 16) | rows[:, 1]
    return keys


def _meeting(keys: NDArray[np.uint32]) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the places of keys that are equal: earlier ones, and a later one for each."""
    order = np.argsort(keys, kind="stable")  # so equal keys are in the order of their places
    ordered = keys[order]
    as_next = np.concatenate([ordered[1:] == ordered[:-1], [False]])
    del ordered
    begins = np.flatnonzero(as_next & ~np.concatenate([[False], as_next[:-1]]))
    sizes = np.flatnonzero(~as_next & np.concatenate([[False], as_next[:-1]])) - begins + 1
    for place in range(_MAX_COMPARED):
        further = sizes > place + 1
        begins, sizes = begins[further], sizes[further]
        if not len(begins):
            return
        pairs = np.cumsum(sizes - place - 1)
        cuts = np.searchsorted(pairs, np.arange(_PAIRS_AT_ONCE, pairs[-1], _PAIRS_AT_ONCE))
        for some in np.split(np.arange(len(begins)), np.unique(cuts)):
            yield from _pairs_with(place, begins[some], sizes[some], order)


def _pairs_with(
    place: int, begins: Numbers, sizes: Numbers, order: Numbers
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield what stands at a place of some buckets, each with all that stands behind it there."""
    after = sizes - place - 1
    firsts = np.repeat(begins + place, after)
    if len(firsts):
        steps = np.arange(len(firsts)) - np.repeat(np.cumsum(after) - after, after)
        yield order[firsts], order[firsts + 1 + steps]


def are_alike(equal: NDArray[np.int32], some: Numbers, others: Numbers, bounds: Bounds) -> Verdicts:
    """Return of each pair whether its texts are alike; see ``containment`` for the arguments."""
    share = similarity(equal)
    contained = containment(equal, some, others) >= bounds.min_containment
    return (share >= bounds.min_similarity) | (contained & (share >= _MIN_SHARE_OF_SLOTS))


def _in_sorted(values: Numbers, known: Numbers) -> Verdicts:
    if not len(known):
        return np.zeros(len(values), dtype=np.bool_)
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.equal(known[places], values)
