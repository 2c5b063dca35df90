"""From examples to a model: the table of class names, the network, and its calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from cleaners.learned.class_columns import Odds, class_columns
from cleaners.learned.model import Model
from cleaners.learned.network import Floats
from cleaners.learned.selection import best_selection, expected_f1, probabilities_of
from training.calibration import Calibration, identity
from training.class_odds import odds_without, votes_of
from training.examples import Example
from training.fitting import FittingSettings
from training.networks import network_of

MIN_GOLD_SHARE = 0.6
"""A block is main content where so much of its words stand in the gold."""

WORDS_POWER = 0.75
"""A row counts by the words of its block to this power ..."""

PAGE_POWER = 0.5
"""... and is divided by the sum over its page to this power, for scores are means over pages."""

NEWS_WEIGHT = 3.0
"""Golds made by parsers written for each publisher are worth more, and articles are the aim."""

TEMPERATURE, BETA, OTHER_BETA = 1.0, 0.8, 1.0


class Judged(Struct, frozen=True):
    """What a model makes of an example.

    Attributes:
        expected: The F1 that it expects of its selection.
        found: The word F1 of the selection, as far as whole blocks can tell.
        precision: Of the words.
        recall: Of the words of the gold.
    """

    expected: float
    found: float
    precision: float
    recall: float


def model_of(examples: Sequence[Example], settings: FittingSettings) -> Model:
    """Return a model fitted on examples; its confidence is not calibrated yet."""
    votes = votes_of(examples)
    rows = training_rows(examples, votes)
    network = network_of(rows, targets_of(examples), importance_of(examples), settings)
    calibration = identity()
    return Model(
        columns=(*examples[0].names, *class_column_names(examples[0])),
        odds=odds_without(votes),
        network=network,
        temperature=TEMPERATURE,
        beta=BETA,
        other_beta=OTHER_BETA,
        confidence_expected=calibration.expected,
        confidence_found=calibration.found,
    )


def training_rows(examples: Sequence[Example], votes: Mapping[str, Mapping[str, float]]) -> Floats:
    """Return the rows of all examples, each with the odds of class names without its own host."""
    odds_of_host: dict[str, Odds] = {}
    rows = []
    for example in examples:
        if example.host not in odds_of_host:
            odds_of_host[example.host] = odds_without(votes, example.host)
        rows.append(example.rows(odds_of_host[example.host]))
    return np.concatenate(rows)


def class_column_names(example: Example) -> tuple[str, ...]:
    """Return the names of the columns of class names."""
    return tuple(class_columns(example.skeleton, {}))


def targets_of(examples: Sequence[Example]) -> Floats:
    """Return for each row whether it is main content."""
    shares = [example.gold_words / example.words for example in examples]
    return (np.concatenate(shares) >= MIN_GOLD_SHARE).astype(np.float32)


def importance_of(examples: Sequence[Example]) -> Floats:
    """Return how much each row counts."""
    weights = []
    for example in examples:
        of_rows = example.words**WORDS_POWER
        of_page = NEWS_WEIGHT if example.set_name == "news" else 1.0
        weights.append(of_page * of_rows / of_rows.sum() ** PAGE_POWER)
    return np.concatenate(weights).astype(np.float32)


def judged(model: Model, example: Example) -> Judged:
    """Return what a model makes of an example, named detectors counted in.

    Args:
        model: The model.
        example: The example.
    """
    rows = example.rows(model.odds)
    logits = model.network.logits(np.ascontiguousarray(rows.T)).astype(np.float64)
    probabilities = probabilities_of(logits, model.temperature)
    left = np.where(example.claimed, 0.0, probabilities)
    beta = model.beta if example.is_article else model.other_beta
    kept = best_selection(left, example.words, beta)
    found = float(example.gold_words[kept].sum())
    precision = found / max(1.0, float(example.words[kept].sum()))
    recall = min(1.0, found / max(1, example.gold_size))
    both = precision + recall
    return Judged(
        expected=expected_f1(left, example.words, kept),
        found=2 * precision * recall / both if both else 0.0,
        precision=precision,
        recall=recall,
    )


def calibrated(model: Model, calibration: Calibration) -> Model:
    """Return a model with the confidence that pages out of fold had."""
    return replace(
        model,
        confidence_expected=calibration.expected,
        confidence_found=calibration.found,
    )
