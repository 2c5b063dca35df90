from __future__ import annotations

from cleaners.detecting.link_lists import mark_link_lists
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."
ARTICLE = "".join(f"<p>{PROSE}</p>" for _ in range(24))
MILL = "Mill closes after ninety years"
FERRY = "Ferry to the islands runs late"


def marked(document: Document) -> list[str]:
    marks = list(mark_link_lists(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.RELATED}
    return [document.blocks[mark.block].text for mark in marks]


def paragraphs(*headlines: str, site: str = "") -> str:
    return "".join(f"<p><a href='{site}/a'>{headline}</a></p>" for headline in headlines)


def test_headlines_as_links_behind_the_prose_are_marked() -> None:
    assert marked(document_of(ARTICLE + paragraphs(MILL))) == [MILL]


def test_headlines_as_links_between_paragraphs_are_marked_in_a_row() -> None:
    assert marked(document_of(ARTICLE + paragraphs(MILL, FERRY) + ARTICLE)) == [MILL, FERRY]
    assert not marked(document_of(ARTICLE + paragraphs(MILL) + ARTICLE))


def test_links_to_other_sites_between_paragraphs_are_the_articles_own() -> None:
    links = paragraphs(MILL, FERRY, site="https://mill.example")
    assert not marked(document_of(ARTICLE + links + ARTICLE))


def test_bullets_between_paragraphs_are_the_articles_own() -> None:
    bullets = f"<ul><li><a href=/a>{MILL}</a></li><li><a href=/b>{FERRY}</a></li></ul>"
    assert not marked(document_of(ARTICLE + bullets + ARTICLE))


def test_a_sentence_or_a_short_line_as_a_link_stays() -> None:
    links = paragraphs("The minutes of the vote can be read here.", "The minutes")
    assert not marked(document_of(ARTICLE + links))


def test_a_page_of_links_keeps_them() -> None:
    assert not marked(document_of(f"<p>{PROSE}</p>" + paragraphs(*[MILL] * 10)))


def test_a_text_has_no_links() -> None:
    assert not marked(text_document(*[PROSE] * 24, MILL, FERRY))
