"""Which of two kinds a text without markup is: a whole visible page, or text already extracted.

A page as a text browser prints it has its menus, its footer and the teasers of other pages: dozens
of short lines before, behind and between the running text, many of them twice. What an extractor
has left has few of them. A logistic regression on measures of the whole text tells them apart. It
is made to be wrong on the side of doing nothing: a model of lines cuts as much good as bad in a
text that is clean already.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from cleaners.document import Mark
from cleaners.learned.block_view import shares
from cleaners.learned.characters import CharacterKind
from cleaners.learned.line_view import LineView
from cleaners.learned.place_columns import run_lengths
from cleaners.reasons import Reason

FURNITURE = frozenset(
    {Reason.NAVIGATION, Reason.LEGAL, Reason.CONSENT, Reason.SHARE, Reason.NEWSLETTER}
    | {Reason.RELATED, Reason.COMMENTS, Reason.ADVERTISEMENT}
)
"""Reasons for what stands around an article, on each page of a site."""

SHORT, VERY_SHORT = 9, 3
"""Words of lines that are no sentences of a text."""

MEASURE_STEPS = 64.0
MAX_DEVIATION = 4.0
WEIGHT_STEPS = 1_024.0


def kind_measures(view: LineView) -> Mapping[str, float]:
    """Return what is measured of a whole text, by name."""
    size, words = len(view), view.words
    total = float(words.sum())
    good = view.is_good
    places = np.flatnonzero(good)
    first, last = (int(places[0]), int(places[-1])) if len(places) else (size, -1)
    bare = ~view.ends_sentence
    short = bare & (words <= SHORT)
    very_short = words <= VERY_SHORT
    capitalised = shares(view.characters.capitalised, words)
    folded = [shape.folded for shape in view.features.shapes]
    looks = view.looks
    same_looks = (looks[1:] == looks[:-1]).sum() / size
    runs = run_lengths(short)
    furniture = len({each.block for each in view.claims if is_furniture(each)})
    between = short[first : last + 1] if len(places) else short
    return {
        "lines": math.log1p(size),
        "words": math.log1p(total),
        "words_a_line": math.log1p(total / size),
        "good_share": float(view.good_words.sum()) / total,
        "good_lines": float(good.mean()),
        "sentences": float(view.ends_sentence.mean()),
        "short_lines": math.log1p(float(short.sum())),
        "short_share": float(short.mean()),
        "short_words": float(words[short].sum()) / total,
        "very_short_lines": math.log1p(float(very_short.sum())),
        "very_short_share": float(very_short.mean()),
        "short_before": math.log1p(float(short[:first].sum())),
        "short_behind": math.log1p(float(short[last + 1 :].sum())),
        "short_between": math.log1p(float(between.sum())),
        "longest_run": math.log1p(float(runs.max())),
        "in_long_runs": float((runs >= LONG_RUN).mean()),
        "copies": math.log1p(size - len(set(folded))),
        "copies_share": 1.0 - len(set(folded)) / size,
        "furniture": math.log1p(furniture),
        "furniture_share": furniture / size,
        "capitalised": float(capitalised[short].mean()) if short.any() else 0.0,
        "same_looks": float(same_looks),
        "unspaced": float(view.characters.counts[CharacterKind.UNSPACED].sum())
        / max(1.0, float(view.lengths.sum())),
    }


LONG_RUN = 8


def is_furniture(claim: object) -> bool:
    """Return whether a claim is a mark for what stands on each page of a site."""
    return isinstance(claim, Mark) and claim.reason in FURNITURE


class TextKinds(Struct, frozen=True):
    """What tells the kinds of text apart, in whole numbers, so that each machine says the same.

    Attributes:
        measures: Names of the measures, in order.
        means: Of each measure in training.
        inverse_deviations: One by the standard deviation of each.
        weights: Integers, of each measure in steps.
        bias: An integer, in the same steps as the products.
        threshold: A text is a whole visible page from this logit on.
    """

    measures: tuple[str, ...]
    means: Sequence[float]
    inverse_deviations: Sequence[float]
    weights: Sequence[int]
    bias: int
    threshold: float

    def logit(self, measures: Mapping[str, float]) -> float:
        """Return the logit of a text being the whole visible text of a page."""
        values = (
            weight * steps_of((measures[name] - mean) * inverse)
            for name, mean, inverse, weight in zip(
                self.measures, self.means, self.inverse_deviations, self.weights, strict=True
            )
        )
        return (sum(values) + self.bias) / (MEASURE_STEPS * WEIGHT_STEPS)

    def is_visible_page(self, view: LineView) -> bool:
        """Return whether a text is the whole visible text of a page."""
        return self.logit(kind_measures(view)) >= self.threshold


def steps_of(deviations: float) -> int:
    """Return standard deviations in whole steps, within bounds."""
    return round(max(-MAX_DEVIATION, min(MAX_DEVIATION, deviations)) * MEASURE_STEPS)
