from __future__ import annotations

import pytest

from cleaners.detecting.advertisement import mark_advertisement
from cleaners.document import Document
from cleaners.reasons import Reason
from tests.cleaners.building import document_of
from tests.cleaners.marked import STORY, page_between, parts_marked, text_between


def marked(document: Document) -> list[str]:
    return parts_marked(mark_advertisement, document, Reason.ADVERTISEMENT)


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
    assert set(marked(text_between(line))) == {line}
    assert set(marked(page_between(line))) == {line}


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
    assert marked(text_between(line)) == []
    assert marked(page_between(line)) == []


def test_a_heading_about_the_trade_stays() -> None:
    html = f"<body><article><h2>Advertising</h2><p>{STORY}</p></article></body>"
    assert marked(document_of(html)) == []


def test_a_box_goes_by_its_class_name() -> None:
    box = '<div class="advertisement-box"><p>Buy oak from Torrich</p></div>'
    article = f"<article><p>{STORY}</p><p>{STORY}</p></article>"
    assert marked(document_of(f"<body>{article}{box}</body>")) == ["Buy oak from Torrich"]


def test_an_article_that_is_called_an_advertisement_stays() -> None:
    body = f'<div class="advert"><p>{STORY}</p></div><p>{STORY}</p><p>{STORY}</p>'
    assert marked(document_of(f"<body><article>{body}</article></body>")) == []
