"""Which blocks are main content, and who stands in where an engine cannot say."""

from __future__ import annotations

from cleaners.main_content import MAX_LIBRARY_DEPTH, find_main_content
from cleaners.pipeline import engine_of
from cleaners.segmenting.segment import Segmented
from cleaners.settings import settings_from
from tests.cleaners.building import document_of, text_document, tree_of

PROSE = "<p>The weir keeper raised the gates again, and the river went down by a foot. </p>"
ENGINE = engine_of(settings_from({}).main_content)


def segmented(html: str) -> Segmented:
    return Segmented(document_of(html), tree_of(html))


def nested(levels: int) -> str:
    return f"<nav>Menu</nav>{'<div>' * levels}{PROSE * 5}{'</div>' * levels}"


def test_an_engine_decides_on_a_page() -> None:
    found = find_main_content(segmented(f"<article>{PROSE * 5}</article>"), ENGINE)
    assert (found.engine, found.warnings) == ("trafilatura", ())


def test_landmarks_stand_in_on_a_page_that_is_nested_very_deeply() -> None:
    found = find_main_content(segmented(nested(MAX_LIBRARY_DEPTH)), ENGINE)
    assert found.engine == "landmarks"
    assert [warning.code for warning in found.warnings] == ["too_deep_for_engine"]
    assert [mark.block for mark in found.marks] == [0]


def test_a_page_of_common_depth_is_not_very_deep() -> None:
    assert find_main_content(segmented(nested(100)), ENGINE).engine == "trafilatura"


def test_no_engine_decides_on_text_or_where_none_is_wanted() -> None:
    assert find_main_content(Segmented(text_document("Menu", "Prose")), ENGINE).engine == "none"
    assert find_main_content(segmented(PROSE), None).engine == "none"


def test_inline_elements_make_a_page_deep_too() -> None:
    page = segmented(f"<nav>Menu</nav>{'<code>' * MAX_LIBRARY_DEPTH}{PROSE * 5}")
    assert page.document.depth > MAX_LIBRARY_DEPTH
    assert find_main_content(page, ENGINE).engine == "landmarks"
