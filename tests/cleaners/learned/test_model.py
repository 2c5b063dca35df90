"""The shipped model, and models as bytes."""

from __future__ import annotations

from importlib.resources import files

import pytest

from cleaners.detection import detect
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.class_columns import class_columns
from cleaners.learned.columns import columns_of, matrix_of
from cleaners.learned.model import SHIPPED, model_bytes, model_from, shipped_model
from cleaners.learned.page_view import PageView
from tests.cleaners.building import document_of

MAX_SHIPPED_BYTES = 500_000
PAGE = "<nav>Menu</nav><article class=story><h1>Eels</h1><p>The eels are back.</p></article>"


def view_of(html: str) -> PageView:
    features = DocumentFeatures(document_of(html))
    return PageView(features, detect(features))


def test_the_shipped_model_is_small_and_for_these_columns() -> None:
    content = files("cleaners").joinpath("data", SHIPPED).read_bytes()
    assert len(content) < MAX_SHIPPED_BYTES
    model, view = shipped_model(), view_of(PAGE)
    names = (*columns_of(view), *class_columns(view.skeleton, model.odds))
    assert model.columns == names
    assert len(model.network.means) == len(names)
    assert matrix_of(view, model.odds).shape == (len(names), len(view))


def test_a_model_outlives_its_way_through_bytes() -> None:
    model = shipped_model()
    again = model_from(model_bytes(model))
    assert model_bytes(again) == model_bytes(model)
    assert again.columns == model.columns
    assert again.odds == model.odds
    matrix = matrix_of(view_of(PAGE), model.odds)
    assert again.network.logits(matrix).tobytes() == model.network.logits(matrix).tobytes()


def test_bytes_that_are_no_model_are_refused() -> None:
    with pytest.raises(ValueError, match=r"pickle|zip|npz|magic"):
        model_from(b"no model")


def test_confidence_rises_with_what_is_expected() -> None:
    model = shipped_model()
    values = [model.confidence(expected / 20) for expected in range(21)]
    assert values == sorted(values)
    assert 0.0 <= values[0] < values[-1] <= 1.0
