"""Marks to a decision: what stays and what goes. The only place where something is cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from cleaners.document import Block, Cut, Document, Kept, Mark
from cleaners.reasons import Reason


class Decision(Struct, frozen=True):
    """What stays and what goes; together all text of the document, nothing twice."""

    kept: tuple[Kept, ...]
    cuts: tuple[Cut, ...]


class Part(Struct, frozen=True):
    """A part of a block with the mark that decides on it; none where it stays."""

    start: int
    end: int
    mark: Mark | None


def decide(document: Document, marks: Iterable[Mark]) -> Decision:
    """Return what the marks leave of a document.

    The order of the marks does not matter. Where several lie on the same characters, the one that
    names a reason goes before mere boilerplate, then the surer one.
    """
    of_block: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        of_block[mark.block].append(mark)
    kept: list[Kept] = []
    cuts: list[Cut] = []
    for block in document.blocks:
        for part in parts_of(block, of_block[block.index]):
            if part.mark is None:
                kept.append(Kept(block, part.start, part.end))
            else:
                cuts.append(cut_of(block, part, part.mark))
    return Decision(tuple(kept), tuple(cuts))


def parts_of(block: Block, marks: Sequence[Mark]) -> list[Part]:
    """Return the parts of a block in order; a part without words goes with its neighbour."""
    if not marks:
        return [Part(0, len(block.text), None)]
    bounds = sorted(
        {0, len(block.text)} | {edge for mark in marks for edge in clipped(block, mark)}
    )
    parts: list[Part] = []
    for start, end in pairwise(bounds):
        winner = strongest(mark for mark in marks if mark.start <= start and end <= mark.end)
        if winner is None and parts and not block.text[start:end].strip():
            winner = parts[-1].mark
        if parts and parts[-1].mark == winner:
            parts[-1] = Part(parts[-1].start, end, winner)
        else:
            parts.append(Part(start, end, winner))
    if len(parts) > 1 and parts[0].mark is None and not block.text[: parts[0].end].strip():
        parts[0:2] = [Part(0, parts[1].end, parts[1].mark)]
    return parts


def clipped(block: Block, mark: Mark) -> tuple[int, int]:
    """Return the bounds of a mark within its block."""
    return max(mark.start, 0), min(mark.end, len(block.text))


def strongest(marks: Iterable[Mark]) -> Mark | None:
    """Return the mark that decides, if there is one."""
    return max(
        marks,
        key=lambda mark: (
            mark.reason is not Reason.BOILERPLATE,
            mark.score,
            mark.end - mark.start,
            mark.start,
            mark.detector,
            mark.reason,
            mark.evidence,
        ),
        default=None,
    )


def cut_of(block: Block, part: Part, mark: Mark) -> Cut:
    """Return the cut of a part of a block."""
    return Cut(
        block=block.index,
        start=part.start,
        end=part.end,
        kind=block.kind,
        reason=mark.reason,
        detector=mark.detector,
        score=mark.score,
        evidence=mark.evidence,
        text=block.text[part.start : part.end],
    )
