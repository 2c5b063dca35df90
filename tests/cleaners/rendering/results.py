"""Results made from blocks and claims, without a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaners.deciding import decide
from cleaners.document import (
    Block,
    Charset,
    CharsetOrigin,
    Completeness,
    Document,
    Mark,
    MediaKind,
    Provenance,
)
from cleaners.metadata.values import Metadata
from cleaners.rendering.paragraphs import Paragraph, paragraphs_of
from cleaners.result import Result

PROVENANCE = Provenance(
    identifier="0",
    raw_sha256="0",
    raw_bytes=1,
    media_kind=MediaKind.TEXT,
    charset=Charset("utf-8", CharsetOrigin.VALID_UTF8),
    engine="none",
    tool_version="0",
    library_versions={},
    configuration="0",
)


def result_of(
    blocks: Sequence[Block], marks: Iterable[Mark], polished: Sequence[Paragraph] | None = None
) -> Result:
    """Return what some marks leave of blocks; paragraphs are as given, else without any edit."""
    document = Document(media_kind=MediaKind.TEXT, blocks=tuple(blocks))
    decision = decide(document, marks)
    return Result(
        document=document,
        kept=decision.kept,
        paragraphs=tuple(polished or paragraphs_of(decision.kept)),
        metadata=Metadata(),
        cuts=decision.cuts,
        comment_blocks=(),
        edits=(),
        completeness=Completeness.FULL,
        rejected=None,
        provenance=PROVENANCE,
    )
