"""The network that scores blocks, in whole numbers, so that every machine gives the same scores.

Columns, weights and the hidden layer are rounded to integers that float32 holds exactly, and no sum
reaches 2 to the 24th; so the order in which a BLAS library adds them up changes nothing.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MAX_DEVIATION = 5.0
"""Columns are cut off at so many standard deviations from their mean."""

COLUMN_STEPS = 48.0
"""Steps a standard deviation: a column becomes an integer from -240 to 240."""

WEIGHT_STEPS = 127.0
"""The largest weight of each unit becomes this integer."""

HIDDEN_STEPS = 32.0
MAX_HIDDEN = 511.0

MAX_SUM = 2**24
"""float32 holds all integers below it."""

SLICE = 32
"""So many blocks are multiplied at once: a BLAS library starts threads for more, which cost more
than they save."""

CHUNK = 2_048
"""So many blocks are held in floating point at once, so that a huge page takes no more memory."""


class Network(Struct, frozen=True):
    """One hidden layer of rectified units, in integers held as float32.

    Attributes:
        means: Mean of each column in training, shape (columns,).
        inverse_deviations: One by its standard deviation, shape (columns,); 0 drops a column.
        hidden_weights: Integers, shape (columns, units).
        hidden_biases: Integers, shape (units,).
        hidden_scales: What makes steps of the hidden layer of the sums, shape (units,).
        weights: Integers, shape (units,).
        bias: Added to the logit.
        scale: What makes a logit of the sum.
    """

    means: Floats
    inverse_deviations: Floats
    hidden_weights: Floats
    hidden_biases: Floats
    hidden_scales: Floats
    weights: Floats
    bias: float
    scale: float

    def logits(self, matrix: Floats) -> Floats:
        """Return the logit of each block being main content.

        Args:
            matrix: The columns as rows, shape (columns, blocks).

        Returns:
            Shape (blocks,).
        """
        size = matrix.shape[1]
        return np.concatenate(
            [self._logits(matrix[:, start : start + CHUNK]) for start in range(0, size, CHUNK)]
        )

    def _logits(self, matrix: Floats) -> Floats:
        steps = standardised(matrix.T, self.means, self.inverse_deviations)
        np.rint(steps * np.float32(COLUMN_STEPS), out=steps)
        hidden = np.concatenate(
            [
                steps[start : start + SLICE] @ self.hidden_weights
                for start in range(0, len(steps), SLICE)
            ]
        )
        hidden += self.hidden_biases
        np.maximum(hidden, 0.0, out=hidden)
        hidden *= self.hidden_scales
        np.rint(hidden, out=hidden)
        np.minimum(hidden, np.float32(MAX_HIDDEN), out=hidden)
        sums: Floats = hidden @ self.weights
        return sums * np.float32(self.scale) + np.float32(self.bias)


def standardised(rows: Floats, means: Floats, inverse_deviations: Floats) -> Floats:
    """Return rows (blocks, columns) in standard deviations from the means, within bounds."""
    steps = np.subtract(rows, means, order="C")
    steps *= inverse_deviations
    return np.clip(steps, -MAX_DEVIATION, MAX_DEVIATION, out=steps)


def quantised(  # noqa: PLR0913 - what a fitted network consists of
    *,
    means: Floats,
    deviations: Floats,
    hidden_weights: Floats,
    hidden_biases: Floats,
    weights: Floats,
    bias: float,
) -> Network:
    """Return a fitted network in integers.

    Args:
        means: Of the columns, shape (columns,).
        deviations: Of the columns; 0 for a column that never changes.
        hidden_weights: Shape (columns, units), for columns in standard deviations.
        hidden_biases: Shape (units,).
        weights: Of the units, shape (units,).
        bias: Of the logit.

    Raises:
        ValueError: There are so many columns or units that sums could be inexact.
    """
    units = len(weights)
    largest = COLUMN_STEPS * MAX_DEVIATION * WEIGHT_STEPS * len(means)
    if max(largest, MAX_HIDDEN * WEIGHT_STEPS * units) >= MAX_SUM:
        raise ValueError(f"{len(means)} columns and {units} units are too many to sum up exactly")
    unit_scales = WEIGHT_STEPS / np.maximum(1e-9, np.abs(hidden_weights).max(axis=0))
    output_scale = WEIGHT_STEPS / max(1e-9, float(np.abs(weights).max()))
    inverse = np.where(deviations > 1e-6, 1.0 / np.maximum(deviations, 1e-6), 0.0)  # noqa: PLR2004
    return Network(
        means=means.astype(np.float32),
        inverse_deviations=inverse.astype(np.float32),
        hidden_weights=np.rint(hidden_weights * unit_scales).astype(np.float32),
        hidden_biases=np.rint(hidden_biases * COLUMN_STEPS * unit_scales).astype(np.float32),
        hidden_scales=(HIDDEN_STEPS / (COLUMN_STEPS * unit_scales)).astype(np.float32),
        weights=np.rint(weights * output_scale).astype(np.float32),
        bias=float(bias),
        scale=1.0 / (HIDDEN_STEPS * output_scale),
    )
