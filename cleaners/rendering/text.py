"""The article as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from cleaners.document import BlockKind, Kept
from cleaners.rendering.paragraphs import paragraphs_of


def render_text(kept: Iterable[Kept]) -> str:
    """Return the text, paragraphs separated by a blank line and items of a list by a line break."""
    pieces: list[str] = []
    previous: BlockKind | None = None
    for block, text in paragraphs_of(kept):
        if previous is not None:
            in_list = previous is block.kind is BlockKind.LIST_ITEM
            pieces.append("\n" if in_list else "\n\n")
        pieces.append(text)
        previous = block.kind
    return "".join(pieces)
