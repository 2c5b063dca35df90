"""From the texts of labelled pages to models of lines, each made without one of the folds.

The second network learns from what the first one makes of pages that it has not seen, as it will
see them: each page's first look comes from a network without its fold. For a model without a fold
that takes networks without two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec.structs import replace
from numpy.random import default_rng

from cleaners.learned.line_model import LineModel, chances_of
from cleaners.learned.network import Floats, Network
from cleaners.learned.second_look import with_second_look
from cleaners.learned.selection import best_selection, expected_f1
from cleaners.learned.skeleton import Numbers
from cleaners.learned.text_kind import TextKinds
from flows.evaluating.labelled import FOLD_COUNT
from training.calibration import Calibration, identity
from training.fitting import FittingSettings
from training.line_examples import LineExample
from training.models import MIN_GOLD_SHARE, PAGE_POWER, WORDS_POWER, Judged
from training.networks import network_of

ARTICLE_WEIGHT, NEWS_WEIGHT = 4.0, 6.0
"""Articles are the aim, and golds made by parsers written for each publisher are worth more."""

ALWAYS_SEEN = 0.3
"""Lines that count less are seen as much more seldom, and count as much when they are."""

SECOND_MEMBERS = 2
"""So many networks are averaged for the second look, which decides."""

TEMPERATURE, BETA = 1.0, 0.8

Without = frozenset[int]
"""The folds that a network has not seen."""

NONE: Without = frozenset()


class FirstLooks:
    """The networks of the first look, each made without some folds, when it is first asked for."""

    def __init__(self, examples: Sequence[LineExample], settings: FittingSettings) -> None:
        self._examples = examples
        self._settings = settings
        self._networks: dict[Without, Network] = {}

    def without(self, folds: Without) -> Network:
        """Return the network that has not seen some folds."""
        if folds not in self._networks:
            seen = [each for each in self._examples if each.fold not in folds]
            self._networks[folds] = fitted(seen, [each.columns for each in seen], self._settings)
        return self._networks[folds]


def line_models_of(
    examples: Sequence[LineExample], settings: FittingSettings
) -> Iterator[tuple[int | None, LineModel]]:
    """Yield a model without each fold, and at last the one made of all examples (fold None).

    Their confidence is not calibrated yet, and they do not tell kinds of text apart yet.
    """
    first_looks = FirstLooks(examples, settings)
    for fold in range(FOLD_COUNT):
        yield fold, line_model_without(frozenset({fold}), examples, first_looks, settings)
    yield None, line_model_without(NONE, examples, first_looks, settings)


def line_model_without(
    folds: Without,
    examples: Sequence[LineExample],
    first_looks: FirstLooks,
    settings: FittingSettings,
) -> LineModel:
    """Return the model that has not seen some folds."""
    seen = [each for each in examples if each.fold not in folds]
    rows = [looked_at_again(each, first_looks.without(folds | {each.fold})) for each in seen]
    calibration = identity()
    return LineModel(
        columns=seen[0].names,
        first=first_looks.without(folds),
        second=fitted(seen, rows, replace(settings, members=SECOND_MEMBERS)),
        temperature=TEMPERATURE,
        beta=BETA,
        confidence_expected=calibration.expected,
        confidence_found=calibration.found,
        kinds=NO_KINDS,
    )


NO_KINDS = TextKinds(
    measures=(), means=(), inverse_deviations=(), weights=(), bias=0, threshold=0.0
)


def fitted(
    examples: Sequence[LineExample], columns: Iterable[Floats], settings: FittingSettings
) -> Network:
    """Return the network that examples give.

    Args:
        examples: What is main content, and how much each line counts.
        columns: Of each example, shape (columns, lines).
        settings: How to fit.
    """
    generator = default_rng(0)
    rows, targets, importance = [], [], []
    for example, of_example in zip(examples, columns, strict=True):
        counts = importance_of(example)
        chances = np.minimum(1.0, counts / ALWAYS_SEEN)
        chosen = np.flatnonzero(generator.random(len(counts)) < chances)
        rows.append(of_example[:, chosen].T)
        targets.append(example.gold_words[chosen] / example.words[chosen] >= MIN_GOLD_SHARE)
        importance.append(counts[chosen] / chances[chosen])
    return network_of(
        np.concatenate(rows),
        np.concatenate(targets).astype(np.float32),
        np.concatenate(importance).astype(np.float32),
        settings,
    )


def looked_at_again(example: LineExample, first: Network) -> Floats:
    """Return the columns of the second look (columns, lines)."""
    at_first = chances_of(first, example.columns, TEMPERATURE)
    return with_second_look(example.columns, example.lines, at_first)


def importance_of(example: LineExample) -> Numbers:
    """Return how much each line of an example counts."""
    of_lines = example.words**WORDS_POWER
    of_page = ARTICLE_WEIGHT if example.page_type == "article" else 1.0
    if example.set_name == "news":
        of_page = NEWS_WEIGHT
    result: Numbers = of_page * of_lines / of_lines.sum() ** PAGE_POWER
    return result


def judged_lines(model: LineModel, example: LineExample) -> Judged:
    """Return what a model makes of an example, named detectors counted in."""
    rows = looked_at_again(example, model.first)
    probabilities = chances_of(model.second, rows, model.temperature)
    left = np.where(example.claimed, 0.0, probabilities)
    kept = best_selection(left, example.words, model.beta)
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


def finished(model: LineModel, calibration: Calibration, kinds: TextKinds) -> LineModel:
    """Return a model with its confidence, and with what tells kinds of text apart."""
    return replace(
        model,
        confidence_expected=calibration.expected,
        confidence_found=calibration.found,
        kinds=kinds,
    )
