"""Fits a network of one hidden layer by stochastic gradient descent (Adam, Kingma and Ba 2014).

Written with numpy, because the training libraries at hand either lack dropout (scikit-learn) or
bring hundreds of megabytes along (PyTorch) for what are a few matrix products.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.random import Generator, default_rng

from cleaners.learned.network import Floats

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8
WARM_UP_STEPS = 200


class FittingSettings(Struct, frozen=True, kw_only=True):
    """How a network is fitted.

    Attributes:
        units: Of the hidden layer.
        epochs: How often all rows are seen ...
        min_steps: ... or more often, until there were so many steps.
        batch_size: Rows a step.
        learning_rate: The highest; it falls to 0 along a cosine.
        weight_penalty: On the squares of the weights.
        column_dropout: Share of the columns that a row is seen without.
        unit_dropout: Share of the hidden units that a row is seen without.
        members: How many networks, each from its own seed, are averaged.
    """

    units: int = 48
    epochs: int = 8
    min_steps: int = 400
    batch_size: int = 512
    learning_rate: float = 2e-3
    weight_penalty: float = 1e-4
    column_dropout: float = 0.15
    unit_dropout: float = 0.2
    members: int = 1


class Fitted(Struct, frozen=True):
    """The weights of a network: (columns, units), (units,), (units,) and (1,)."""

    hidden_weights: Floats
    hidden_biases: Floats
    weights: Floats
    bias: Floats

    def parameters(self) -> tuple[Floats, ...]:
        """Return all weights, which a step changes in place."""
        return self.hidden_weights, self.hidden_biases, self.weights, self.bias


def fit(rows: Floats, targets: Floats, importance: Floats, settings: FittingSettings) -> Fitted:
    """Return the average of some networks, as one network with all their units.

    Args:
        rows: Shape (blocks, columns), standardised.
        targets: 1 where a block is main content, shape (blocks,).
        importance: How much each row counts, shape (blocks,).
        settings: How to fit.
    """
    members = [
        fit_member(rows, targets, importance, settings, default_rng(seed))
        for seed in range(settings.members)
    ]
    return Fitted(
        hidden_weights=np.concatenate([each.hidden_weights for each in members], axis=1),
        hidden_biases=np.concatenate([each.hidden_biases for each in members]),
        weights=(np.concatenate([each.weights for each in members]) / len(members)).astype(
            np.float32
        ),
        bias=np.mean([each.bias for each in members], axis=0, dtype=np.float32),
    )


def fit_member(
    rows: Floats,
    targets: Floats,
    importance: Floats,
    settings: FittingSettings,
    generator: Generator,
) -> Fitted:
    """Return one network, fitted from the generator's seed."""
    network = initial(rows.shape[1], settings.units, generator)
    importance = importance / importance.mean()
    parameters = network.parameters()
    firsts = [np.zeros_like(each) for each in parameters]
    seconds = [np.zeros_like(each) for each in parameters]
    size, batch = len(rows), min(settings.batch_size, len(rows))
    epochs = max(settings.epochs, -(-settings.min_steps // (size // batch)))
    total = epochs * (size // batch)
    step = 0
    for _ in range(epochs):
        order = generator.permutation(size)
        for start in range(0, size - batch + 1, batch):
            chosen = order[start : start + batch]
            gradients = gradients_of(
                network, rows[chosen], targets[chosen], importance[chosen], settings, generator
            )
            step += 1
            rate = settings.learning_rate * min(1.0, step / WARM_UP_STEPS)
            rate *= 0.5 * (1.0 + np.cos(np.pi * step / total))
            for index, gradient in enumerate(gradients):
                firsts[index] += (1 - BETA_1) * (gradient - firsts[index])
                seconds[index] += (1 - BETA_2) * (gradient**2 - seconds[index])
                mean = firsts[index] / (1 - BETA_1**step)
                scale = np.sqrt(seconds[index] / (1 - BETA_2**step)) + EPSILON
                parameters[index][...] -= (rate * mean / scale).astype(np.float32)
    return network


def initial(columns: int, units: int, generator: Generator) -> Fitted:
    """Return random weights of the size that keeps sums in bounds (He et al. 2015)."""
    hidden = generator.standard_normal((columns, units)) * np.sqrt(2.0 / columns)
    weights = generator.standard_normal(units) * np.sqrt(1.0 / units)
    return Fitted(
        hidden_weights=hidden.astype(np.float32),
        hidden_biases=np.zeros(units, dtype=np.float32),
        weights=weights.astype(np.float32),
        bias=np.zeros(1, dtype=np.float32),
    )


def gradients_of(  # noqa: PLR0913, PLR0917 - a step of the descent
    network: Fitted,
    rows: Floats,
    targets: Floats,
    importance: Floats,
    settings: FittingSettings,
    generator: Generator,
) -> tuple[Floats, ...]:
    """Return the gradients of the weighted log loss of a batch, in the order of the parameters."""
    rows = rows * dropped_out(rows.shape, settings.column_dropout, generator)
    sums = rows @ network.hidden_weights + network.hidden_biases
    kept = dropped_out(sums.shape, settings.unit_dropout, generator)
    hidden = np.maximum(sums, 0.0) * kept
    logits = hidden @ network.weights + network.bias
    errors = (1.0 / (1.0 + np.exp(-logits)) - targets) * importance / np.float32(len(rows))
    of_hidden = np.outer(errors, network.weights) * kept
    of_hidden[sums <= 0] = 0.0
    penalty = np.float32(settings.weight_penalty)
    return (
        rows.T @ of_hidden + penalty * network.hidden_weights,
        of_hidden.sum(axis=0),
        hidden.T @ errors + penalty * network.weights,
        errors.sum(keepdims=True),
    )


def dropped_out(shape: tuple[int, ...], share: float, generator: Generator) -> Floats:
    """Return zeros for a share of the places, and what keeps the mean at 1 for the others."""
    kept = generator.random(shape, dtype=np.float32) >= share
    return kept.astype(np.float32) / np.float32(1.0 - share)
