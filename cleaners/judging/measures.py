"""What a part of a page measures: how much of it is prose and how much is links."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from cleaners.document import Block, BlockKind, SpanKind
from cleaners.words import word_count

MIN_PROSE_WORDS = 20
"""A block with so many words, mostly not links, is a paragraph of prose, not a teaser's line."""

MOSTLY = 0.5


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


def measure(blocks: Iterable[Block]) -> Measures:
    """Return the measures of some blocks; hidden ones do not count."""
    words = prose_words = characters = linked = headings = 0
    for block in blocks:
        if block.markup is not None and block.markup.hidden:
            continue
        count = word_count(block.text)
        in_links = block.markup.covered(SpanKind.LINK) if block.markup is not None else 0
        is_linked = in_links > MOSTLY * len(block.text)
        words += count
        characters += len(block.text)
        linked += in_links
        if count >= MIN_PROSE_WORDS and not is_linked and block.kind is not BlockKind.TABLE:
            prose_words += count
        if block.kind is BlockKind.HEADING and is_linked:
            headings += 1
    return Measures(words, prose_words, linked / characters if characters else 0.0, headings)
