"""Which blocks to keep, given how likely each is main content."""

from __future__ import annotations

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.learned.selection import best_selection, expected_f1, probabilities_of

BLOCKS = st.lists(
    st.tuples(st.integers(1, 99).map(lambda percent: percent / 100), st.integers(1, 50)),
    min_size=1,
    max_size=7,
)


def test_a_likely_block_stays_and_an_unlikely_one_goes() -> None:
    kept = best_selection(np.array([0.95, 0.02, 0.9]), np.array([40.0, 8.0, 30.0]))
    assert list(kept) == [True, False, True]


def test_a_low_beta_asks_for_surer_blocks() -> None:
    probabilities, words = np.array([0.9, 0.5]), np.array([50.0, 20.0])
    assert list(best_selection(probabilities, words, 1.0)) == [True, True]
    assert list(best_selection(probabilities, words, 0.3)) == [True, False]


def test_where_nothing_is_likely_the_likeliest_block_stays() -> None:
    assert list(best_selection(np.array([0.01, 0.03]), np.array([9.0, 9.0]))) == [False, True]


@given(BLOCKS)
def test_no_set_of_blocks_of_one_size_in_words_is_expected_to_do_better(
    blocks: list[tuple[float, int]],
) -> None:
    probabilities = np.array([probability for probability, _ in blocks])
    words = np.full(len(blocks), 10.0)
    best = expected_f1(probabilities, words, best_selection(probabilities, words))
    indexes = range(len(blocks))
    for chosen in chain.from_iterable(combinations(indexes, size) for size in range(1, 8)):
        flags = np.isin(np.arange(len(blocks)), chosen)
        assert expected_f1(probabilities, words, flags) <= best + 1e-9


@given(BLOCKS)
def test_a_block_that_stays_is_never_less_likely_than_one_that_goes(
    blocks: list[tuple[float, int]],
) -> None:
    probabilities = np.array([probability for probability, _ in blocks])
    kept = best_selection(probabilities, np.array([float(words) for _, words in blocks]))
    assert kept.any()
    if not kept.all():
        assert probabilities[kept].min() >= probabilities[~kept].max()


def test_a_low_temperature_decides_more() -> None:
    logits = np.array([-2.0, 0.0, 2.0])
    assert probabilities_of(logits, 1.0) == pytest.approx([0.1192, 0.5, 0.8808], abs=1e-4)
    assert probabilities_of(logits, 0.5) == pytest.approx([0.018, 0.5, 0.982], abs=1e-3)
    assert np.isfinite(probabilities_of(np.array([-1e9, 1e9]), 0.5)).all()
