"""Main content of a whole visible text, line by line, as our own networks judge it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from cleaners.document import Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.claim_columns import claimed_as_a_whole
from cleaners.learned.line_model import LineModel
from cleaners.learned.line_view import LineView
from cleaners.learned.selection import best_selection, expected_f1
from cleaners.reasons import Reason

DETECTOR = "learned_lines"
EVIDENCE = tuple(
    f"in the text of a whole page, main content with a probability of {percent} %"
    for percent in range(101)
)

MIN_LINES, MAX_LINES = 12, 20_000
"""Fewer lines are no page with its menus, more are many pages or none."""


class LinesJudged(Struct, frozen=True):
    """What the networks say of a whole visible text.

    Attributes:
        marks: Over the lines that are not main content.
        confidence: The word F1 that texts judged like this one had.
    """

    marks: Sequence[Mark]
    confidence: float


class LineEngine:
    """Marks every line that is not main content, where a text shows a whole page, menus and all.

    Of text that an extractor has cleaned it marks nothing: there it would cut as much good as bad.
    """

    name = DETECTOR

    def __init__(self, model: LineModel) -> None:
        self._model = model

    def judge(
        self, features: DocumentFeatures, claims: Sequence[Mark | Spare]
    ) -> LinesJudged | None:
        """Return what the networks say of a text; None if it does not show a whole page.

        Args:
            features: What is observed of the text.
            claims: What the named detectors claim of it.
        """
        if not MIN_LINES <= len(features.blocks) <= MAX_LINES:
            return None
        model, view = self._model, LineView(features, claims)
        if not model.kinds.is_visible_page(view):
            return None
        probabilities = model.probabilities(view)
        left = np.where(claimed_as_a_whole(view), 0.0, probabilities)
        kept = best_selection(left, view.words, model.beta)
        marks = [
            Mark(
                block=block.index,
                start=0,
                end=len(block.text),
                reason=Reason.BOILERPLATE,
                detector=DETECTOR,
                score=round(1.0 - probability, 3),
                evidence=EVIDENCE[round(100 * probability)],
            )
            for block, probability, stays in zip(
                features.blocks, probabilities.tolist(), kept.tolist(), strict=True
            )
            if not stays
        ]
        return LinesJudged(marks, model.confidence(expected_f1(left, view.words, kept)))
