"""The network in integers, against the same network in real numbers."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.learned.network import Floats, Network, quantised

COLUMNS, UNITS, BLOCKS = 40, 12, 100


def network_and_logits(seed: int) -> tuple[Network, Floats, Floats]:
    """Return a network in integers, columns (columns, blocks), and what real numbers give."""
    random = np.random.default_rng(seed)
    means = random.normal(size=COLUMNS).astype(np.float32)
    deviations = random.uniform(0.5, 2.0, COLUMNS).astype(np.float32)
    hidden_weights = (random.normal(size=(COLUMNS, UNITS)) / 6).astype(np.float32)
    hidden_biases = random.normal(size=UNITS).astype(np.float32)
    weights = random.normal(size=UNITS).astype(np.float32)
    matrix = (random.normal(size=(COLUMNS, BLOCKS)) * 2).astype(np.float32)
    steps = np.clip((matrix.T - means) / deviations, -5, 5)
    logits = np.maximum(steps @ hidden_weights + hidden_biases, 0) @ weights + 0.3
    network = quantised(
        means=means,
        deviations=deviations,
        hidden_weights=hidden_weights,
        hidden_biases=hidden_biases,
        weights=weights,
        bias=0.3,
    )
    return network, matrix, logits


@pytest.mark.parametrize("seed", range(5))
def test_integers_give_nearly_what_real_numbers_give(seed: int) -> None:
    network, matrix, logits = network_and_logits(seed)
    assert np.abs(network.logits(matrix) - logits).max() < 0.05 * logits.std()


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_sums_changes_no_bit(seed: int) -> None:
    network, matrix, _ = network_and_logits(seed)
    backwards = Network(
        network.means[::-1].copy(),
        network.inverse_deviations[::-1].copy(),
        network.hidden_weights[::-1].copy(),
        network.hidden_biases,
        network.hidden_scales,
        network.weights,
        network.bias,
        network.scale,
    )
    assert network.logits(matrix).tobytes() == backwards.logits(matrix[::-1].copy()).tobytes()


def test_a_block_is_scored_the_same_alone_and_among_others() -> None:
    network, matrix, _ = network_and_logits(0)
    together = network.logits(matrix)
    for index in range(0, BLOCKS, 7):
        assert network.logits(matrix[:, index : index + 1])[0] == together[index]


def test_a_column_that_never_changed_in_training_says_nothing() -> None:
    network = quantised(
        means=np.zeros(2, np.float32),
        deviations=np.array([1.0, 0.0], np.float32),
        hidden_weights=np.ones((2, 1), np.float32),
        hidden_biases=np.zeros(1, np.float32),
        weights=np.ones(1, np.float32),
        bias=0.0,
    )
    one, other = network.logits(np.array([[1.0, 1.0], [0.0, 9.0]], np.float32))
    assert one == other
