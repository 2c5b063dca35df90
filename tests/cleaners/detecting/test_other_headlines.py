from __future__ import annotations

from cleaners.detecting.other_headlines import mark_other_headlines
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."
MILL = "Mill closes after ninety years"


def marked(document: Document) -> list[str]:
    marks = list(mark_other_headlines(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.RELATED}
    return [document.blocks[mark.block].text for mark in marks]


def article(*lines: str) -> Document:
    """Return a text of some paragraphs and of lines behind them."""
    return text_document(*[PROSE] * 3, *lines)


def test_a_headline_that_stands_twice_behind_the_end_is_marked() -> None:
    assert marked(article(MILL, MILL)) == [MILL, MILL]
    assert marked(article("Back to top", MILL, "x", MILL)) == [MILL, MILL]


def test_a_headline_behind_what_ends_a_page_is_marked() -> None:
    assert marked(article("Share this article", MILL)) == [MILL]


def test_a_last_line_of_the_article_stays() -> None:
    assert not marked(article(MILL))
    assert not marked(article(MILL, "Share this article"))
    assert not marked(article("Share this article", "With agencies"))
    assert not marked(article("Share this article", f"{MILL}."))
    assert not marked(article("Share this article", f"- {MILL}"))
    assert not marked(text_document(PROSE, "Share this article", MILL))


def test_a_line_that_recurs_throughout_is_no_twin() -> None:
    assert not marked(article(MILL, "1", MILL, "2", MILL))
    assert not marked(article(MILL, "1", "2", "3", MILL))


def test_what_the_text_says_above_is_no_other_headline() -> None:
    assert not marked(text_document(MILL, *[PROSE] * 3, MILL, MILL))


def test_lines_that_stand_twice_between_paragraphs_stay() -> None:
    assert not marked(article(MILL, MILL, PROSE))


def test_a_page_with_markup_is_left_to_others() -> None:
    assert not marked(document_of(f"<p>{PROSE}</p><p>{MILL}</p><p>{MILL}</p>"))
