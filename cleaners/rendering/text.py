"""The article as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from cleaners.document import BlockKind
from cleaners.rendering.paragraphs import Paragraph


def render_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return the text, paragraphs separated by a blank line and items of a list by a line break."""
    pieces: list[str] = []
    previous: BlockKind | None = None
    for paragraph in paragraphs:
        if previous is not None:
            in_list = previous is paragraph.block.kind is BlockKind.LIST_ITEM
            pieces.append("\n" if in_list else "\n\n")
        pieces.append(paragraph.text)
        previous = paragraph.block.kind
    return "".join(pieces)
