"""Confidence from what models expected and what pages had."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.calibration import calibration_of

SHARES = st.floats(0.0, 1.0)


def test_models_that_expect_too_much_are_corrected() -> None:
    expected = [index / 100 for index in range(100)]
    calibration = calibration_of(expected, [value / 2 for value in expected])
    for value, found in zip(calibration.expected, calibration.found, strict=True):
        assert found == pytest.approx(value / 2, abs=1e-3)


def test_bins_that_fall_are_pooled() -> None:
    calibration = calibration_of([0.1] * 50 + [0.9] * 50, [0.8] * 50 + [0.2] * 50)
    assert calibration.found == (0.5,)
    assert calibration.expected == (0.5,)


@given(st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=60))
def test_the_line_rises(pages: list[tuple[float, float]]) -> None:
    calibration = calibration_of([page[0] for page in pages], [page[1] for page in pages])
    assert list(calibration.found) == sorted(calibration.found)
    assert list(calibration.expected) == sorted(calibration.expected)
