"""The blocks of a page as arrays, whether they have markup or not; each made once."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cleaners.document import Block, BlockKind, Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.characters import CharacterCounts, CharacterKind
from cleaners.learned.skeleton import Flags, Indexes, Numbers

KINDS = tuple(BlockKind)
KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM)

MIN_GOOD_WORDS = 10
MAX_GOOD_LINK_DENSITY = 0.35


class BlockView:
    """The blocks of a page as arrays.

    Attributes:
        features: What is observed of the page.
        claims: What the named detectors claim of it.
        blocks: Its blocks; at least one.
        texts: The text of each block.
        words: How many words each block has.
        lengths: How many characters.
        link_density: Which share of them are links; 0 without markup.
        linked: How many of them are links.
    """

    def __init__(self, features: DocumentFeatures, claims: Sequence[Mark | Spare]) -> None:
        self.features = features
        self.claims = claims
        self.blocks: Sequence[Block] = features.blocks
        shapes = features.shapes
        self.texts: Sequence[str] = [block.text for block in self.blocks]
        self.words: Numbers = np.array([shape.word_count for shape in shapes], dtype=np.float64)
        self.lengths: Numbers = np.array(list(map(len, self.texts)), dtype=np.float64)
        density = np.array([shape.link_density or 0.0 for shape in shapes], dtype=np.float64)
        self.link_density: Numbers = np.minimum(density, 1.0)
        self.linked: Numbers = self.link_density * self.lengths
        self.ends_sentence: Flags = np.array([shape.ends_sentence for shape in shapes])
        self.kinds: Indexes = np.array([KIND_NUMBERS[block.kind] for block in self.blocks])
        self.hidden: Flags = np.array(
            [block.markup is not None and block.markup.hidden for block in self.blocks]
        )

    def __len__(self) -> int:
        return len(self.blocks)

    def zeros(self) -> array[float]:
        """Return a zero for each block, to be filled one by one: faster than a list to an array."""
        return array("d", bytes(8 * len(self)))

    @cached_property
    def characters(self) -> CharacterCounts:
        """The characters of the blocks by kind."""
        return CharacterCounts(self.texts)

    def is_kind(self, *kinds: BlockKind) -> Flags:
        """Return which blocks are of one of these kinds."""
        flags: Flags = self.kinds == KIND_NUMBERS[kinds[0]]
        for kind in kinds[1:]:
            flags |= self.kinds == KIND_NUMBERS[kind]
        return flags

    @cached_property
    def is_good(self) -> Flags:
        """Which blocks read like running text: some length, sentences, few links, shown."""
        counts = self.characters.counts
        punctuated = counts[CharacterKind.SENTENCE_END] + counts[CharacterKind.COMMA] > 0
        good: Flags = (
            self.is_kind(*TEXT_KINDS)
            & (self.words >= MIN_GOOD_WORDS)
            & (self.link_density < MAX_GOOD_LINK_DENSITY)
            & punctuated
            & ~self.hidden
        )
        return good

    @cached_property
    def good_words(self) -> Numbers:
        """The words of the blocks that read like running text; 0 for the others."""
        return np.where(self.is_good, self.words, 0.0)


def sums_by(groups: Indexes, values: Numbers) -> Numbers:
    """Return the sum of the values of each group, numbered from 0."""
    return np.bincount(groups, weights=values).astype(np.float64)


def one_hot(values: NDArray[np.integer], numbers: Sequence[int]) -> Numbers:
    """Return a row a number with 1 where a value equals it."""
    result: Numbers = (values == np.array(numbers)[:, None]).astype(np.float64)
    return result


def logarithm(values: Numbers) -> Numbers:
    """Return the logarithm of counts, 0 for 0."""
    return np.log1p(values)


def shares(values: Numbers, wholes: Numbers | float) -> Numbers:
    """Return values as shares of wholes, 0 where the whole is 0."""
    if isinstance(wholes, float):
        return values / wholes if wholes > 0 else np.zeros_like(values)
    return np.divide(values, wholes, out=np.zeros_like(values), where=wholes > 0)
