"""Main content as our own network judges it, block by block."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from cleaners.document import Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.claim_columns import claimed_as_a_whole
from cleaners.learned.columns import matrix_of
from cleaners.learned.model import Model
from cleaners.learned.page_view import PageView
from cleaners.learned.selection import best_selection, expected_f1, probabilities_of
from cleaners.learned.skeleton import Flags, Numbers
from cleaners.reasons import Reason

DETECTOR = "learned"
BOILERPLATE, TEMPLATE = Reason.BOILERPLATE, Reason.TEMPLATE
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
                so nothing is weighed against it. Of what the site repeats the network has learned
                nothing, so it does not see those marks.
        """
        model = self._model
        view = PageView(features, [claim for claim in claims if not is_of_site(claim)])
        matrix = matrix_of(view, model.odds)
        logits = model.network.logits(matrix).astype(np.float64)
        probabilities = probabilities_of(logits, model.temperature)
        left = np.where(claimed_as_a_whole(view), 0.0, probabilities)
        left[[claim.block for claim in claims if is_of_site(claim)]] = 0.0
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


def is_of_site(claim: Mark | Spare) -> bool:
    """Tell whether a claim is a mark on a block that the site repeats."""
    return type(claim) is Mark and claim.reason is TEMPLATE
