"""Fitting a network: it learns what can be learned, and the same bytes each time."""

from __future__ import annotations

import numpy as np

from cleaners.learned.network import Floats
from training.fitting import Fitted, FittingSettings, dropped_out, fit

SETTINGS = FittingSettings(
    units=16,
    batch_size=64,
    min_steps=2_000,
    learning_rate=1e-2,
    members=2,
    column_dropout=0.0,
    unit_dropout=0.0,
)


def rows_and_targets(seed: int, count: int = 600) -> tuple[Floats, Floats]:
    """Two columns of which one alone says nothing: the target is whether their signs differ."""
    rows = np.random.default_rng(seed).normal(size=(count, 4)).astype(np.float32)
    return rows, ((rows[:, 0] > 0) != (rows[:, 1] > 0)).astype(np.float32)


def logits(network: Fitted, rows: Floats) -> Floats:
    hidden = np.maximum(rows @ network.hidden_weights + network.hidden_biases, 0)
    result: Floats = hidden @ network.weights + network.bias
    return result


def right_share(network: Fitted, rows: Floats, targets: Floats) -> float:
    return float(np.mean((logits(network, rows) > 0) == (targets > 0)))


def test_it_learns_what_no_single_column_says() -> None:
    rows, targets = rows_and_targets(1)
    network = fit(rows, targets, np.ones(len(rows), np.float32), SETTINGS)
    assert network.hidden_weights.shape == (4, SETTINGS.units * SETTINGS.members)
    assert right_share(network, *rows_and_targets(2)) > 0.9


def test_what_counts_nothing_teaches_nothing() -> None:
    rows, targets = rows_and_targets(1)
    wrong = np.concatenate((targets, 1 - targets))
    importance = np.concatenate((np.ones(len(rows)), np.zeros(len(rows)))).astype(np.float32)
    network = fit(np.concatenate((rows, rows)), wrong, importance, SETTINGS)
    assert right_share(network, *rows_and_targets(2)) > 0.9


def test_the_same_rows_give_the_same_bytes() -> None:
    rows, targets = rows_and_targets(1, 200)
    importance = np.ones(len(rows), np.float32)
    one, other = (fit(rows, targets, importance, SETTINGS) for _ in range(2))
    for first, second in zip(one.parameters(), other.parameters(), strict=True):
        assert first.tobytes() == second.tobytes()


def test_the_members_are_averaged() -> None:
    rows, targets = rows_and_targets(1, 200)
    importance = np.ones(len(rows), np.float32)
    both = fit(rows, targets, importance, SETTINGS)
    half = SETTINGS.units
    members = [
        Fitted(both.hidden_weights[:, part], both.hidden_biases[part], both.weights[part] * 2, zero)
        for part, zero in (
            (slice(None, half), np.zeros(1, np.float32)),
            (slice(half, None), np.zeros(1, np.float32)),
        )
    ]
    mean = (logits(members[0], rows) + logits(members[1], rows)) / 2 + both.bias
    assert np.allclose(logits(both, rows), mean, atol=1e-4)


def test_dropout_keeps_the_mean() -> None:
    kept = dropped_out((1_000, 50), 0.2, np.random.default_rng(0))
    assert set(np.unique(kept)) == {np.float32(0.0), np.float32(1.25)}
    assert abs(float(kept.mean()) - 1.0) < 0.02
