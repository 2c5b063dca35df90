from __future__ import annotations

import pytest

from cleaners.detecting.consent import mark_consent
from cleaners.document import Document, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> list[str]:
    marks = list(mark_consent(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.CONSENT}
    return [text_of(document, mark) for mark in marks]


def text_of(document: Document, mark: Mark) -> str:
    assert mark.evidence
    return document.blocks[mark.block].text[mark.start : mark.end]


def between(line: str) -> Document:
    return text_document(PROSE, line, PROSE)


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
    assert set(marked(between(line))) == {line}
    html = f"<body><article><p>{PROSE}</p><p>{line}</p><p>{PROSE}</p></article></body>"
    assert set(marked(document_of(html))) == {line}


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
    assert marked(between(line)) == []
    html = f"<body><article><p>{PROSE}</p><p>{line}</p><p>{PROSE}</p></article></body>"
    assert marked(document_of(html)) == []


def test_a_long_paragraph_about_cookies_stays() -> None:
    assert marked(between("We use cookies. " + " ".join([PROSE] * 8))) == []


def test_a_banner_goes_by_its_class_name() -> None:
    box = '<div class="cookie-banner"><p>Your choice counts</p></div>'
    article = f"<article><p>{PROSE}</p><p>{PROSE}</p></article>"
    assert marked(document_of(f"<body>{article}{box}</body>")) == ["Your choice counts"]


def test_a_section_about_cookies_stays() -> None:
    section = (
        "<section id='cookies'><h2>Setting them</h2><p>They are set in the answer.</p></section>"
    )
    assert marked(document_of(f"<body><article><p>{PROSE}</p>{section}</article></body>")) == []
