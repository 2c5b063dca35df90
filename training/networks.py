"""From rows of columns to a network in whole numbers."""

from __future__ import annotations

import numpy as np

from cleaners.learned.network import MAX_DEVIATION, Floats, Network, quantised
from training.fitting import FittingSettings, fit


def network_of(
    rows: Floats, targets: Floats, importance: Floats, settings: FittingSettings
) -> Network:
    """Return the network that rows give.

    Args:
        rows: Shape (blocks, columns); they are standardised in place.
        targets: 1 where a block is main content, shape (blocks,).
        importance: How much each row counts, shape (blocks,).
        settings: How to fit.
    """
    means = rows.mean(axis=0, dtype=np.float64).astype(np.float32)
    deviations = rows.std(axis=0, dtype=np.float64).astype(np.float32)
    deviations[deviations < 1e-6] = 0.0  # noqa: PLR2004 - a column that never changes
    rows -= means
    rows /= np.where(deviations > 0, deviations, np.inf)
    np.clip(rows, -MAX_DEVIATION, MAX_DEVIATION, out=rows)
    fitted = fit(rows, targets, importance, settings)
    return quantised(
        means=means,
        deviations=deviations,
        hidden_weights=fitted.hidden_weights,
        hidden_biases=fitted.hidden_biases,
        weights=fitted.weights,
        bias=float(fitted.bias[0]),
    )
