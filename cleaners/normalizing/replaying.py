"""Edits made again on what they were made on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaners.document import Edit
from cleaners.normalizing.repairing import EMPTY_BLOCK


class ReplayError(ValueError):
    """The text is not the one that the edits were made on."""


def replay(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after its edits, which are made in their order.

    Raises:
        ReplayError: What an edit replaces does not stand where it says.
    """
    for edit in edits:
        end = edit.start + len(edit.before)
        if text[edit.start : end] != edit.before:
            raise ReplayError(
                f"{edit.rule}: {edit.before!r} does not stand at {edit.start}, "
                f"but {text[edit.start : end]!r}"
            )
        text = text[: edit.start] + edit.after + text[end:]
    return text


def replay_blocks(texts: Sequence[str], edits: Iterable[Edit]) -> list[str]:
    """Return the texts of a document's blocks after the edits of its repair.

    Args:
        texts: The text of each block as segmented, in order.
        edits: As ``repair`` returned them.

    Raises:
        ReplayError: What an edit replaces does not stand where it says.
    """
    replayed = list(texts)
    for edit in edits:
        if edit.block >= len(replayed):
            raise ReplayError(f"{edit.rule}: there is no block {edit.block}")
        replayed[edit.block] = replay(replayed[edit.block], [edit])
        if edit.rule == EMPTY_BLOCK:
            del replayed[edit.block]
    return replayed
