"""What rules say of a page's blocks: marks and spares. They delete nothing; ``decide`` cuts.

A block that a person has pinned or pardoned is judged by that. Elsewhere the innermost element
around a piece of text that is kept or stripped decides, so that exceptions can be made either way:
a fact box in a stripped aside stays, a tide table in the fact box goes. The body decides where
neither has a say. What rules say goes before all detectors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from cleaners.document import Block, Document, Mark, Spare
from cleaners.reasons import Reason
from cleaners.rules.choosing import Chosen, Role, Selector
from cleaners.rules.site_rules import SiteRules
from cleaners.segmenting.selected_blocks import SelectedPart, set_apart
from cleaners.sites.fingerprints import exact_fingerprint, written

DETECTOR = "site_rules"

PRUNED_BODY = 0.5
"""How sure it is that text in the body stays, where the body is pruned: surer than the engine, and
less sure than the named detectors, which go on in it."""

FROM_SCRIPT = "body_from_script"
"""The warning of a page whose article is in none of its elements."""


class Rulings(Struct, frozen=True):
    """What rules say of the blocks of a page.

    Attributes:
        marks: What goes.
        spares: What stays; on no text that goes.
    """

    marks: tuple[Mark, ...] = ()
    spares: tuple[Spare, ...] = ()

    def obeyed(self, claims: Sequence[Mark | Spare]) -> Sequence[Mark | Spare]:
        """Return claims of detectors without their spares of what goes by a rule."""
        if not self.marks:
            return claims
        gone: defaultdict[int, list[Mark]] = defaultdict(list)
        for mark in self.marks:
            gone[mark.block].append(mark)
        left: list[Mark | Spare] = []
        for claim in claims:
            if isinstance(claim, Spare) and claim.block in gone:
                left += outside(claim, gone[claim.block])
            else:
                left.append(claim)
        return left


NO_RULINGS = Rulings()


def outside(spare: Spare, marks: Sequence[Mark]) -> Iterator[Spare]:
    """Yield what is left of a spare beside marks, which are in order."""
    start = spare.start
    for mark in marks:
        if start < mark.start:
            yield part_of(spare, start, min(mark.start, spare.end))
        start = max(start, mark.end)
        if start >= spare.end:
            return
    yield part_of(spare, start, spare.end)


def part_of(spare: Spare, start: int, end: int) -> Spare:
    """Return a spare for a part of what it spares."""
    return Spare(spare.block, start, end, spare.detector, spare.score, spare.evidence)


def ruled(document: Document, chosen: Chosen) -> tuple[Document, Rulings]:
    """Return a document without its notes of selected elements, and what rules say of its blocks.

    A title that a rule has found takes the place of what the page's head calls it, so that the
    detectors know it where it stands in the text.

    Args:
        document: As it is repaired, with these notes.
        chosen: What the rules have found on its page.
    """
    if not chosen.rules:
        return document, NO_RULINGS
    document, parts = set_apart(document)
    if chosen.values.titles:
        document = replace(document, title=chosen.values.titles[0])
    of_block: defaultdict[int, list[SelectedPart]] = defaultdict(list)
    for part in parts:
        of_block[part.block].append(part)
    known = known_texts(chosen.rules)
    has_body = chosen.body is not None and all(
        warning.code != FROM_SCRIPT for warning in document.warnings
    )
    marks: list[Mark] = []
    spares: list[Spare] = []
    for block in document.blocks:
        claim = known.get(exact_fingerprint(block.text)) if known else None
        claims = (
            [claim(block)]
            if claim is not None
            else claims_on(block, of_block[block.index], chosen, has_body=has_body)
        )
        for each in claims:
            if isinstance(each, Mark):
                marks.append(each)
            else:
                spares.append(each)
    return document, Rulings(tuple(marks), tuple(spares))


class Known(Struct, frozen=True):
    """What a person has said of a block; the reason why it goes, None where it stays."""

    reason: Reason | None
    evidence: str

    def __call__(self, block: Block) -> Mark | Spare:
        """Return the claim on a block."""
        end = len(block.text)
        if self.reason is None:
            return Spare(block.index, 0, end, DETECTOR, 1.0, self.evidence)
        return Mark(block.index, 0, end, self.reason, DETECTOR, 1.0, self.evidence)


def known_texts(rules: Iterable[SiteRules]) -> dict[int, Known]:
    """Return what rules say of blocks, by fingerprint; the first that knows one decides."""
    known: dict[int, Known] = {}
    for each in rules:
        for entry in each.pardoned:
            evidence = f"rule of {each.key}: pardoned block {written(entry.fingerprint)}"
            known.setdefault(entry.fingerprint, Known(None, evidence))
        for entry in each.pinned:
            evidence = f"rule of {each.key}: pinned block {written(entry.fingerprint)}"
            known.setdefault(entry.fingerprint, Known(entry.reason, evidence))
    return known


def claims_on(
    block: Block, parts: Sequence[SelectedPart], chosen: Chosen, *, has_body: bool
) -> Iterator[Mark | Spare]:
    """Yield the claims on a block, a claim a run of characters with the same ruling.

    Args:
        block: The block.
        parts: Its parts in selected elements.
        chosen: What has selected them.
        has_body: Whether what lies in no selected element is outside of the body.
    """
    length = len(block.text)
    edges = {edge for part in parts for edge in (part.start, part.end)}
    runs: list[tuple[int, int, int | None]] = []
    for start, end in pairwise(sorted({0, length} | edges)):
        winner = innermost(
            [part for part in parts if part.start <= start and end <= part.end], chosen
        )
        if runs and runs[-1][2] == winner:
            runs[-1] = (runs[-1][0], end, winner)
        else:
            runs.append((start, end, winner))
    for start, end, winner in runs:
        if winner is not None:
            yield claim_of(block.index, start, end, chosen.selectors[winner], chosen)
        elif has_body and chosen.body is not None:
            body = chosen.selectors[chosen.body]
            evidence = f"rule of {body.key}: outside body {body.selection.written}"
            yield Mark(block.index, start, end, Reason.BOILERPLATE, DETECTOR, 1.0, evidence)


def innermost(parts: Sequence[SelectedPart], chosen: Chosen) -> int | None:
    """Return the selector that decides on some characters, of all that have selected them."""
    if not parts:
        return None

    def rank(part: SelectedPart) -> tuple[bool, int, int, bool]:
        selector = chosen.selectors[part.selector]
        role = selector.role
        return role is not Role.BODY, part.depth, -selector.order, role is Role.KEEP

    return max(parts, key=rank).selector


def claim_of(block: int, start: int, end: int, selector: Selector, chosen: Chosen) -> Mark | Spare:
    """Return the claim that a selector makes on some characters."""
    if selector.role is Role.STRIP:
        reason = selector.selection.reason or Reason.BOILERPLATE
        return Mark(block, start, end, reason, DETECTOR, 1.0, selector.evidence)
    is_pruned = selector.role is Role.BODY and chosen.prunes
    score = PRUNED_BODY if is_pruned else 1.0
    return Spare(block, start, end, DETECTOR, score, selector.evidence)
