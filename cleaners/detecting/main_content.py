"""Main content as our own network judges it, block by block."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from cleaners.document import Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.columns import matrix_of
from cleaners.learned.model import Model
from cleaners.learned.page_view import PageView
from cleaners.learned.selection import best_selection, expected_f1, probabilities_of
from cleaners.learned.skeleton import Flags, Numbers
from cleaners.reasons import Reason

DETECTOR = "learned"
BOILERPLATE = Reason.BOILERPLATE
EVIDENCE = tuple(f"main content with a probability of {percent} %" for percent in range(101))


class Judgement(Struct, frozen=True):
    """What the network says of a page.

    Attributes:
        probabilities: Of each block being main content, before the named detectors.
        kept: Which blocks stay as far as it is concerned.
        confidence: The word F1 that pages judged like this one had.
    """

    probabilities: Numbers
    kept: Flags
    confidence: float


class LearnedEngine:
    """Marks every block of a page that the network does not take for main content."""

    name = DETECTOR

    def __init__(self, model: Model) -> None:
        self._model = model

    def judge(self, features: DocumentFeatures, claims: Sequence[Mark | Spare]) -> Judgement:
        """Return what the network says of an HTML page with at least one block.

        Args:
            features: What is observed of the page.
            claims: What the named detectors claim of it. What they mark as a whole does not stay,
                so nothing is weighed against it.
        """
        model = self._model
        view = PageView(features, claims)
        matrix = matrix_of(view, model.odds)
        logits = model.network.logits(matrix).astype(np.float64)
        probabilities = probabilities_of(logits, model.temperature)
        left = np.where(claimed_as_a_whole(view), 0.0, probabilities)
        beta = model.beta if features.is_declared_article else model.other_beta
        kept = best_selection(left, view.words, beta)
        expected = expected_f1(left, view.words, kept)
        return Judgement(probabilities, kept, model.confidence(expected))

    def marks(self, features: DocumentFeatures, judgement: Judgement) -> list[Mark]:
        """Return a mark for each block that is not main content."""
        return [
            Mark(
                block=block.index,
                start=0,
                end=len(block.text),
                reason=BOILERPLATE,
                detector=DETECTOR,
                score=round(1.0 - probability, 3),
                evidence=EVIDENCE[round(100 * probability)],
            )
            for block, probability, stays in zip(
                features.blocks,
                judgement.probabilities.tolist(),
                judgement.kept.tolist(),
                strict=True,
            )
            if not stays
        ]


def claimed_as_a_whole(view: PageView) -> Flags:
    """Return which blocks a named detector marks from end to end."""
    flags = np.zeros(len(view), dtype=np.bool_)
    lengths = view.lengths
    for claim in view.claims:
        if isinstance(claim, Mark) and claim.start <= 0 and claim.end >= lengths[claim.block]:
            flags[claim.block] = True
    return flags
