"""A text without markup as the columns look at it: its lines as arrays, each made once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from msgspec import Struct

from cleaners.learned.block_view import BlockView, shares
from cleaners.learned.characters import CharacterKind
from cleaners.learned.skeleton import Indexes, Numbers

MIN_LENGTH = 4
"""Shorter words stand in every text."""

MAX_CHARACTERS = 400
"""So many characters of a line are compared; more tell no more."""

MAX_LENGTH = 24
"""Longer ones are taken apart: they are no words, or those of a script without spaces."""

EDGES = ".,;:!?…\"'“”„‟‘’()[]{}«»|-–—"
MANY_CAPITALS = 0.6


class Vocabulary(Struct, frozen=True):
    """The longer words of each line, in lower case, as numbers; each word once a line.

    Attributes:
        lines: The line that each word stands in.
        numbers: The number of each word, from 0; equal words have the same.
        size: How many different words there are.
    """

    lines: Indexes
    numbers: Indexes
    size: int


class Lines(Struct, frozen=True):
    """What a second look needs to know of the lines of a text.

    Attributes:
        words: How many words each has.
        looks: A number for what each looks like.
        vocabulary: The longer words of each.
    """

    words: Numbers
    looks: Indexes
    vocabulary: Vocabulary


class LineView(BlockView):
    """The lines of a text as arrays."""

    @cached_property
    def lines(self) -> Lines:
        """What a second look needs to know of them."""
        return Lines(self.words, self.looks, self.vocabulary)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The longer words of each line."""
        known: dict[str, int] = {}
        lines: list[int] = []
        numbers: list[int] = []
        for at, shape in enumerate(self.features.shapes):
            own = [known.setdefault(word, len(known)) for word in words_in(shape.folded)]
            numbers += own
            lines += [at] * len(own)
        return Vocabulary(
            lines=np.array(lines, dtype=np.int64),
            numbers=np.array(numbers, dtype=np.int64),
            size=len(known),
        )

    @cached_property
    def looks(self) -> Indexes:
        """A number for what each line looks like: its length, its ends, digits and capitals."""
        characters = self.characters
        capitals = shares(characters.capitalised, self.words) > MANY_CAPITALS
        parts = (
            np.minimum(np.log2(self.words + 1.0), 7.0).astype(np.int64),
            characters.firsts.astype(np.int64),
            characters.lasts.astype(np.int64),
            (characters.counts[CharacterKind.DIGIT] > 0).astype(np.int64),
            capitals.astype(np.int64),
        )
        looks = np.zeros(len(self), dtype=np.int64)
        for part in parts:
            looks = looks * 16 + part
        _, numbers = np.unique(looks, return_inverse=True)
        return numbers.astype(np.int64)


def words_in(folded: str) -> Iterable[str]:
    """Return the longer words of a line; of a script without spaces its pairs of characters."""
    words = [
        word.strip(EDGES)
        for word in folded[:MAX_CHARACTERS].split()
        if len(word) >= MIN_LENGTH  # most are shorter
    ]
    longer = dict.fromkeys(word for word in words if MIN_LENGTH <= len(word) <= MAX_LENGTH)
    for word in words:
        if len(word) > MAX_LENGTH:
            longer.update(dict.fromkeys(word[at : at + 2] for at in range(len(word) - 1)))
    return longer
