"""What the judgements look at."""

from __future__ import annotations

from msgspec import Struct

from cleaners.document import Block, Document
from cleaners.judging.measures import Measures, counts_of, measure
from cleaners.metadata.values import Metadata


class JudgedPage(Struct, frozen=True):
    """A page after the decision.

    Attributes:
        document: All blocks.
        kept: The blocks of which something stays.
        metadata: What the page says of itself.
        whole: Measures of all blocks.
        article: Measures of the kept ones.
        status: HTTP status, if known.
        declared_words: How many words the page says that its article has, if it does.
    """

    document: Document
    kept: tuple[Block, ...]
    metadata: Metadata
    whole: Measures
    article: Measures
    status: int | None = None
    declared_words: int | None = None


def judged_page(
    document: Document,
    kept: tuple[Block, ...],
    metadata: Metadata,
    *,
    status: int | None,
    declared_words: int | None,
) -> JudgedPage:
    """Return the page with its measures."""
    counts = counts_of(document.blocks, frozenset(block.index for block in kept))
    return JudgedPage(
        document,
        kept,
        metadata,
        measure(counts),
        measure(counts[block.index] for block in kept),
        status,
        declared_words,
    )
