"""What stays of each block, as one paragraph a block, with its quotes put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from cleaners.document import Block, BlockKind, Kept


class Paragraph(Struct, frozen=True):
    """What stays of a block.

    Attributes:
        block: The block.
        text: Its text as the article has it.
    """

    block: Block
    text: str


def paragraphs_of(kept: Iterable[Kept]) -> Iterator[Paragraph]:
    """Yield what stays of each block of which anything does.

    Where a part was cut out of the middle, one space closes the gap. Preformatted text keeps its
    white space, a table its tabs.
    """
    for _, parts in groupby(kept, key=lambda part: part.block.index):
        of_block = list(parts)
        block = of_block[0].block
        text = paragraph_text(block.kind, [part.text for part in of_block])
        if text:
            yield Paragraph(block, text)


def paragraph_text(kind: BlockKind, parts: list[str]) -> str:
    """Return the parts that stay of a block, with a gap after each, as one paragraph."""
    text = joined(parts)
    if kind is BlockKind.PREFORMATTED:
        return text.strip("\n").rstrip()
    return text if kind is BlockKind.TABLE else text.strip()


def joined(parts: list[str]) -> str:
    """Return the parts as one text, with one space for white space on both sides of a gap."""
    text = parts[0]
    for part in parts[1:]:
        text = text + part.lstrip(" ") if text[-1:].isspace() else text + part
    return text
