"""A result in reading order: for every block what stays, what was cut and why, what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from cleaners.document import Block, BlockKind, Charset, Completeness, Edit, MediaKind, PageWarning
from cleaners.metadata.values import Metadata
from cleaners.result import Rejected, Result


class ExplainedPart(Struct, frozen=True, omit_defaults=True):
    """A part of a block's text; without a reason it stays."""

    start: int
    end: int
    text: str
    reason: str | None = None
    detector: str = ""
    score: float | None = None
    evidence: str = ""


class ExplainedBlock(Struct, frozen=True):
    """A block of the page with what became of it."""

    index: int
    kind: BlockKind
    level: int
    marker: str
    parts: tuple[ExplainedPart, ...]
    edits: tuple[Edit, ...]

    @property
    def is_cut(self) -> bool:
        """Whether nothing of it stays."""
        return all(part.reason is not None for part in self.parts)


class Explanation(Struct, frozen=True):
    """What became of a page, in reading order, and what it was read as.

    Attributes:
        source: Where the page was read from.
        media_kind: What it was sniffed as.
        charset: The encoding that was used.
        engine: Which one decided what is main content.
        confidence: The word F1 that pages judged like this one had, if that is known.
        completeness: How much of the article the page gives.
        rejected: Why it is no article, if so.
        warnings: What a person may want to look at.
        metadata: Each value with its origin.
        blocks: Everything on the page.
    """

    source: str
    media_kind: MediaKind
    charset: Charset
    engine: str
    confidence: float | None
    completeness: Completeness
    rejected: Rejected | None
    warnings: tuple[PageWarning, ...]
    metadata: Metadata
    blocks: tuple[ExplainedBlock, ...]


def explanation_of(result: Result, source: str) -> Explanation:
    """Put what stays, what was cut and what was edited together again, block by block."""
    parts: defaultdict[int, list[ExplainedPart]] = defaultdict(list)
    for kept in result.kept:
        parts[kept.block.index].append(ExplainedPart(kept.start, kept.end, kept.text))
    for cut in result.cuts:
        parts[cut.block].append(
            ExplainedPart(
                start=cut.start,
                end=cut.end,
                text=cut.text,
                reason=str(cut.reason),
                detector=cut.detector,
                score=cut.score,
                evidence=cut.evidence,
            )
        )
    edits: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in result.edits:
        edits[edit.block].append(edit)
    return Explanation(
        source=source,
        media_kind=result.provenance.media_kind,
        charset=result.provenance.charset,
        engine=result.provenance.engine,
        confidence=result.confidence,
        completeness=result.completeness,
        rejected=result.rejected,
        warnings=result.warnings,
        metadata=result.metadata,
        blocks=tuple(
            _explained(block, parts[block.index], edits[block.index])
            for block in result.document.blocks
        ),
    )


def _explained(
    block: Block, parts: Sequence[ExplainedPart], edits: Sequence[Edit]
) -> ExplainedBlock:
    return ExplainedBlock(
        index=block.index,
        kind=block.kind,
        level=block.level,
        marker=block.marker,
        parts=tuple(sorted(parts, key=lambda part: part.start)),
        edits=tuple(edits),
    )
