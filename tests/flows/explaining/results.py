"""A result made by hand: a page of an invented town's paper with every kind of outcome on it."""

from __future__ import annotations

from cleaners.document import (
    Block,
    BlockKind,
    Charset,
    CharsetOrigin,
    Completeness,
    Cut,
    Document,
    Edit,
    Kept,
    MediaKind,
    PageWarning,
    Provenance,
)
from cleaners.metadata.values import Metadata, Value
from cleaners.reasons import Reason, Rejection
from cleaners.rendering.paragraphs import paragraphs_of
from cleaners.result import Rejected, Result

MENU = tuple(f"Section {number}" for number in range(6))
BLOCKS = (
    *(Block(index, BlockKind.LIST_ITEM, text) for index, text in enumerate(MENU)),
    Block(6, BlockKind.HEADING, "Night ferry stays", level=1),
    Block(7, BlockKind.PARAGRAPH, "The boats leave hourly. Read more here. Fares stay."),
    Block(8, BlockKind.LIST_ITEM, "pupils pay half", level=1, marker="-"),
    Block(9, BlockKind.TABLE, "From\tTo\nPier\tIsle"),
    Block(10, BlockKind.QUOTE, "We will not give in\x1b[2J to the tide\x9b."),
    Block(11, BlockKind.PARAGRAPH, "Subscribe \x1b[31mnow " + "and again " * 40),
    Block(12, BlockKind.PREFORMATTED, "6:00\n  7:30"),
)


def cut(block: int, reason: Reason, start: int = 0, end: int | None = None) -> Cut:
    text = BLOCKS[block].text
    stop = len(text) if end is None else end
    return Cut(
        block=block,
        start=start,
        end=stop,
        kind=BLOCKS[block].kind,
        reason=reason,
        detector="landmarks",
        score=0.75,
        evidence="in <nav>\x07",
        text=text[start:stop],
    )


def result(
    *, rejected: Rejected | None = None, charset: str = "utf-8", edits: tuple[Edit, ...] = ()
) -> Result:
    document = Document(media_kind=MediaKind.HTML, blocks=BLOCKS)
    kept = [Kept(BLOCKS[index], 0, len(BLOCKS[index].text)) for index in (6, 8, 9, 10, 12)]
    kept += [Kept(BLOCKS[7], 0, 24), Kept(BLOCKS[7], 40, len(BLOCKS[7].text))]
    kept.sort(key=lambda part: (part.block.index, part.start))
    cuts = [cut(index, Reason.NAVIGATION) for index in range(6)]
    cuts += [cut(7, Reason.PROMO, 24, 40), cut(11, Reason.NEWSLETTER)]
    return Result(
        document=document,
        kept=tuple(kept),
        paragraphs=tuple(paragraphs_of(kept)),
        metadata=Metadata(
            title=Value("Night ferry\x1b stays", "json_ld.headline"),
            authors=Value(("Ilse Varga", "Odo Lind"), "meta.author"),
        ),
        cuts=tuple(cuts),
        comment_blocks=(),
        edits=edits,
        completeness=Completeness.FULL,
        rejected=rejected,
        provenance=Provenance(
            identifier="0",
            raw_sha256="0",
            raw_bytes=1,
            media_kind=MediaKind.HTML,
            charset=Charset(charset, CharsetOrigin.DECLARED, repaired_count=2),
            engine="trafilatura",
            tool_version="0",
            library_versions={},
            configuration="0",
        ),
        warnings=(PageWarning("deep_nesting", "flattened below 2000"),),
    )


REJECTED = Rejected(Rejection.INDEX_PAGE, "23 teasers")
