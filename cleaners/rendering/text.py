"""The article as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from cleaners.document import Block, BlockKind
from cleaners.rendering.paragraphs import Paragraph


def render_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return the text, paragraphs separated by a blank line and items of a list by a line break."""
    pieces: list[str] = []
    previous: Block | None = None
    for paragraph in paragraphs:
        if previous is not None:
            pieces.append(text_separator(previous, paragraph.block))
        pieces.append(paragraph.text)
        previous = paragraph.block
    return "".join(pieces)


def text_separator(previous: Block, block: Block) -> str:
    """Return what stands between two blocks."""
    return "\n" if previous.kind is block.kind is BlockKind.LIST_ITEM else "\n\n"
