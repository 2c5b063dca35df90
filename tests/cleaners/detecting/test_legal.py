from __future__ import annotations

import pytest

from cleaners.detecting.legal import mark_legal
from cleaners.document import Document, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> set[str]:
    marks = list(mark_legal(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.LEGAL}
    return {text_of(document, mark) for mark in marks}


def text_of(document: Document, mark: Mark) -> str:
    assert mark.evidence
    return document.blocks[mark.block].text[mark.start : mark.end]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright © 2014-2031 Quay Watch - Harbour News & Analysis",
        "© 2031 The Wehra Courier. All rights reserved.",
        "Copyright 2031 Wehra Press. All rights reserved. This material may not be published.",
        "Site design © 2031 Quay Watch",
        "© dpa-infocom, dpa:310912-99-172635/2",
        "Alle Rechte vorbehalten. Nachdruck nur mit Genehmigung.",
        "Tous droits réservés.",
        "Todos los derechos reservados",
        "Privacy Policy",
        "Terms of Use | Privacy Policy | Contact",
        "Impressum",
        "Datenschutz · Impressum · AGB",
        "Mentions légales",
        "Aviso legal",
        "This site is protected by reCAPTCHA and the Privacy Policy and Terms of Service apply.",
        "This work is licensed under a Creative Commons licence.",
        "Reproduction interdite sans l'accord de la rédaction.",
        "Queda prohibida la reproducción total o parcial de este texto sin autorización previa.",
        "The figures are for informational purposes only.",
    ],
)
def test_a_line_at_the_end_is_marked_in_text_and_in_html(line: str) -> None:
    assert line in marked(text_document(PROSE, PROSE, line))
    html = f"<body><article><p>{PROSE}</p><p>{PROSE}</p><p>{line}</p></article></body>"
    assert line in marked(document_of(html))


@pytest.mark.parametrize(
    "line",
    [
        "Copyright reform of 2031 divides the parliament",
        "Copyright 2031: what changes for authors",
        "Copyright Complexity in a Fragmented World",
        "© Ilse Marbach / Quay Watch",
        "Privacy",
        "The privacy policy and the terms of use of the port's app are a hundred pages long.",
        "Nothing of the plan may be reproduced without the consent of the board, the judge ruled.",
        "“All rights reserved,” the old sign at the pier still says, though nobody knows to whom.",
        "(c) the applicant has to pay the fee before the end of the year",
        "The board's forecast is for informational purposes only, the harbour master said.",
    ],
)
def test_an_article_on_the_law_is_spared(line: str) -> None:
    assert marked(text_document(PROSE, line, PROSE, PROSE)) == set()
    html = (
        f"<body><article><p>{PROSE}</p><p>{line}</p><p>{PROSE}</p><p>{PROSE}</p></article></body>"
    )
    assert marked(document_of(html)) == set()


def test_only_the_legal_end_of_a_paragraph_is_marked() -> None:
    legal = "All rights reserved. This material may not be published, broadcast or rewritten."
    assert legal in marked(text_document(PROSE, f"{PROSE} {legal}"))


def test_the_credit_of_a_picture_is_no_copyright_line() -> None:
    figure = "<figure><figcaption>© 2031 Ilse Marbach</figcaption></figure>"
    html = f"<article><p>{PROSE}</p>{figure}</article>"
    assert marked(document_of(html)) == set()


def test_a_region_is_marked_that_is_named_for_it() -> None:
    html = f"<body><p>{PROSE}</p><div class='footer-copyright'><p>Made at the quay</p></div></body>"
    assert marked(document_of(html)) == {"Made at the quay"}


def test_a_section_named_by_its_heading_is_spared() -> None:
    html = (
        f"<body><p>{PROSE}</p><div id='copyright-in-the-harbour'><h2>Copyright in the harbour</h2>"
        f"<p>{PROSE}</p></div><p>{PROSE}</p><p>{PROSE}</p></body>"
    )
    assert marked(document_of(html)) == set()
