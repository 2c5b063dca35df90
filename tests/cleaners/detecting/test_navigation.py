from __future__ import annotations

import pytest

from cleaners.detecting.navigation import mark_navigation
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> list[str]:
    """Return the lines that are marked, each once, in the order of the page."""
    marks = list(mark_navigation(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.NAVIGATION}
    assert all(mark.evidence for mark in marks)
    blocks = document.blocks
    assert all(mark.end == len(blocks[mark.block].text) and not mark.start for mark in marks)
    return [blocks[index].text for index in sorted({mark.block for mark in marks})]


@pytest.mark.parametrize(
    "line",
    [
        "Back to Top",
        "↑ Back to top",
        "Skip to content",
        "Skip to the comments",
        "You are here: Home",
        "Next page »",
        "Nach oben",
        "Zum Inhalt springen",
        "Sie sind hier: Startseite",
        "Haut de page",
        "Aller au contenu principal",
        "Volver arriba",
        "Saltar al contenido",
    ],
)
def test_a_line_that_leads_around_is_marked_anywhere(line: str) -> None:
    assert marked(text_document(PROSE, line, PROSE)) == [line]
    assert marked(document_of(f"<p>{PROSE}</p><p>{line}</p><p>{PROSE}</p>")) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Home > News > Harbour",
        "Startseite › Lokales › Hafen",
        "Accueil » Région » Le port",
        "Inicio / Noticias / El puerto",
        "Tags: harbour, storm",
        "Schlagwörter: Hafen, Sturm",
        "Mots-clés : port, tempête",
        "Etiquetas: puerto, tormenta",
        "Previous article: Mill closes for good",
        "Nächster Artikel: Die Mühle schließt",
        "Article suivant : Le moulin ferme",
        "Noticia anterior: El molino cierra",
    ],
)
def test_a_line_is_marked_behind_the_prose(line: str) -> None:
    assert marked(text_document(PROSE, line)) == [line]
    assert marked(document_of(f"<p>{PROSE}</p><p>{line}</p>")) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Home is where the harbour is",
        "Home",
        "Main findings > what the board said",
        "Topics: what the board will decide on in spring.",
        "Technology",
        "Previous articles of the treaty remain in force",
        "Skip to the loo is a song that every child on the coast knows by heart.",
    ],
)
def test_a_line_of_the_article_is_spared(line: str) -> None:
    assert not marked(text_document(PROSE, line, PROSE))
    assert not marked(document_of(f"<p>{PROSE}</p><p>{line}</p><p>{PROSE}</p>"))


def test_a_menu_above_a_text_is_marked_from_three_lines_on() -> None:
    assert marked(text_document("Home", "News", "Sport", PROSE)) == ["Home", "News", "Sport"]
    assert not marked(text_document("News", "Sport", PROSE))
    assert not marked(text_document(PROSE, "Home", "News", "Sport", PROSE))


def test_an_entry_of_a_menu_is_marked_where_it_is_a_link_or_a_button() -> None:
    document = document_of(
        f"<div><a href=/>Home</a></div><div>Sport</div><button>Search</button><p>{PROSE}</p>"
    )
    assert marked(document) == ["Home", "Search"]


def test_a_region_that_the_markup_names_is_marked_but_for_prose() -> None:
    document = document_of(
        f"<nav><ul><li><a href=/a>Harbour</a></li></ul></nav><p>{PROSE}</p><p>{PROSE}</p>"
        f"<div class='post-pagination'><p>1 2 3</p><p>{PROSE}</p></div>"
    )
    assert marked(document) == ["Harbour", "1 2 3"]


def test_a_heading_is_no_region_by_its_own_words() -> None:
    document = document_of(f"<p>{PROSE}</p><h2 id='the-navbar-of-old'>The bar</h2><p>{PROSE}</p>")
    assert not marked(document)


def test_tags_go_with_the_word_above_them() -> None:
    tags = "<p>Tags</p><ul><li><a href=/t>harbour</a></li><li><a href=/t>storm</a></li></ul>"
    document = document_of(f"<p>{PROSE}</p>{tags}<p>Read in full.</p>")
    assert marked(document) == ["Tags", "harbour", "storm"]
    assert marked(text_document(PROSE, "Tags", "harbour", "storm tide", "The clerk left.")) == [
        "Tags",
        "harbour",
        "storm tide",
    ]


def test_a_table_of_contents_goes_with_its_entries() -> None:
    entries = "<li><a href=#a>What was voted</a></li><li><a href=#b>Who pays</a></li>"
    document = document_of(
        f"<p>{PROSE}</p><h2>Table of contents</h2><ul>{entries}</ul><h2>What was voted</h2>"
        f"<p>{PROSE}</p>"
    )
    assert marked(document) == ["Table of contents", "What was voted", "Who pays"]
    text = text_document("Inhaltsverzeichnis", "Der Beschluss", "Der Beschluss", PROSE)
    assert [text.blocks[0].text, "Der Beschluss"] == marked(text)


def test_a_heading_contents_without_entries_is_spared() -> None:
    assert not marked(document_of(f"<p>{PROSE}</p><h2>Contents</h2><p>{PROSE}</p>"))
    assert not marked(text_document(PROSE, "Contents", PROSE))
