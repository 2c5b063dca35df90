"""Pairs of texts that are alike to clusters of near copies.

In their order, a text is a near copy of the first earlier one that it is alike; so what is said of
the two holds for them, and not only for some chain between them. A cluster is what hangs together
by this: an original, its copies, what copies those further. A round-up that contains five short
stories is a copy of the first of them, and does not make the other four copies of that one.

Where near copies are left out, a text is one only of a text that stays, and is left out if it is
not much longer than that. The result depends on the order of the texts and on which are alike,
not on how the pairs were come by.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from flows.near_duplicates.searching import (
    Alike,
    Bounds,
    Numbers,
    Verdicts,
    alike_texts,
    containment,
    firsts_of_same,
    similarity,
)
from flows.near_duplicates.signatures import SLOTS, Slots

NO_TEXT = -1
_MAX_LENGTH = 1.25


class Clusters(Struct, frozen=True):
    """What each of n texts is a near copy of.

    Attributes:
        copied: Of each text the number of the one that it is a near copy of; ``NO_TEXT`` for a
            text that is none.
        originals: The number of the first text of its cluster; its own, if it is no copy.
        similarity: Of each near copy: estimated share of the shingles of both that both have.
        containment: Estimated share of the shorter one's shingles that the longer one has.
        left_out: Which texts are left out.
    """

    copied: Numbers
    originals: Numbers
    similarity: NDArray[np.float64]
    containment: NDArray[np.float64]
    left_out: Verdicts

    @property
    def are_copies(self) -> Verdicts:
        """Which texts are near copies."""
        return np.not_equal(self.copied, NO_TEXT)


def clusters_of(
    slots: Slots, shingles: Numbers, bounds: Bounds, *, leave_out: bool = False
) -> Clusters:
    """Find which texts are near copies, of which.

    Args:
        slots: The signatures of n texts in their order, n x ``SLOTS``.
        shingles: How many shingles each has.
        bounds: What makes two texts alike.
        leave_out: Whether near copies are left out.
    """
    numbers = np.arange(len(slots))
    firsts = firsts_of_same(slots)
    alike = alike_texts(slots, shingles, np.flatnonzero(firsts == numbers), bounds)
    copied = np.full(len(slots), NO_TEXT, dtype=np.int64)
    equal = np.full(len(slots), SLOTS, dtype=np.int32)
    left_out = np.zeros(len(slots), dtype=np.bool_)
    _link(alike, shingles, copied, equal, left_out if leave_out else None)
    _link_same(firsts, copied, equal, left_out if leave_out else None)
    of = np.where(copied == NO_TEXT, numbers, copied)
    shares = containment(equal, shingles, shingles[of])
    return Clusters(copied, _roots(of), similarity(equal), shares, left_out)


def _link(
    alike: Alike,
    shingles: Numbers,
    copied: Numbers,
    equal: NDArray[np.int32],
    left_out: Verdicts | None,
) -> None:
    """Note of each text what it is a copy of; pairs are ordered by their later text."""
    found = zip(alike.earlier.tolist(), alike.later.tolist(), alike.equal.tolist(), strict=True)
    for earlier, later, slots in found:
        goes = False
        if left_out is not None:
            if left_out[earlier] or left_out[later]:
                continue
            goes = shingles[later] <= _MAX_LENGTH * shingles[earlier]
            left_out[later] = goes
        if goes or copied[later] == NO_TEXT:
            copied[later] = earlier
            equal[later] = slots


def _link_same(
    firsts: Numbers, copied: Numbers, equal: NDArray[np.int32], left_out: Verdicts | None
) -> None:
    """Note of each text with the signature of an earlier one that it is a copy, as that one is."""
    same = np.flatnonzero(firsts != np.arange(len(firsts)))
    first = firsts[same]
    is_first = copied[first] == NO_TEXT
    if left_out is not None:
        is_first |= ~left_out[first]
        left_out[same] = True
    copied[same] = np.where(is_first, first, copied[first])
    equal[same] = np.where(is_first, SLOTS, equal[first])


def _roots(parents: Numbers) -> Numbers:
    """Return what each text comes from in the end; the first of all is its own parent."""
    while not np.array_equal(parents, further := parents[parents]):
        parents = further
    return parents
