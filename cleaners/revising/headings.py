"""A heading whose whole section goes, goes too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cleaners.deciding import parts_of
from cleaners.document import Block, BlockKind, Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.reasons import Reason

DETECTOR = "empty_section"
SCORE = 0.6

FURNITURE = frozenset({BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.BUTTON, BlockKind.LABEL})
"""Blocks that make no section."""

HEADING = BlockKind.HEADING
BOILERPLATE, HIDDEN, TEMPLATE = Reason.BOILERPLATE, Reason.HIDDEN, Reason.TEMPLATE
UNNAMED = frozenset({BOILERPLATE, HIDDEN, TEMPLATE})
"""The reasons that name nothing. To look them up in their class, or in a set, for every mark would
cost more than all the rest."""

MAX_SECTION_BLOCKS = 500
"""A section with more blocks is not looked at to its end."""

MAX_FURNITURE = 20
"""So many captions, buttons and lower headings may stand above the first block of a section."""

Claims = Mapping[int, Sequence[Mark | Spare]]


def mark_empty_sections(
    features: DocumentFeatures, claims: Sequence[Mark | Spare]
) -> Iterator[Mark]:
    """Yield a mark for each heading of whose section nothing stays.

    Its section ends above the next heading of its level or a higher one. The heading takes the
    reason of the section's first block, which has to be a named one: an engine that leaves a
    section out and keeps its heading may well be wrong on the section. Where no block stands in
    between there is no section, and the heading is left to the others.
    """
    named = {claim.block for claim in claims if type(claim) is Mark and claim.reason not in UNNAMED}
    headings = [block for block in features.headings if may_be_empty(features.blocks, block, named)]
    if not headings:
        return
    of_block: defaultdict[int, list[Mark | Spare]] = defaultdict(list)
    top = min(heading.index for heading in headings)
    for claim in claims:
        if claim.block >= top:
            of_block[claim.block].append(claim)
    for heading in headings:
        why = reason_to_go(features.blocks, heading, of_block)
        if why is not None and whole_mark(heading, of_block) is None:
            evidence = f"nothing of its section stays: {why.detector}"
            yield whole(heading, why.reason, DETECTOR, SCORE, evidence)


def may_be_empty(blocks: Sequence[Block], heading: Block, named: set[int]) -> bool:
    """Return whether the first block below a heading has a named mark."""
    first = heading.index + 1
    for index in range(first, len(blocks))[:MAX_FURNITURE]:
        block = blocks[index]
        if block.kind is HEADING:
            if block.level <= heading.level:
                return False
        elif block.kind not in FURNITURE:
            return index in named
    return False


def reason_to_go(blocks: Sequence[Block], heading: Block, of_block: Claims) -> Mark | None:
    """Return the mark on the first block below a heading, if nothing of the section stays."""
    first = None
    below = range(heading.index + 1, len(blocks))[:MAX_SECTION_BLOCKS]
    for index in below:
        block = blocks[index]
        if block.kind is HEADING:
            if block.level <= heading.level:
                return first
        elif block.kind not in FURNITURE:
            mark = whole_mark(block, of_block)
            if mark is None or (first is None and mark.reason in UNNAMED):
                return None
            first = first or mark
    return first if len(below) < MAX_SECTION_BLOCKS else None


def whole_mark(block: Block, of_block: Claims) -> Mark | None:
    """Return the mark on the first part of a block of which nothing stays."""
    claims = of_block.get(block.index)
    if not claims:
        return None
    marks = [part.mark for part in parts_of(block, claims)]
    return None if None in marks else marks[0]
