from __future__ import annotations

import pytest

from cleaners.detecting.share import mark_share
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> list[str]:
    """Return the lines that are marked, each once, in the order of the page."""
    marks = list(mark_share(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.SHARE}
    assert all(mark.evidence for mark in marks)
    blocks = document.blocks
    assert all(mark.end == len(blocks[mark.block].text) and not mark.start for mark in marks)
    return [blocks[index].text for index in sorted({mark.block for mark in marks})]


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "123 Shares",
        "Share this article",
        "Share on Facebook",
        "Copy link",
        "Link copied!",
        "Print this page",
        "Listen to this article",
        "Follow us on Facebook, Instagram and YouTube",
        "Facebook Twitter WhatsApp E-Mail",
        "Facebook | X | LinkedIn",
        "Artikel teilen",
        "Auf WhatsApp teilen",
        "Drucken",
        "Artikel anhören",
        "Folgen Sie uns auf Instagram",
        "Partager sur Facebook",
        "Écouter l'article",
        "Suivez-nous sur Instagram et TikTok",
        "Compartir en WhatsApp",
        "Copiar enlace",
        "Síguenos en Facebook y X",
    ],
)
def test_a_part_of_a_share_bar_is_marked(line: str) -> None:
    assert marked(text_document(PROSE, line, PROSE)) == [line]
    assert marked(document_of(f"<p>{PROSE}</p><p>{line}</p><p>{PROSE}</p>")) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell",
        "Shares of the ferry company rose by a tenth on Friday.",
        "Print is not dead",
        "Facebook",
        "Facebook fined again",
        "Follow us through the old town",
        "LinkedIn $2.50 – $7.00",
        ".X..X",
        "Teilen will gelernt sein",
        "Partager la route",
        "Compartir coche",
    ],
)
def test_a_line_of_the_article_is_spared(line: str) -> None:
    assert not marked(text_document(PROSE, line, PROSE))
    assert not marked(document_of(f"<p>{PROSE}</p><p>{line}</p><p>{PROSE}</p>"))


def test_names_of_networks_are_marked_in_a_row() -> None:
    document = text_document(PROSE, "Facebook", "X", "WhatsApp", PROSE)
    assert marked(document) == ["Facebook", "X", "WhatsApp"]
    assert marked(text_document(PROSE, "Share", "X", PROSE)) == ["Share", "X"]
    assert not marked(text_document(PROSE, "X", "X", PROSE))


def test_a_single_network_is_marked_where_it_is_a_link_or_a_button() -> None:
    document = document_of(f"<p>{PROSE}</p><p><a href=//x.example>Telegram</a></p><p>{PROSE}</p>")
    assert marked(document) == ["Telegram"]


def test_a_region_that_the_markup_names_is_marked_but_for_prose() -> None:
    document = document_of(
        f"<p>{PROSE}</p><p>{PROSE}</p><div class='article-share'><p>Tell a friend</p></div>"
        f"<div class='social-links'><p>{PROSE}</p></div>"
    )
    assert marked(document) == ["Tell a friend"]


def test_a_heading_is_no_share_bar_by_its_own_words() -> None:
    heading = "<h2 id='how-social-media-changed-us'>How it changed us</h2>"
    assert not marked(document_of(f"<p>{PROSE}</p>{heading}<p>{PROSE}</p>"))
