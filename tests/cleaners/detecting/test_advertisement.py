from __future__ import annotations

import pytest

from cleaners.detecting.advertisement import mark_advertisement
from cleaners.document import Document, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> list[str]:
    marks = list(mark_advertisement(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.ADVERTISEMENT}
    return [text_of(document, mark) for mark in marks]


def text_of(document: Document, mark: Mark) -> str:
    assert mark.evidence
    return document.blocks[mark.block].text[mark.start : mark.end]


def between(line: str) -> Document:
    return text_document(PROSE, line, PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT 2",
        "Story continues below advertisement",
        "- Anzeige -",
        "Sponsored",
        "We may earn a commission when you buy through links in this article.",
        "This post contains affiliate links.",
        "In diesem Text sind Affiliate-Links enthalten.",
        "Publicité",
        "La suite après cette publicité",
        "Cet article contient des liens affiliés.",
        "Publicidad",
        "Continúa leyendo después de la publicidad",
        "Este artículo contiene enlaces de afiliados.",
    ],
)
def test_a_line_is_marked_in_text_and_in_html(line: str) -> None:
    assert set(marked(between(line))) == {line}
    html = f"<body><article><p>{PROSE}</p><p>{line}</p><p>{PROSE}</p></article></body>"
    assert set(marked(document_of(html))) == {line}


@pytest.mark.parametrize(
    "line",
    [
        "The board placed an advertisement in three papers to find a builder.",
        "Advertising on the quay",
        "The brokers earn a commission of two crowns a boat.",
        "Die Anzeige gegen den Wirt wurde am Freitag zurückgezogen.",
        "La publicité pour le marché sera payée par la commune.",
        "La publicidad del mercado la pagará la ciudad.",
        "“We may earn a commission,” the page says in small letters.",
    ],
)
def test_a_near_miss_is_spared(line: str) -> None:
    assert marked(between(line)) == []
    html = f"<body><article><p>{PROSE}</p><p>{line}</p><p>{PROSE}</p></article></body>"
    assert marked(document_of(html)) == []


def test_a_heading_about_the_trade_stays() -> None:
    html = f"<body><article><h2>Advertising</h2><p>{PROSE}</p></article></body>"
    assert marked(document_of(html)) == []


def test_a_box_goes_by_its_class_name() -> None:
    box = '<div class="advertisement-box"><p>Buy oak from Torrich</p></div>'
    article = f"<article><p>{PROSE}</p><p>{PROSE}</p></article>"
    assert marked(document_of(f"<body>{article}{box}</body>")) == ["Buy oak from Torrich"]


def test_an_article_that_is_called_an_advertisement_stays() -> None:
    body = f'<div class="advert"><p>{PROSE}</p></div><p>{PROSE}</p><p>{PROSE}</p>'
    assert marked(document_of(f"<body><article>{body}</article></body>")) == []
