"""Results of cleaning, made by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from cleaners.document import (
    Block,
    BlockKind,
    Charset,
    CharsetOrigin,
    Completeness,
    Document,
    Kept,
    MediaKind,
    Provenance,
)
from cleaners.metadata.values import Metadata
from cleaners.rendering.paragraphs import paragraphs_of
from cleaners.result import Result


def result_of(
    paragraphs: Sequence[str], comments: Sequence[str] = (), metadata: Metadata | None = None
) -> Result:
    """Return the result of a page of which every paragraph stays."""
    blocks = tuple(
        Block(index=index, kind=BlockKind.PARAGRAPH, text=text)
        for index, text in enumerate([*paragraphs, *comments])
    )
    digest = hashlib.sha256("\n".join(paragraphs).encode()).hexdigest()
    kept = tuple(Kept(block, 0, len(block.text)) for block in blocks[: len(paragraphs)])
    return Result(
        document=Document(media_kind=MediaKind.TEXT, blocks=blocks),
        kept=kept,
        paragraphs=tuple(paragraphs_of(kept)),
        metadata=metadata or Metadata(),
        cuts=(),
        comment_blocks=blocks[len(paragraphs) :],
        edits=(),
        completeness=Completeness.FULL,
        rejected=None,
        provenance=Provenance(
            identifier=digest,
            raw_sha256=digest,
            raw_bytes=1,
            media_kind=MediaKind.TEXT,
            charset=Charset("utf-8", CharsetOrigin.VALID_UTF8),
            engine="none",
            tool_version="0",
            library_versions={},
            configuration="0",
        ),
    )
