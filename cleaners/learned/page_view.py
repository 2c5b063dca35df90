"""An HTML page as the columns look at it: its blocks and elements as arrays, each made once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from cleaners.document import Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.block_view import BlockView
from cleaners.learned.skeleton import Indexes, Numbers, Skeleton


class PageView(BlockView):
    """The blocks and the elements of an HTML page as arrays.

    Attributes:
        skeleton: Its elements; at least one.
    """

    def __init__(self, features: DocumentFeatures, claims: Sequence[Mark | Spare]) -> None:
        super().__init__(features, claims)
        self.skeleton = Skeleton(features.document)

    @cached_property
    def words_within(self) -> Numbers:
        """The words in each element."""
        return self.skeleton.within(self.words)

    @cached_property
    def good_words_within(self) -> Numbers:
        """The words of running text in each element."""
        return self.skeleton.within(self.good_words)

    @cached_property
    def lengths_within(self) -> Numbers:
        """The characters in each element."""
        return self.skeleton.within(self.lengths)

    @cached_property
    def linked_within(self) -> Numbers:
        """The characters of links in each element."""
        return self.skeleton.within(self.linked)

    @cached_property
    def blocks_within(self) -> Numbers:
        """How many blocks are in each element."""
        return self.skeleton.within(np.ones(len(self)))

    def link_density_of(self, elements: Indexes) -> Numbers:
        """Return the share of the characters in each of these elements that are links."""
        return self.linked_within[elements] / np.maximum(1.0, self.lengths_within[elements])

    @cached_property
    def paths(self) -> Indexes:
        """A number for the tags and classes around each element."""
        return self.skeleton.paths()

    @cached_property
    def parents(self) -> Indexes:
        """The element around the innermost one of each block."""
        return self.skeleton.parents[self.skeleton.of_block]
