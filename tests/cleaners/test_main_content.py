"""Which blocks are main content, and who stands in where an engine cannot say."""

from __future__ import annotations

from functools import cache

from cleaners.detection import detect
from cleaners.features.document_features import DocumentFeatures
from cleaners.main_content import (
    MAX_LIBRARY_DEPTH,
    Engine,
    MainContent,
    engine_of,
    find_main_content,
)
from cleaners.segmenting.segment import Segmented
from cleaners.settings import settings_from
from tests.cleaners.building import document_of, text_document, tree_of
from tests.cleaners.learned.visible_texts import MENU, VISIBLE_PAGE

PROSE = "<p>The weir keeper raised the gates again, and the river went down by a foot. </p>"


@cache
def engine(name: str) -> Engine:
    return engine_of(settings_from({"main_content": {"engine": name}}).main_content)


def found_in(page: Segmented, name: str) -> MainContent:
    features = DocumentFeatures(page.document)
    return find_main_content(page, engine(name), features, detect(features))


def segmented(html: str) -> Segmented:
    return Segmented(document_of(html), tree_of(html))


def nested(levels: int) -> str:
    return f"<nav>Menu</nav>{'<div>' * levels}{PROSE * 5}{'</div>' * levels}"


def test_an_engine_decides_on_a_page() -> None:
    found = found_in(segmented(f"<article>{PROSE * 5}</article>"), "trafilatura")
    assert (found.engine, found.confidence, found.warnings) == ("trafilatura", None, ())


def test_the_learned_engine_marks_the_menu_and_says_how_sure_it_is() -> None:
    found = found_in(segmented(nested(3)), "learned")
    assert [mark.block for mark in found.marks] == [0]
    assert found.engine == "learned"
    assert found.confidence is not None
    assert 0.0 <= found.confidence <= 1.0


def test_the_learned_engine_reads_a_page_that_is_nested_very_deeply() -> None:
    found = found_in(segmented(nested(MAX_LIBRARY_DEPTH)), "learned")
    assert (found.engine, found.warnings) == ("learned", ())
    assert [mark.block for mark in found.marks] == [0]


def test_landmarks_stand_in_for_trafilatura_on_a_page_that_is_nested_very_deeply() -> None:
    found = found_in(segmented(nested(MAX_LIBRARY_DEPTH)), "trafilatura")
    assert found.engine == "landmarks"
    assert [warning.code for warning in found.warnings] == ["too_deep_for_engine"]
    assert [mark.block for mark in found.marks] == [0]


def test_a_page_of_common_depth_is_not_very_deep() -> None:
    assert found_in(segmented(nested(100)), "trafilatura").engine == "trafilatura"


def test_the_learned_engine_judges_the_lines_of_a_text_that_shows_a_whole_page() -> None:
    found = found_in(Segmented(text_document(*MENU, *VISIBLE_PAGE)), "learned")
    assert found.engine == "learned_lines"
    assert {mark.block for mark in found.marks} >= set(range(2 * len(MENU)))
    assert found.confidence is not None


def test_no_engine_decides_on_such_a_text_where_none_is_wanted_or_one_for_html() -> None:
    text = Segmented(text_document(*MENU, *VISIBLE_PAGE))
    assert found_in(text, "none") == MainContent()
    assert found_in(text, "trafilatura") == MainContent()


def test_no_engine_decides_on_other_text_or_where_none_is_wanted() -> None:
    text = Segmented(text_document("Menu", "Prose"))
    assert found_in(text, "learned") == MainContent()
    assert found_in(text, "trafilatura") == MainContent()
    assert found_in(segmented(PROSE), "none") == MainContent()


def test_a_page_without_text_has_no_main_content() -> None:
    assert found_in(segmented("<p> </p>"), "learned") == MainContent()


def test_inline_elements_make_a_page_deep_too() -> None:
    page = segmented(f"<nav>Menu</nav>{'<code>' * MAX_LIBRARY_DEPTH}{PROSE * 5}")
    assert page.document.depth > MAX_LIBRARY_DEPTH
    assert found_in(page, "trafilatura").engine == "landmarks"
