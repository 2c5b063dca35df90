"""Edits made again on what they were made on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleaners.document import Edit
from cleaners.normalizing.repairing import EMPTY_BLOCK


class ReplayError(ValueError):
    """The text is not the one that the edits were made on."""


def replay(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after its edits, which are made in their order.

    Edits of one pass go from left to right, so what stands before them is put together only where
    a new pass begins: time grows with the text and the number of edits, not with their product.

    Raises:
        ReplayError: What an edit replaces does not stand where it says.
    """
    pieces: list[str] = []
    made = taken = 0  # characters in the pieces; characters of the text that they stand for
    for edit in edits:
        if edit.start < made:
            text = "".join([*pieces, text[taken:]])
            pieces.clear()
            made = taken = 0
        start = taken + edit.start - made
        end = start + len(edit.before)
        if text[start:end] != edit.before:
            raise ReplayError(
                f"{edit.rule}: {edit.before!r} does not stand at {edit.start}, "
                f"but {text[start:end]!r}"
            )
        pieces += (text[taken:start], edit.after)
        made += start - taken + len(edit.after)
        taken = end
    return "".join([*pieces, text[taken:]])


def replay_blocks(texts: Sequence[str], edits: Iterable[Edit]) -> list[str]:
    """Return the texts of a document's blocks after the edits of its repair.

    Args:
        texts: The text of each block as segmented, in order.
        edits: As ``repair`` returned them.

    Raises:
        ReplayError: What an edit replaces does not stand where it says.
    """
    replayed = list(texts)
    for block, same in groups_of(edits):
        if block >= len(replayed):
            raise ReplayError(f"{same[0].rule}: there is no block {block}")
        replayed[block] = replay(replayed[block], same)
        if same[-1].rule == EMPTY_BLOCK:
            del replayed[block]
    return replayed


def groups_of(edits: Iterable[Edit]) -> Iterator[tuple[int, list[Edit]]]:
    """Yield the runs of edits that change one block; one that removes its block ends a run."""
    same: list[Edit] = []
    for edit in edits:
        if same and (edit.block != same[-1].block or same[-1].rule == EMPTY_BLOCK):
            yield same[-1].block, same
            same = []
        same.append(edit)
    if same:
        yield same[-1].block, same
