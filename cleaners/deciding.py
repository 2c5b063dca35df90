"""Marks to a decision: what stays and what goes. The only place where something is cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from msgspec import Struct

from cleaners.document import Block, Cut, Document, Kept, Mark, Spare
from cleaners.reasons import Reason

BOILERPLATE = Reason.BOILERPLATE
"""To look it up in its class for every mark would cost more than to compare it."""


class Decision(Struct, frozen=True):
    """What stays and what goes; together all text of the document, nothing twice."""

    kept: tuple[Kept, ...]
    cuts: tuple[Cut, ...]


class Part(Struct, frozen=True, gc=False):
    """A part of a block with the mark that decides on it; none where it stays."""

    start: int
    end: int
    mark: Mark | None


def decide(
    document: Document,
    claims: Iterable[Mark | Spare],
    keep: AbstractSet[Reason] = frozenset(),
) -> Decision:
    """Return what the claims of the detectors leave of a document.

    Their order does not matter. Where several marks lie on the same characters, the one that names
    a reason goes before mere boilerplate, then the surer one. A spare outweighs mere boilerplate,
    and a mark that is not surer than it.

    Args:
        document: The document.
        claims: Marks and spares, in any order.
        keep: What would be cut for one of these reasons stays.
    """
    of_block: defaultdict[int, list[Mark | Spare]] = defaultdict(list)
    for claim in claims:
        of_block[claim.block].append(claim)
    kept: list[Kept] = []
    cuts: list[Cut] = []
    for block in document.blocks:
        of_this = of_block.get(block.index)
        if of_this is None:  # as of most blocks of an article
            kept.append(Kept(block, 0, len(block.text)))
            continue
        for part in parts_of(block, of_this):
            if part.mark is None or part.mark.reason in keep:
                kept.append(Kept(block, part.start, part.end))
            else:
                cuts.append(cut_of(block, part, part.mark))
    return Decision(tuple(kept), tuple(cuts))


def parts_of(block: Block, claims: Sequence[Mark | Spare]) -> list[Part]:
    """Return the parts of a block in order; a part without words goes with its neighbour."""
    length = len(block.text)
    for claim in claims:
        if claim.start > 0 or claim.end < length:
            break
    else:  # as most do, all claims lie on the whole block
        return [Part(0, length, deciding_mark(claims))]
    bounds = sorted({0, length} | {edge for claim in claims for edge in clipped(block, claim)})
    parts: list[Part] = []
    for start, end in pairwise(bounds):
        winner = deciding_mark(
            [claim for claim in claims if claim.start <= start and end <= claim.end]
        )
        if winner is None and parts and not block.text[start:end].strip():
            winner = parts[-1].mark
        if parts and parts[-1].mark == winner:
            parts[-1] = Part(parts[-1].start, end, winner)
        else:
            parts.append(Part(start, end, winner))
    if len(parts) > 1 and parts[0].mark is None and not block.text[: parts[0].end].strip():
        parts[0:2] = [Part(0, parts[1].end, parts[1].mark)]
    return parts


def clipped(block: Block, claim: Mark | Spare) -> tuple[int, int]:
    """Return the bounds of a claim within its block."""
    return max(claim.start, 0), min(claim.end, len(block.text))


def deciding_mark(claims: Sequence[Mark | Spare]) -> Mark | None:
    """Return the mark by which a part goes; None where it stays."""
    marks = [claim for claim in claims if type(claim) is Mark]
    if not marks:
        return None
    strongest = marks[0] if len(marks) == 1 else strongest_of(marks)
    if len(marks) == len(claims):
        return strongest
    spared = max(claim.score for claim in claims if isinstance(claim, Spare))
    outweighed = strongest.reason is BOILERPLATE or strongest.score <= spared
    return None if outweighed else strongest


def strongest_of(marks: Sequence[Mark]) -> Mark:
    """Return the strongest of several marks on the same characters; mostly its score shows it."""
    named = [mark for mark in marks if mark.reason is not BOILERPLATE] or marks
    highest = max([mark.score for mark in named])
    surest = [mark for mark in named if mark.score == highest]
    return surest[0] if len(surest) == 1 else max(surest, key=strength)


def strength(mark: Mark) -> tuple[bool, float, int, int, str, str, str]:
    """Return by what marks on the same characters are ranked; no two different ones are equal."""
    return (
        mark.reason is not BOILERPLATE,
        mark.score,
        mark.end - mark.start,
        mark.start,
        mark.detector,
        mark.reason,
        mark.evidence,
    )


def cut_of(block: Block, part: Part, mark: Mark) -> Cut:
    """Return the cut of a part of a block."""
    start, end = part.start, part.end
    return Cut(  # by position: a name for each value would cost as much again
        block.index,
        start,
        end,
        block.kind,
        mark.reason,
        mark.detector,
        mark.score,
        mark.evidence,
        block.text[start:end],
    )
