from __future__ import annotations

import pytest

from cleaners.detecting.consent import mark_consent
from cleaners.document import Document
from cleaners.reasons import Reason
from tests.cleaners.building import document_of
from tests.cleaners.marked import STORY, page_between, parts_marked, text_between


def marked(document: Document) -> list[str]:
    return parts_marked(mark_consent, document, Reason.CONSENT)


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your experience on our site.",
        "Accept all cookies",
        "This content is hosted by Filmbude. To view it, you must accept its terms.",
        "Wir verwenden Cookies, um unser Angebot zu verbessern.",
        "Empfohlener redaktioneller Inhalt",
        "An dieser Stelle finden Sie einen externen Inhalt von Filmbude.",
        "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.",
        "Nous utilisons des cookies pour mesurer l'audience.",
        "Pour afficher ce contenu, vous devez accepter les cookies.",
        "Tout accepter",
        "Utilizamos cookies para mejorar su experiencia.",
        "Aceptar todas las cookies",
    ],
)
def test_a_line_is_marked_in_text_and_in_html(line: str) -> None:
    assert set(marked(text_between(line))) == {line}
    assert set(marked(page_between(line))) == {line}


@pytest.mark.parametrize(
    "line",
    [
        "The baker sells cookies to the crews that wait at the terminal.",
        "Most pages tell their readers “we use cookies” and hope for the best.",
        "The court ruled that a page has to ask for consent before it sets cookies.",
        "Das Gericht entschied, dass Cookies eine Einwilligung brauchen.",
        "La loi impose le consentement avant tout dépôt de cookies.",
        "La ley exige el consentimiento para las cookies.",
    ],
)
def test_a_near_miss_is_spared(line: str) -> None:
    assert marked(text_between(line)) == []
    assert marked(page_between(line)) == []


def test_a_long_paragraph_about_cookies_stays() -> None:
    assert marked(text_between("We use cookies. " + " ".join([STORY] * 8))) == []


def test_a_banner_goes_by_its_class_name() -> None:
    box = '<div class="cookie-banner"><p>Your choice counts</p></div>'
    article = f"<article><p>{STORY}</p><p>{STORY}</p></article>"
    assert marked(document_of(f"<body>{article}{box}</body>")) == ["Your choice counts"]


def test_a_section_about_cookies_stays() -> None:
    section = (
        "<section id='cookies'><h2>Setting them</h2><p>They are set in the answer.</p></section>"
    )
    assert marked(document_of(f"<body><article><p>{STORY}</p>{section}</article></body>")) == []
