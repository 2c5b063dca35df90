"""The elements of a page as arrays: who stands in whom, and what each holds.

What holds of an element and of all around it is found by pointer doubling: each step looks twice as
far up the tree as the one before, for all elements at once (Wyllie 1979).
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from cleaners.document import Document, Element

Numbers = NDArray[np.float64]
Indexes = NDArray[np.int64]
Flags = NDArray[np.bool_]

PATH_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""Odd, with well mixed bits (Knuth's multiplicative hashing); products wrap around."""


TELLING = attrgetter("tag", "classes", "identifier", "role", "itemprop", "hidden")
"""By which elements are told apart, but for their places."""


class Skeleton:
    """The elements of a page, in document order, so that each subtree is a run of them.

    Attributes:
        distinct: One element of those that have the same tag and attributes; a page has far fewer
            of them than elements.
        numbers: Which of these each element is like.
        parents: Index of the element around each; 0 for the outermost, which is its own.
        depths: How deep each is nested, from 0.
        ends: Index behind the last element of each one's subtree.
        signatures: A number for tag and classes of each element, from 1.
        of_block: Index of the innermost element of each block.
    """

    def __init__(self, document: Document) -> None:
        elements = document.elements
        numbers = numbers_of(elements)
        self.numbers: Indexes = np.array(numbers, dtype=np.int64)
        self.distinct: Sequence[Element] = first_of_each(elements, numbers)
        parents = [element.parent for element in elements]
        self.parents: Indexes = np.maximum(np.array(parents, dtype=np.int64), 0)
        self._jumps = jumps_of(self.parents)
        self.depths: Indexes = self.sums_around(np.ones(len(parents))).astype(np.int64)
        self.ends: Indexes = np.array(subtree_ends(parents), dtype=np.int64)
        self.signatures: Indexes = signatures_of(self.distinct)[self.numbers]
        self.of_block: Indexes = np.array(
            [block.markup.element if block.markup is not None else 0 for block in document.blocks],
            dtype=np.int64,
        )
        np.maximum(self.of_block, 0, out=self.of_block)

    def __len__(self) -> int:
        return len(self.parents)

    def each(self, values: Sequence[float]) -> Numbers:
        """Return a value for each element.

        Args:
            values: One for each of the distinct elements.
        """
        result: Numbers = np.array(values, dtype=np.float64)[self.numbers]
        return result

    def within(self, values: Numbers) -> Numbers:
        """Return the sums of the blocks' values over the subtree of each element.

        Args:
            values: One number a block.

        Returns:
            One number an element.
        """
        sums = np.zeros(len(self) + 1)
        np.cumsum(np.bincount(self.of_block, weights=values, minlength=len(self)), out=sums[1:])
        result: Numbers = sums[self.ends] - sums[:-1]
        return result

    def highest_around(self, values: Numbers) -> Numbers:
        """Return the highest value of each element and those around it."""
        for jump in self._jumps:
            values = np.maximum(values, values[jump])
        return values

    def bits_around(self, bits: Indexes) -> Indexes:
        """Return the bits that are set in each element or in one around it."""
        for jump in self._jumps:
            bits = bits | bits[jump]
        return bits

    def sums_around(self, values: Numbers) -> Numbers:
        """Return the sum of the values of each element and of those around it, less the root's."""
        values = values.copy()
        values[0] = 0.0  # so that the root, which is its own parent, is counted by nobody
        for jump in self._jumps:
            values = values + values[jump]
        return values

    def paths(self) -> Indexes:
        """Return a number for the tags and classes from the root to each element.

        It is a hash: equal paths have equal numbers, and others differ but by a rare chance.
        """
        path = self.signatures.astype(np.uint64)
        path[0] = 0
        factor = PATH_FACTOR
        with np.errstate(over="ignore"):
            for jump in self._jumps:
                path = path + factor * path[jump]
                factor = factor * factor
        _, numbers = np.unique(path, return_inverse=True)
        return numbers.astype(np.int64)

    def holds(self, index: int) -> Flags:
        """Return which elements hold an element, or are it."""
        flags: Flags = (np.arange(len(self)) <= index) & (self.ends > index)
        return flags


def jumps_of(parents: Indexes) -> list[Indexes]:
    """Return the indexes of the ancestors 1, 2, 4 ... levels up, up to where all are the root."""
    jumps = [parents]
    while jumps[-1].any():
        jumps.append(jumps[-1][jumps[-1]])
    return jumps


def subtree_ends(parents: Sequence[int]) -> list[int]:
    """Return for each element the index behind the last one of its subtree."""
    ends = list(range(1, len(parents) + 1))
    for index in range(len(parents) - 1, 0, -1):
        parent = parents[index]
        if ends[parent] < ends[index]:  # noqa: PLR1730 - max() would cost more than all the rest
            ends[parent] = ends[index]
    return ends


def numbers_of(elements: Sequence[Element]) -> list[int]:
    """Return a number for the tag and the attributes of each element, from 0 as they come."""
    numbers: dict[tuple[object, ...], int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in map(TELLING, elements)]


def first_of_each(elements: Sequence[Element], numbers: Sequence[int]) -> list[Element]:
    """Return the first element of each number."""
    firsts: list[Element] = []
    for element, number in zip(elements, numbers, strict=True):
        if number == len(firsts):
            firsts.append(element)
    return firsts


def signatures_of(elements: Sequence[Element]) -> Indexes:
    """Return a number for the tag and the classes of each element, from 1 as they come."""
    numbers: dict[tuple[str, str], int] = {}
    signatures = [
        numbers.setdefault((element.tag, element.classes), len(numbers) + 1) for element in elements
    ]
    return np.array(signatures, dtype=np.int64)
