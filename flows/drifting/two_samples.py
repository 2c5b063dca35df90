"""Whether two sets of values, or two shares, differ by more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np


def mann_whitney(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    """Return the chance that a value of the one is larger than one of the other, and a probability.

    Args:
        before: Values.
        after: Other values.

    Returns:
        The chance that a value of ``after`` is larger than one of ``before``, ties counted half,
        and the two-sided probability of one as far from a half, by the normal approximation with
        the correction for ties.
    """
    first, second = len(before), len(after)
    count = first + second
    _, places, ties = np.unique(
        np.asarray([*before, *after], dtype=np.float64), return_inverse=True, return_counts=True
    )
    mean_ranks = np.cumsum(ties) - (ties - 1) / 2
    larger = float(mean_ranks[places][first:].sum()) - second * (second + 1) / 2
    tied = float((ties.astype(np.float64) ** 3 - ties).sum()) / (count * (count - 1))
    deviation = math.sqrt(first * second / 12 * (count + 1 - tied))
    chance = larger / (first * second)
    if deviation == 0:
        return chance, 1.0
    score = max(abs(larger - first * second / 2) - 0.5, 0.0) / deviation
    return chance, math.erfc(score / math.sqrt(2))


def fisher_exact(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Return the two-sided probability that two shares differ so by chance.

    Args:
        first: How many of how many.
        second: The same of other ones.
    """
    (hits, total), (other_hits, other_total) = first, second
    all_hits = hits + other_hits
    whole = _log_choices(total + other_total, all_hits)

    def probability(count: int) -> float:
        ways = _log_choices(total, count) + _log_choices(other_total, all_hits - count)
        return math.exp(ways - whole)

    observed = probability(hits) * (1 + 1e-9)
    counts = range(max(0, all_hits - other_total), min(total, all_hits) + 1)
    return min(math.fsum(each for each in map(probability, counts) if each <= observed), 1.0)


def _log_choices(total: int, count: int) -> float:
    """Return the logarithm of how many ways there are to choose some of a total."""
    return math.lgamma(total + 1) - math.lgamma(count + 1) - math.lgamma(total - count + 1)
