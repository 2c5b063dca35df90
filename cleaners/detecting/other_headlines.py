"""Marks headlines of other stories behind the end of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cleaners.document import Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.furniture import furniture_blocks, story_end
from cleaners.features.marking import whole
from cleaners.features.shapes import Shape
from cleaners.reasons import Reason

DETECTOR = "other_headlines"

LIKELY, WEAK = 0.8, 0.6

MIN_WORDS = 3
MIN_HEADLINE_WORDS = 5
MAX_WORDS = 25
MIN_PROSE = 3
"""Blocks of prose from which a text has an article that can end."""

TWICE = 2
MAX_TWIN_GAP = 3
BULLETS = ("-", "–", "•", "*")


def mark_other_headlines(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each headline of another story behind the end of a text.

    It is a short line without full stop that stands there twice (the picture's text and the
    headline of a teaser), or that stands behind other furniture, such as a newsletter line. A lone
    line behind the prose may be the article's last and stays, and so does one that it says above.
    """
    if not features.is_text or len(features.prose) < MIN_PROSE:
        return
    furniture = furniture_blocks(features)
    behind = story_end(features, furniture)
    shapes = features.shapes
    lines = [
        index
        for index in range(behind, len(shapes))
        if index not in furniture
        and MIN_WORDS <= shapes[index].word_count <= MAX_WORDS
        and not shapes[index].folded.endswith((".", ":"))
    ]
    if not lines:
        return
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in lines:
        places[shapes[index].folded].append(index)
    above = {shape.folded for shape in shapes[:behind]}
    first = min((index for index in furniture if index >= behind), default=len(shapes))
    for index in lines:
        block, shape = features.blocks[index], shapes[index]
        if shape.folded in above:
            continue
        if is_twin(places[shape.folded]):
            evidence = "a headline that stands twice behind the end"
            yield whole(block, Reason.RELATED, DETECTOR, LIKELY, evidence)
        elif index > first and is_headline(shape):
            evidence = "a headline behind what ends a page"
            yield whole(block, Reason.RELATED, DETECTOR, WEAK, evidence)


def is_twin(places: Sequence[int]) -> bool:
    """Return whether a line stands twice, close by; the head of a timetable stands there often."""
    return len(places) == TWICE and places[1] - places[0] <= MAX_TWIN_GAP


def is_headline(shape: Shape) -> bool:
    """Return whether a line is as long as a headline, and no entry of a list."""
    return shape.word_count >= MIN_HEADLINE_WORDS and not shape.folded.startswith(BULLETS)
