"""What a part of a page measures: how much of it is prose and how much is links."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from cleaners.document import Block, BlockKind, SpanKind
from cleaners.judging.counting import word_counts

MIN_PROSE_WORDS = 20
"""A block with so many words, mostly not links, is a paragraph of prose, not a teaser's line."""

MOSTLY = 0.5

HEADING, TABLE, LINK = BlockKind.HEADING, BlockKind.TABLE, SpanKind.LINK
"""To look them up in their class for every block would cost more than to compare them."""


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


def measure(blocks: Sequence[Block]) -> Measures:
    """Return the measures of some blocks."""
    words = prose_words = characters = linked_characters = linked_headings = 0
    counts = word_counts([block.text for block in blocks])
    for block, count in zip(blocks, counts, strict=True):
        size, linked = len(block.text), characters_in_links(block)
        words += count
        characters += size
        linked_characters += linked
        if linked > MOSTLY * size:
            linked_headings += block.kind is HEADING
        elif count >= MIN_PROSE_WORDS and block.kind is not TABLE:
            prose_words += count
    link_share = linked_characters / characters if characters else 0.0
    return Measures(words, prose_words, link_share, linked_headings)


def characters_in_links(block: Block) -> int:
    """Return how many characters of a block are links."""
    if block.markup is None:
        return 0
    count = 0
    for span in block.markup.spans:
        if span.kind is LINK:
            count += span.end - span.start
    return count
