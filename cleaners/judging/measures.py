"""What a part of a page measures: how much of it is prose and how much is links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from cleaners.document import Block, BlockKind, SpanKind
from cleaners.judging.counting import word_counts

MIN_PROSE_WORDS = 20
"""A block with so many words, mostly not links, is a paragraph of prose, not a teaser's line."""

MOSTLY = 0.5

HEADING, TABLE, LINK = BlockKind.HEADING, BlockKind.TABLE, SpanKind.LINK
"""To look them up in their class for every block would cost more than to compare them."""


Counts = tuple[int, int, int, int, int]
"""Of one block: words, words of prose, characters, those in links, headings that are links."""

NOTHING: Counts = (0, 0, 0, 0, 0)


class Measures(Struct, frozen=True):
    """Counts over some blocks of a page.

    Attributes:
        words: All words.
        prose_words: Words in paragraphs of prose.
        link_share: Share of characters that are links, from 0 to 1; 0 where there is no markup.
        linked_heading_count: Headings that are mostly a link.
    """

    words: int
    prose_words: int
    link_share: float
    linked_heading_count: int


def measure(counts: Iterable[Counts]) -> Measures:
    """Return the measures of some blocks by the counts of each."""
    columns = [NOTHING, *counts]
    words, prose_words, characters, linked, headings = map(sum, zip(*columns, strict=True))
    return Measures(words, prose_words, linked / characters if characters else 0.0, headings)


def counts_of(blocks: Sequence[Block], kept: AbstractSet[int] = frozenset()) -> list[Counts]:
    """Return the counts of each block; hidden ones count nothing unless they are kept.

    A script shows what is hidden at first: some sites send whole articles so.

    Args:
        blocks: All blocks of a page.
        kept: Indexes of those that are main content.
    """
    words = word_counts([block.text for block in blocks])
    return [
        NOTHING
        if block.markup is not None and block.markup.hidden and block.index not in kept
        else block_counts(block, count)
        for block, count in zip(blocks, words, strict=True)
    ]


def block_counts(block: Block, words: int) -> Counts:
    """Return the counts of a block with so many words."""
    size, linked, markup = len(block.text), 0, block.markup
    if markup is not None:
        for span in markup.spans:
            if span.kind is LINK:
                linked += span.end - span.start
    if linked > MOSTLY * size:
        return words, 0, size, linked, int(block.kind is HEADING)
    is_prose = words >= MIN_PROSE_WORDS and block.kind is not TABLE
    return words, words if is_prose else 0, size, linked, 0
