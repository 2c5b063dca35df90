"""What the judgements look at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from cleaners.document import Block, Document
from cleaners.judging.counting import word_counts
from cleaners.judging.measures import Measures, measure
from cleaners.metadata.values import Metadata

COUNTED_TOGETHER = 250
"""So many blocks usually show that a page has more words than a wall has."""


class JudgedPage(Struct, frozen=True):
    """A page after the decision.

    The kept blocks are measured at once. All blocks are only where those leave a doubt, for they
    are many times as many.

    Attributes:
        document: All blocks.
        kept: The blocks of which something stays.
        metadata: What the page says of itself.
        article: Measures of the kept blocks.
        status: HTTP status, if known.
        declared_words: How many words the page says that its article has, if it does.
    """

    document: Document
    kept: tuple[Block, ...]
    metadata: Metadata
    article: Measures
    status: int | None = None
    declared_words: int | None = None

    def has_at_most(self, limit: int) -> bool:
        """Return whether the page as a whole has no more words than this."""
        if self.article.words > limit:
            return False
        words, blocks = 0, self._counted()
        while texts := [block.text for block in islice(blocks, COUNTED_TOGETHER)]:
            words += sum(word_counts(texts))
            if words > limit:
                return False
        return True

    def measures_of_whole(self) -> Measures:
        """Return the measures of the page as a whole."""
        return measure(tuple(self._counted()))

    def _counted(self) -> Iterator[Block]:
        """Yield the blocks that count; hidden ones do only if they are kept.

        A script shows what is hidden at first: some sites send whole articles so.
        """
        kept = {block.index for block in self.kept}
        for block in self.document.blocks:
            if block.markup is None or not block.markup.hidden or block.index in kept:
                yield block


def judged_page(
    document: Document,
    kept: tuple[Block, ...],
    metadata: Metadata,
    *,
    status: int | None,
    declared_words: int | None,
) -> JudgedPage:
    """Return the page with the measures of what is kept."""
    return JudgedPage(document, kept, metadata, measure(kept), status, declared_words)
