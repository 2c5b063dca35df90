"""What cleaning a page gives: the article, what was cut and why, and what it was made from."""

from __future__ import annotations

from msgspec import Struct

from cleaners.document import (
    Block,
    Completeness,
    Cut,
    Document,
    Edit,
    Kept,
    PageWarning,
    Provenance,
)
from cleaners.metadata.values import Metadata
from cleaners.reasons import Rejection
from cleaners.rendering.markdown import render_markdown
from cleaners.rendering.paragraphs import Paragraph
from cleaners.rendering.text import render_text


class Rejected(Struct, frozen=True):
    """Why a page is no article, and what showed it."""

    reason: Rejection
    evidence: str


class Result(Struct, frozen=True):
    """The outcome of cleaning one page.

    Attributes:
        document: Everything that was read, in reading order.
        kept: What stays, in reading order; no block twice.
        paragraphs: What stays, a paragraph a block, with its quotes put right.
        metadata: What the page says of its article, with origins.
        cuts: Every removed span, in reading order. Together with ``kept`` it is
            all the text of the document.
        comment_blocks: The readers' comments, in order; they are among the cuts too.
        edits: Every change of characters, in order: those of the blocks, then those of the
            paragraphs.
        completeness: How much of the article the page gives.
        completeness_evidence: What showed that it is not the whole; empty for a full article.
        rejected: Why the page is no article; None for an article.
        confidence: The word F1 that labelled pages judged like this one had, from 0 to 1; None
            where the learned engine did not judge. Pages with a low one are worth a look first.
        provenance: What the result was made from and by.
        warnings: What a person may want to look at.
    """

    document: Document
    kept: tuple[Kept, ...]
    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata
    cuts: tuple[Cut, ...]
    comment_blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]
    completeness: Completeness
    rejected: Rejected | None
    provenance: Provenance
    warnings: tuple[PageWarning, ...] = ()
    completeness_evidence: str = ""
    confidence: float | None = None

    @property
    def text(self) -> str:
        """The article as plain text, paragraphs separated by a blank line."""
        return render_text(self.paragraphs)

    @property
    def markdown(self) -> str:
        """The article as Markdown: headings, lists, quotes, tables and code are kept."""
        return render_markdown(self.paragraphs)

    @property
    def comments(self) -> tuple[str, ...]:
        """The readers' comments, a paragraph each, in order."""
        return tuple(block.text for block in self.comment_blocks)
