from __future__ import annotations

import pytest

from cleaners.detecting.paywall import mark_paywall
from cleaners.document import Document
from cleaners.reasons import Reason
from tests.cleaners.building import document_of
from tests.cleaners.marked import STORY, page_between, parts_marked, text_between


def marked(document: Document) -> list[str]:
    return parts_marked(mark_paywall, document, Reason.PAYWALL)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to continue reading this story of the coast.",
        "Already a subscriber? Log in",
        "This article is for subscribers.",
        "You have reached your limit of free articles.",
        "Please sign in to continue reading.",
        "Dieser Artikel ist exklusiv für Abonnenten.",
        "Jetzt weiterlesen",
        "Sie sind bereits Abonnent?",
        "Cet article est réservé aux abonnés.",
        "Il vous reste 80 % de cet article à lire.",
        "Déjà abonné ?",
        "Este contenido es exclusivo para suscriptores.",
        "Suscríbete para seguir leyendo",
        "¿Ya eres suscriptor?",
    ],
)
def test_a_line_is_marked_in_text_and_in_html(line: str) -> None:
    assert set(marked(text_between(line))) == {line}
    assert set(marked(page_between(line))) == {line}


@pytest.mark.parametrize(
    "line",
    [
        "The minutes of the meeting are for subscribers only, a rule that the board wants to drop.",
        "“Subscribe to continue reading” is what most readers see first, the editor said.",
        "She had been a subscriber for thirty years and wanted to keep reading for free.",
        (
            "Das Archiv der Zeitung ist seit dem Frühjahr nur für Abonnenten zugänglich, "
            "sagte der Verleger."
        ),
        "Le plan des stands, longtemps réservé aux abonnés du bulletin, sera affiché à la gare.",
        "El archivo era hasta ahora exclusivo para suscriptores del diario.",
    ],
)
def test_a_near_miss_is_spared(line: str) -> None:
    assert marked(text_between(line)) == []
    assert marked(page_between(line)) == []


def test_an_offer_goes_by_its_class_name() -> None:
    box = '<div class="paywall-prompt"><p>One crown a week</p></div>'
    article = f"<article><p>{STORY}</p><p>{STORY}</p></article>"
    assert marked(document_of(f"<body>{article}{box}</body>")) == ["One crown a week"]


def test_the_text_behind_a_wall_stays() -> None:
    wall = f'<div class="paywall"><p>{STORY}</p></div>'
    assert marked(document_of(f"<body><article><p>{STORY}</p>{wall}</article></body>")) == []
