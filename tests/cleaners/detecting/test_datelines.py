from __future__ import annotations

import pytest

from cleaners.detecting.datelines import mark_datelines
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> list[str]:
    marks = list(mark_datelines(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.DATELINE}
    assert all(mark.evidence for mark in marks)
    return [document.blocks[mark.block].text[mark.start : mark.end] for mark in marks]


@pytest.mark.parametrize(
    "line",
    [
        "May 12, 2024",
        "Sunday, 12 May 2024 – 09:04",
        "2024-05-12",
        "Published: May 12th, 2024, 9:04 a.m. ET",
        "Updated 10:15",
        "3 hours ago",
        "5 min read",
        "May 12, 2024 • 11 Minute Read",
        "Norrvik, 12 May 2024",
        "12. Mai 2024",
        "12.05.2024, 16:24 Uhr • Lesezeit: 5 Minuten",
        "Stand: 12.05.2024 22:58 Uhr",
        "Zuletzt aktualisiert am Sonntag, 12. Mai 2024",
        "vor 3 Stunden",
        "Publié le 12 mai 2024 à 9h04",
        "Mis à jour le 12/05/2024 à 18:30",
        "Il y a 5 heures",
        "Temps de lecture : 5 min",
        "12 de mayo de 2024",
        "Actualizado a las 18:30",
        "hace 3 días",
    ],
)
def test_a_line_that_is_only_a_date_is_marked_above_the_article(line: str) -> None:
    assert marked(text_document("A quay for the north", line, PROSE, PROSE)) == [line]
    html = f"<body><h1>A quay</h1><p>{line}</p><p>{PROSE}</p><p>{PROSE}</p></body>"
    assert marked(document_of(html)) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "2024",
        "May",
        "12:04",
        "12 ships",
        "The storms of May 2024",
        "In May 2024 the quay fell.",
        "5 minutes",
        "NORRVIK (Harbour News) — The board voted.",
        "Sommer 2024",
    ],
)
def test_a_line_that_is_more_or_less_than_a_date_stays(line: str) -> None:
    assert marked(text_document("A quay for the north", line, PROSE, PROSE)) == []


def test_the_days_of_a_chronicle_stay() -> None:
    days = ["May 12, 2024", PROSE, "May 14, 2024", PROSE, "May 19, 2024", PROSE]
    assert marked(text_document("How the quay fell", *days)) == []
    html = "".join(f"<p>{line}</p>" for line in days)
    assert marked(document_of(f"<body><h1>How the quay fell</h1>{html}</body>")) == []


def test_the_date_of_an_article_above_a_chronicle_is_marked() -> None:
    days = [PROSE, "May 12, 2024", PROSE, "May 14, 2024", PROSE]
    page = text_document("How the quay fell", "June 1, 2024", "By Ilka Brenn", *days)
    assert marked(page) == ["June 1, 2024"]


def test_an_update_and_a_single_full_date_between_paragraphs_are_marked() -> None:
    line = "Last updated: May 12, 2024"
    assert marked(text_document(PROSE, line, PROSE)) == [line]
    assert marked(text_document(PROSE, "May 12, 2024", PROSE)) == ["May 12, 2024"]
    assert marked(text_document(PROSE, "May 12", PROSE)) == []


def test_the_dates_of_events_stay() -> None:
    events = [each for day in range(3, 9) for each in (f"Date: May {day}, 2024", PROSE)]
    assert marked(text_document(PROSE, *events)) == []


def test_a_label_and_its_date_in_two_lines_are_marked() -> None:
    lines = ["Posted on", "May 12, 2024"]
    assert sorted(marked(text_document(PROSE, *lines, PROSE))) == sorted(lines)


def test_the_markup_names_dates() -> None:
    html = (
        f"""<body><h1>A quay</h1><div class="entry-date">Whit Sunday</div><p>{PROSE}</p></body>"""
    )
    assert marked(document_of(html)) == ["Whit Sunday"]
