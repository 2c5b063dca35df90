from __future__ import annotations

import pytest

from cleaners.features.boxes import box_end
from tests.cleaners.building import document_of, text_document


@pytest.mark.parametrize(
    ("html", "end"),
    [
        ("<p>a</p><div><h2>b</h2><p>c</p><p>d</p></div><p>e</p>", 4),
        ("<p>a</p><div><div><h2>b</h2></div><ul><li>c</li></ul></div><p>e</p>", 3),
        ("<p>a</p><h2>b</h2><p>c</p>", 2),
        ("<div><p>a</p><h2>b</h2><p>c</p></div><p>d</p>", 2),
    ],
)
def test_a_heading_opens_the_outermost_element_that_begins_with_it(html: str, end: int) -> None:
    assert box_end(document_of(html), 1) == end


def test_a_line_of_a_text_opens_no_box() -> None:
    assert box_end(text_document("a", "b", "c"), 1) == 2


def test_the_first_block_of_a_page_opens_all_of_it() -> None:
    assert box_end(document_of("<div><h2>a</h2><p>b</p></div><p>c</p>"), 0) == 3
