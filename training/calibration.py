"""How the F1 that a model expects of a page relates to the F1 that pages like it had."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

BIN_COUNT = 12


class Calibration(Struct, frozen=True):
    """Points of a rising line: expected F1, and the mean F1 that was found there."""

    expected: tuple[float, ...]
    found: tuple[float, ...]


def identity() -> Calibration:
    """Return the calibration that changes nothing."""
    return Calibration((0.0, 1.0), (0.0, 1.0))


def calibration_of(expected: Sequence[float], found: Sequence[float]) -> Calibration:
    """Return the line through bins of equally many pages, made to rise (pool adjacent violators).

    Args:
        expected: What models expected of pages that they had not seen.
        found: What these pages had.
    """
    order = np.argsort(np.array(expected), kind="stable")
    bins = [part for part in np.array_split(order, BIN_COUNT) if len(part)]
    pools: list[tuple[float, float, int]] = []
    for part in bins:
        pool = (
            float(np.mean([expected[index] for index in part])),
            float(np.mean([found[index] for index in part])),
            len(part),
        )
        while pools and pools[-1][1] >= pool[1]:
            pool = pooled(pools.pop(), pool)
        pools.append(pool)
    return Calibration(
        tuple(round(x, 4) for x, _, _ in pools), tuple(round(y, 4) for _, y, _ in pools)
    )


def pooled(
    left: tuple[float, float, int], right: tuple[float, float, int]
) -> tuple[float, float, int]:
    """Return two bins as one."""
    count = left[2] + right[2]
    return (
        (left[0] * left[2] + right[0] * right[2]) / count,
        (left[1] * left[2] + right[1] * right[2]) / count,
        count,
    )
