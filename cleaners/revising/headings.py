"""A heading whose whole section goes, goes too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from cleaners.deciding import parts_of
from cleaners.document import BlockKind, Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.reasons import Reason

DETECTOR = "empty_section"
SCORE = 0.6
LEVELS = range(1, 7)

FURNITURE = frozenset({BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.BUTTON, BlockKind.LABEL})
"""Blocks that make no section."""


UNNAMED = frozenset({Reason.BOILERPLATE, Reason.HIDDEN})


class Section(Struct):
    """What was seen below a heading of some level, read from the end of the page.

    Attributes:
        first_mark: Why its first block goes; None where it has no blocks yet.
        stays: Whether something of it stays.
    """

    first_mark: Mark | None = None
    stays: bool = False

    def reason_to_go(self) -> Mark | None:
        """Return why its first block goes, if nothing of it stays and that reason is a named one.

        An engine that leaves a section out and keeps its heading may well be wrong on the section.
        """
        if self.stays or self.first_mark is None or self.first_mark.reason in UNNAMED:
            return None
        return self.first_mark


def mark_empty_sections(
    features: DocumentFeatures, claims: Sequence[Mark | Spare]
) -> Iterator[Mark]:
    """Yield a mark for each heading of whose section nothing stays.

    Its section ends above the next heading of its level or a higher one. The heading takes the
    reason of the section's first block. Where no block stands in between there is no section, and
    the heading is left to the others.
    """
    if not any(block.kind is BlockKind.HEADING for block in features.blocks):
        return
    gone = marks_of_gone_blocks(features, claims)
    sections = {level: Section() for level in LEVELS}
    for block in reversed(features.blocks):
        mark = gone.get(block.index)
        if block.kind is BlockKind.HEADING:
            why = sections[block.level].reason_to_go()
            if mark is None and why is not None:
                evidence = f"nothing of its section stays: {why.detector}"
                yield whole(block, why.reason, DETECTOR, SCORE, evidence)
            sections |= {level: Section() for level in range(block.level, 7)}
        elif block.kind not in FURNITURE:
            for section in sections.values():
                section.stays |= mark is None
                section.first_mark = mark


def marks_of_gone_blocks(
    features: DocumentFeatures, claims: Sequence[Mark | Spare]
) -> Mapping[int, Mark]:
    """Return for each block of which nothing stays the mark on its first part."""
    of_block: defaultdict[int, list[Mark | Spare]] = defaultdict(list)
    for claim in claims:
        of_block[claim.block].append(claim)
    gone = {}
    for index, own in of_block.items():
        marks = [part.mark for part in parts_of(features.blocks[index], own)]
        if marks[0] is not None and None not in marks:
            gone[index] = marks[0]
    return gone
