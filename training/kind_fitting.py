"""Fits what tells the kinds of text apart: a logistic regression, by Newton's method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from cleaners.learned.skeleton import Numbers
from cleaners.learned.text_kind import MAX_DEVIATION, MEASURE_STEPS, WEIGHT_STEPS, TextKinds
from training.kind_examples import KindExample

PENALTY = 1.0
"""On the squares of the weights; a prior of that many examples, so to say."""

ROUNDS = 25

ARTICLE = "article"
OTHER_WEIGHT = 0.2
"""Golds of listings, products and the like look like the pages around them, and count for less."""

NOT_CLEAN = frozenset({"extracted", "headlines behind"})
"""An extractor leaves some pages nearly whole, and headlines of other pages are worth cutting."""

MAX_MISTAKEN_SHARE = 0.001
"""So many of the clean texts of articles may be taken for visible pages, unseen."""


def text_kinds_of(examples: Sequence[KindExample], threshold: float = 0.0) -> TextKinds:
    """Return the regression that examples give.

    Args:
        examples: Of both kinds.
        threshold: From which logit on a text is a visible page.
    """
    rows = np.array([each.measures for each in examples], dtype=np.float64)
    means, deviations = rows.mean(axis=0), rows.std(axis=0)
    inverse = np.where(deviations > 1e-9, 1.0 / np.maximum(deviations, 1e-9), 0.0)  # noqa: PLR2004
    steps = np.clip((rows - means) * inverse, -MAX_DEVIATION, MAX_DEVIATION)
    targets = np.array([each.is_visible_page for each in examples], dtype=np.float64)
    weights, bias = fitted(steps, targets, importance_of(examples))
    return TextKinds(
        measures=examples[0].names,
        means=means.tolist(),
        inverse_deviations=inverse.tolist(),
        weights=np.rint(weights * WEIGHT_STEPS).astype(int).tolist(),
        bias=round(bias * WEIGHT_STEPS * MEASURE_STEPS),
        threshold=threshold,
    )


def importance_of(examples: Sequence[KindExample]) -> Numbers:
    """Return how much each example counts: each way of making texts alike, both kinds alike."""
    counts = Counter(each.name for each in examples)
    ways = Counter(is_visible for _, is_visible in {(e.name, e.is_visible_page) for e in examples})
    return np.array(
        [
            (1.0 if each.page_type == ARTICLE else OTHER_WEIGHT)
            * len(examples)
            / (2 * counts[each.name] * ways[each.is_visible_page])
            for each in examples
        ]
    )


def fitted(rows: Numbers, targets: Numbers, importance: Numbers) -> tuple[Numbers, float]:
    """Return the weights and the bias of the logistic regression with the least penalised loss."""
    rows = np.column_stack((rows, np.ones(len(rows))))
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[-1] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chances = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30.0, 30.0)))
        slope = rows.T @ (importance * (chances - targets)) + penalty * weights
        curve = (rows.T * (importance * chances * (1.0 - chances))) @ rows + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return weights[:-1], float(weights[-1])


def logits_of(kinds: TextKinds, examples: Sequence[KindExample]) -> Numbers:
    """Return the logit of each example being a whole visible page."""
    return np.array(
        [kinds.logit(dict(zip(each.names, each.measures, strict=True))) for each in examples]
    )


def threshold_of(examples: Sequence[KindExample], logits: Numbers) -> float:
    """Return the lowest threshold by which few enough clean articles are taken for visible pages.

    Args:
        examples: Of both kinds.
        logits: What models say of them that had not seen them.
    """
    clean = sorted(
        (
            logit
            for each, logit in zip(examples, logits.tolist(), strict=True)
            if each.page_type == ARTICLE and not each.is_visible_page and each.name not in NOT_CLEAN
        ),
        reverse=True,
    )
    return round(clean[int(MAX_MISTAKEN_SHARE * len(clean))] + 0.01, 2) if clean else 0.0
