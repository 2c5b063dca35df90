"""What the columns say of blocks, by name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.detection import detect
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.class_columns import class_columns, tokens_of
from cleaners.learned.columns import columns_of
from cleaners.learned.page_view import PageView
from tests.cleaners.building import document_of

PROSE = "The weir keeper raised the gates again, and the river went down by a foot or more."
CARD = '<div class="card"><h3>Ferry stops at night</h3><p>Read it</p></div>'
PAGE = f"""<title>Weir raised again</title>
<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Town</a></li></ul></nav>
<div class="story"><h1>Weir raised again</h1><p>{PROSE}</p><p>{PROSE} Twice.</p></div>
<aside>{CARD * 4}</aside>"""


def view_of(html: str) -> PageView:
    features = DocumentFeatures(document_of(html))
    return PageView(features, detect(features))


def values(name: str, html: str = PAGE) -> list[float]:
    return [round(float(value), 3) for value in columns_of(view_of(html))[name]]


HOME, TOWN, TITLE, FIRST, SECOND, CARD_TITLE = range(6)


@pytest.mark.parametrize(
    ("name", "index", "value"),
    [
        ("in_nav", HOME, 1.0),
        ("in_nav", FIRST, 0.0),
        ("in_aside", CARD_TITLE, 1.0),
        ("link_density", TOWN, 1.0),
        ("link_density", SECOND, 0.0),
        ("heading_1", TITLE, 1.0),
        ("title_of_block", TITLE, 1.0),
        ("block_of_title", TITLE, 1.0),
        ("good", FIRST, 1.0),
        ("good", CARD_TITLE, 0.0),
        ("in_container", SECOND, 1.0),
        ("in_container", CARD_TITLE, 0.0),
        ("siblings_good_share", FIRST, 1.0),
        ("between", FIRST, 1.0),
        ("cards", CARD_TITLE, round(float(np.log1p(4)), 3)),
        ("copies", CARD_TITLE, round(float(np.log1p(3)), 3)),
        ("claim_title", TITLE, 0.95),
        ("level_above", FIRST, 6.0),
        ("is_before_first_heading", HOME, 1.0),
        ("is_before_first_heading", FIRST, 0.0),
    ],
)
def test_a_column(name: str, index: int, value: float) -> None:
    assert values(name)[index] == pytest.approx(value, abs=0.06)


def test_class_names_tell_of_what_is_in_them() -> None:
    view = view_of(PAGE)
    columns = class_columns(view.skeleton, {"story": 2.0, "card": -1.5})
    assert columns["class_highest"][FIRST] == 2.0
    assert columns["class_parent"][FIRST] == 2.0
    assert columns["class_lowest"][CARD_TITLE] == -1.5
    assert columns["class_known"][HOME] == 0.0


def test_tokens_forget_numbers_and_say_what_they_are_from() -> None:
    html = '<div class="Post post-1234" id="p99" role="Main" itemprop="articleBody">Eel</div>'
    tokens = [token for element in document_of(html).elements for token in tokens_of(element)]
    assert tokens == ["post", "post-0", "#p0", "@main", "=articlebody"]


@given(st.lists(st.sampled_from([PROSE, "Menu", "© 2031", "第三章。", "a" * 300]), min_size=1))
def test_every_column_has_a_finite_number_for_each_block(texts: list[str]) -> None:
    view = view_of("".join(f"<p>{text}</p>" for text in texts))
    for name, column in columns_of(view).items():
        assert column.shape == (len(view),), name
        assert np.isfinite(column).all(), name


def test_a_page_twice_in_a_row_has_the_same_columns() -> None:
    one, other = columns_of(view_of(PAGE)), columns_of(view_of(PAGE))
    assert list(one) == list(other)
    assert all(np.array_equal(one[name], other[name]) for name in one)
