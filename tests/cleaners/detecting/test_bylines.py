from __future__ import annotations

import pytest

from cleaners.detecting.bylines import mark_bylines
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> list[str]:
    marks = list(mark_bylines(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.BYLINE}
    assert all(mark.evidence for mark in marks)
    return [document.blocks[mark.block].text[mark.start : mark.end] for mark in marks]


@pytest.mark.parametrize(
    "line",
    [
        "By Ilka Brenn",
        "BY ILKA BRENN",
        "By Ilka Brenn and Otto van der Meer",
        "By Ilka Brenn, Senior Reporter",
        "By Ilka Brenn | Norrvik Courier | May 12, 2024",
        "By Ilka Brenn—10 min read",
        "Written by: Ilka Brenn, Harbour Analyst",
        "By Reuters",
        "Posted by admin",
        "Von Ilka Brenn, Norrvik 05.08.2024, 20:59 Uhr",
        "Von Ilka Brenn, Otto Meer und Jule Sand",
        "Ein Gastbeitrag von Ilka Brenn",
        "Par Ilse Marbach et Luc Ferrand",
        "Propos recueillis par Ilse Marbach",
        "Por Inés Roldán",
        "Staff writer",
        "(Reporting by Ilka Brenn in Norrvik; editing by Otto Meer)",
    ],
)
def test_a_signature_above_and_below_the_article_is_marked(line: str) -> None:
    assert set(marked(text_document("A quay for the north", line, PROSE, PROSE))) == {line}
    assert set(marked(text_document(PROSE, PROSE, line))) == {line}
    html = f"<body><h1>A quay</h1><p>{line}</p><p>{PROSE}</p><p>{PROSE}</p></body>"
    assert set(marked(document_of(html))) == {line}


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the river had fallen.",
        "By Monday Evening the River Had Fallen",
        "By audience",
        "Von Menschen und Mäusen",
        "Von Berlin nach Paris",
        "Par temps de pluie",
        "Por la mañana",
        "Text Messaging Services",
        "Text mining",
        "Writing by hand helps the memory",
        "Par",
        "Ilka Brenn",
    ],
)
def test_a_line_that_only_begins_so_stays(line: str) -> None:
    assert marked(text_document("A quay for the north", line, PROSE, PROSE)) == []


def test_a_signature_between_paragraphs_of_a_text_stays() -> None:
    lines = [PROSE] * 6
    assert marked(text_document(*lines, "By Ilka Brenn", *lines)) == []


def test_the_facts_of_a_book_stay() -> None:
    facts = ["Author: Ilka Brenn", "Publisher: Tidal Press", "Pages: 312"]
    assert marked(text_document(PROSE, PROSE, *facts)) == []


def test_a_name_in_the_line_below_its_label_and_the_post_below_are_marked() -> None:
    lines = ["Written by", "Ilka Brenn", "Senior harbour correspondent"]
    assert marked(text_document("A quay for the north", *lines, PROSE, PROSE)) == lines


def test_a_name_next_to_the_date_is_marked() -> None:
    page = text_document("A quay for the north", "Ilka Brenn", "May 12, 2024", PROSE, PROSE)
    assert marked(page) == ["Ilka Brenn"]


def test_an_agency_in_a_line_of_its_own_is_marked_above_the_article_only() -> None:
    assert marked(text_document("A quay for the north", "Reuters", PROSE)) == ["Reuters"]
    assert marked(text_document(PROSE, "Reuters", PROSE)) == []


def test_the_markup_names_authors() -> None:
    html = f"""<body><h1>A quay</h1><div class="article-byline"><span>Ilka Brenn</span></div>
      <p>{PROSE}</p><p>{PROSE}</p></body>"""
    assert marked(document_of(html)) == ["Ilka Brenn"]


def test_the_authors_of_posts_stay() -> None:
    post = f'<div class="post"><div class="author">brenn77</div><p>{PROSE}</p></div>'
    assert marked(document_of(f"<body><h1>Which quay?</h1>{post * 6}</body>")) == []
