from __future__ import annotations

import pytest

from cleaners.detecting.notices import mark_notices
from cleaners.document import Document, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> list[str]:
    marks = list(mark_notices(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.NOTICE}
    return [text_of(document, mark) for mark in marks]


def text_of(document: Document, mark: Mark) -> str:
    assert mark.evidence
    return document.blocks[mark.block].text[mark.start : mark.end]


@pytest.mark.parametrize(
    "line",
    [
        "This is a developing story and will be told on.",
        "This article was originally published on the site of Quay Watch.",
        "A version of this article appears in print on Sunday.",
        "This article has been updated to give the right name of the harbour master.",
        "This article is more than 5 years old",
        "This post is over 3 years old. Some of it may be out of date.",
        "This is a breaking news story and will be updated.",
        "The transcript was generated automatically and may hold mistakes.",
        "This story is part of a series on the harbours of the coast.",
        "First published in Quay Watch.",
        "More to follow",
        "Dieser Artikel erschien zuerst im Wehra-Kurier.",
        "Dieser Artikel ist älter als 2 Jahre.",
        "Dieser Text wurde aus dem Englischen übersetzt.",
        "In einer früheren Version des Artikels hieß es, der Kai sei neu.",
        "Cet article a été mis à jour à 18 heures.",
        "Traduit de l'anglais par Ilse Marbach",
        "Este artículo fue publicado originalmente en La Ría.",
        "Noticia en desarrollo",
    ],
)
def test_a_notice_is_marked_in_text_and_in_html(line: str) -> None:
    assert set(marked(text_document(PROSE, line))) == {line}
    html = f"<body><article><p>{line}</p><p>{PROSE}</p></article></body>"
    assert set(marked(document_of(html))) == {line}


@pytest.mark.parametrize(
    "line",
    [
        "The board said that this article was originally published without its consent.",
        "Editor's note: the quay has been rebuilt twice since the first storms were recorded.",
        "Correction: the harbour master sets a new course",
        "Originally published to mark the opening, the book sold out in a week, the shop said.",
        "More to follow the board's lead, says the minister of the coast after the vote.",
        "The transcript was handed to the court on Friday morning.",
        "This post on the pier is more than a hundred years old, and it still holds the rope.",
    ],
)
def test_a_sentence_of_the_article_is_spared(line: str) -> None:
    assert marked(text_document(PROSE, line, PROSE)) == []


def test_a_long_paragraph_is_no_notice() -> None:
    assert marked(text_document(PROSE, f"This article is part of a plan. {PROSE * 8}")) == []


NOTICE = "This post was first published in March"
OFFICIAL = "For official information on the flood, turn to the Office of the Coast."
TITLE = "Harbour board meets behind the dyke"


def test_what_stands_between_a_notice_and_the_headline_goes_with_it() -> None:
    text = text_document(NOTICE, NOTICE, OFFICIAL, TITLE, TITLE, PROSE)
    assert marked(text) == [NOTICE, NOTICE, OFFICIAL]
    html = f"<body><p>{NOTICE}</p><p>{OFFICIAL}</p><h1>{TITLE}</h1><p>{PROSE}</p></body>"
    assert marked(document_of(html)) == [NOTICE, OFFICIAL]


def test_without_a_notice_or_a_headline_nothing_stands_between() -> None:
    assert marked(text_document(OFFICIAL, TITLE, TITLE, PROSE)) == []
    assert marked(text_document(NOTICE, OFFICIAL, TITLE, PROSE, PROSE)) == [NOTICE]
    assert marked(text_document(NOTICE)) == [NOTICE]
