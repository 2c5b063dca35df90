"""Lines of a whole visible text that are no main content; clean text is left alone."""

from __future__ import annotations

from functools import cache

import pytest

from cleaners.detecting.lines import MIN_LINES, LineEngine, LinesJudged
from cleaners.detection import detect
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.line_model import shipped_line_model
from cleaners.reasons import Reason
from tests.cleaners.building import text_document
from tests.cleaners.learned.visible_texts import FOOTER, MENU, STORY, TEASERS, VISIBLE_PAGE

PAGE = (*MENU, *VISIBLE_PAGE)


@cache
def judged(*lines: str) -> LinesJudged | None:
    features = DocumentFeatures(text_document(*lines))
    return LineEngine(shipped_line_model()).judge(features, detect(features))


def test_menus_teasers_and_footer_of_a_page_are_marked_and_its_story_is_not() -> None:
    found = judged(*PAGE)
    assert found is not None
    marked = {PAGE[mark.block] for mark in found.marks}
    assert marked.isdisjoint(STORY)
    assert marked >= {*MENU, *TEASERS, *FOOTER}


def test_a_mark_says_in_words_how_likely_the_line_is_main_content() -> None:
    found = judged(*PAGE)
    assert found is not None
    for mark in found.marks:
        assert (mark.start, mark.end) == (0, len(PAGE[mark.block]))
        assert (mark.reason, mark.detector) == (Reason.BOILERPLATE, "learned_lines")
        percent = round(100 * (1 - mark.score))
        assert mark.evidence.startswith("in the text of a whole page, main content with a prob")
        assert abs(int(mark.evidence.split()[-2]) - percent) <= 1


def test_the_engine_says_how_good_it_takes_its_choice_to_be() -> None:
    found = judged(*PAGE)
    assert found is not None
    assert 0.0 < found.confidence <= 1.0


@pytest.mark.parametrize(
    "lines", [STORY, (*STORY, *TEASERS), ("Ferry sailed again", *STORY)], ids=len
)
def test_clean_text_is_not_judged(lines: tuple[str, ...]) -> None:
    assert judged(*lines) is None


def test_a_few_lines_are_no_page() -> None:
    assert judged(*MENU, STORY[0]) is None
    assert len(MENU) + 1 < MIN_LINES
