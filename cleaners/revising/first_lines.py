"""The headline of a text, known by the line below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.document import Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.reasons import Reason

DETECTOR = "first_lines"
SCORE = 0.85
MAX_WORDS = 30
FULL_STOPS = (".", "。", "…", ":", ",")

BELOW_HEADLINE = frozenset({Reason.DATELINE, Reason.BYLINE})
MAX_DISTANCE = 2


def mark_first_line(features: DocumentFeatures, claims: Sequence[Mark | Spare]) -> Iterator[Mark]:
    """Yield a mark for the first line of a text if a date or a byline stands right below it.

    It is short and has no full stop. Without such a line below it may as well be a lead, and
    stays; where another line is known as the title, so does it.
    """
    if not features.is_text:
        return
    marks = [claim for claim in claims if isinstance(claim, Mark)]
    if any(mark.reason is Reason.TITLE for mark in marks):
        return
    above = next(
        (index for index in features.prose if not features.shapes[index].folded.endswith("?")),
        len(features.blocks),
    )
    gone = {
        mark.block
        for mark in marks
        if mark.start == 0 and mark.end == len(features.blocks[mark.block].text)
    }
    first = next((index for index in range(above) if index not in gone), None)
    if first is None or first + 1 >= len(features.blocks):
        return
    shape = features.shapes[first]
    if shape.word_count > MAX_WORDS or shape.folded.endswith(FULL_STOPS):
        return
    for mark in marks:
        below = min(first + MAX_DISTANCE, above)
        if mark.reason in BELOW_HEADLINE and first < mark.block <= below:
            evidence = f"a {mark.reason} stands below it"
            yield whole(features.blocks[first], Reason.TITLE, DETECTOR, SCORE, evidence)
            return
