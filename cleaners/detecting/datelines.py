"""Marks lines that only give the date of the article, or the time it takes to read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from cleaners.document import Block, BlockKind, Mark
from cleaners.features.article_regions import article_regions
from cleaners.features.date_lines import (
    MAX_CHARS,
    DateLine,
    date_line,
    is_label,
    short_lines_with_digits,
)
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.reasons import Reason

DETECTOR = "datelines"
SURE = 0.9
LIKELY = 0.7
BEHIND = 0.6
"""Behind the article a date belongs to a comment or another story as often as not."""

MAX_REGION_WORDS = 20
NEAR = 8
MAX_LABELLED_INSIDE = 4
KEPT_KINDS = frozenset({BlockKind.TABLE, BlockKind.PREFORMATTED})
PLACE = re.compile(r"([^\W\d_][^\W\d_.'’-]*(?:[ -][^\W\d_][^\W\d_.'’-]*){0,3}),?\s+(?=\S)")


class Layout(Struct, frozen=True):
    """Where the date lines of a page stand.

    Attributes:
        first: Index of the first paragraph of prose.
        end: Index behind the last one.
        bare_inside: How many lines between them give a date and nothing else.
        labelled_inside: How many say what was done then.
        is_text: Whether the page has no markup.
    """

    first: int
    end: int
    bare_inside: int
    labelled_inside: int
    is_text: bool

    def score(self, block: Block, line: DateLine) -> float | None:
        """Return how sure it is that a date line gives the article's date; None if it does not."""
        if block.kind in KEPT_KINDS:
            return None
        if self.first < block.index < self.end:
            return self.score_inside(block, line)
        if block.index >= self.end:
            is_near = block.index < self.end + NEAR and not (self.is_text and not line.has_label)
            return BEHIND if is_near else None
        if line.has_label:
            return SURE
        begins_chronicle = self.bare_inside > 0 and block.index == self.first - 1
        return None if begins_chronicle or block.kind is BlockKind.HEADING else SURE

    def score_inside(self, block: Block, line: DateLine) -> float | None:
        """Return the same for a line between paragraphs."""
        if line.has_label:
            return SURE if self.labelled_inside <= MAX_LABELLED_INSIDE else None
        is_paragraph = block.kind is BlockKind.PARAGRAPH
        return LIKELY if self.bare_inside == 1 and line.has_year and is_paragraph else None


def layout_of(features: DocumentFeatures, lines: Mapping[int, DateLine]) -> Layout:
    """Return where the date lines of a page stand."""
    first = features.prose[0] if features.prose else len(features.blocks)
    end = features.prose_end
    inside = [line.has_label for index, line in lines.items() if first < index < end]
    return Layout(first, end, inside.count(False), inside.count(True), features.is_text)


def mark_datelines(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for lines that are nothing but dates, and for what the markup calls so.

    A date between paragraphs is a subhead of a chronicle; there only a line that says what was
    done then (``Updated ...``) or the single full date of the page counts.
    """
    lines = date_lines_of(features)
    layout = layout_of(features, lines)
    for index, line in lines.items():
        block = features.blocks[index]
        score = layout.score(block, line)
        if score:
            yield whole(block, Reason.DATELINE, DETECTOR, score, line.evidence)
    for region in article_regions(features, Reason.DATELINE):
        if region.word_count <= MAX_REGION_WORDS:
            for index in range(region.first, region.end):
                if not layout.first < index < layout.end:
                    evidence = region.named.evidence
                    yield whole(features.blocks[index], Reason.DATELINE, DETECTOR, LIKELY, evidence)


def date_lines_of(features: DocumentFeatures) -> dict[int, DateLine]:
    """Return the blocks that are date lines, with the labels that stand in lines above them."""
    lines = {}
    for index in short_lines_with_digits(features.shapes, 0, len(features.blocks)):
        folded = features.shapes[index].folded
        line = date_line(folded) or dated_place(features.blocks[index], folded)
        if line is None:
            continue
        lines[index] = line
        if index and not line.has_label and is_label(features.shapes[index - 1].folded):
            evidence = "a date below its label"
            lines[index - 1] = lines[index] = DateLine(
                evidence, has_label=True, has_year=line.has_year
            )
    return lines


def dated_place(block: Block, folded: str) -> DateLine | None:
    """Return the date behind the name of a place, as in ``Berlin, 3. Mai 2024``; None if none."""
    is_candidate = len(folded) <= MAX_CHARS and "," in folded
    place = PLACE.match(block.text) if is_candidate else None
    if place is None or "," not in place.group() or not place.group(1).istitle():
        return None
    line = date_line(folded[place.end() :])
    if line is None or line.has_label or not line.has_year:
        return None
    return DateLine("a place and a date", has_label=False, has_year=True)
