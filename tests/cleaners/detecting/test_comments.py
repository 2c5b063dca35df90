from __future__ import annotations

import pytest
from msgspec.structs import replace

from cleaners.detecting.comments import mark_comments
from cleaners.document import Document, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."
BODY = f"<p>{PROSE}</p>" * 4


def marked(document: Document) -> list[str]:
    marks = list(mark_comments(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.COMMENTS}
    return list(dict.fromkeys(text_of(document, mark) for mark in marks))


def text_of(document: Document, mark: Mark) -> str:
    assert mark.evidence
    return document.blocks[mark.block].text[mark.start : mark.end]


@pytest.mark.parametrize(
    "line",
    [
        "1 Comment",
        "12 Comments",
        "Comments (12)",
        "Comments",
        "Leave a comment",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Log in to comment",
        "You must be logged in to post a comment.",
        "Report abuse",
        "Comments are closed.",
        "Kommentare (3)",
        "Kommentar schreiben",
        "Schreiben Sie einen Kommentar",
        "Deine E-Mail-Adresse wird nicht veröffentlicht.",
        "Laisser un commentaire",
        "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
        "2 commentaires",
        "Deja un comentario",
        "3 comentarios",
        "Tu dirección de correo electrónico no será publicada.",
    ],
)
def test_a_line_of_the_form_is_marked_in_text_and_in_html(line: str) -> None:
    assert marked(text_document(PROSE, PROSE, line)) == [line]
    assert marked(document_of(f"<body><article>{BODY}<p>{line}</p></article></body>")) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Comments on the draft law",
        "1,200 comments on the draft law",
        "12 comments were received",
        "No comment on the rumours, says the harbour master",
        "Comments",
        "The board asked its members to leave a comment on the plan before the end of the week.",
        "The minister declined to comment.",
        "Comment choisir son bateau ?",
        "Ein Kommentar von Ilse Marbach",
    ],
)
def test_a_line_of_the_article_is_spared(line: str) -> None:
    assert marked(text_document(PROSE, line, PROSE)) == []
    assert marked(document_of(f"<body><article>{BODY}<p>{line}</p>{BODY}</article></body>")) == []


TITLE = "Harbour board rebuilds the northern quay"


@pytest.mark.parametrize(
    "line",
    [
        f"Coast, News 1 Comment on {TITLE}",
        f"12 comments on {TITLE}",
        f"Comments Off on {TITLE}",
        f"No Comments on {TITLE}",
        f"Küste 2 Kommentare zu {TITLE}",
        f"3 commentaires sur {TITLE}",
        f"Sin comentarios en {TITLE}",
    ],
)
def test_a_count_with_the_headline_of_the_page_is_marked(line: str) -> None:
    assert marked(text_document(TITLE, line, PROSE)) == [line]
    assert marked(text_document("Another headline", line, PROSE)) == []
    html = f"<head><title>{TITLE} | Quay Watch</title></head><body><p>{line}</p>{BODY}</body>"
    assert marked(document_of(html)) == [line]


THREAD = (
    "<div id='comments'><h3>2 Comments</h3><p>Lovely quay</p><p>I rather like the pier</p></div>"
)


def test_a_thread_is_marked_by_its_markup() -> None:
    expected = ["2 Comments", "Lovely quay", "I rather like the pier"]
    assert marked(document_of(f"<body><article>{BODY}</article>{THREAD}</body>")) == expected
    html = "<div itemscope itemtype='https://schema.org/Comment'><p>Lovely</p></div>"
    assert marked(document_of(f"<body>{BODY}{html}</body>")) == ["Lovely"]


@pytest.mark.parametrize(
    "html",
    [
        f"<body><div itemtype='https://schema.org/QAPage'>{BODY}</div>{THREAD}</body>",
        f"<body class='phpbb'>{BODY}{THREAD.replace('2 Comments', 'Posts')}</body>",
        f"<body><div class='bbWrapper'>{BODY}</div>{THREAD}</body>",
    ],
)
def test_posts_of_a_forum_are_spared(html: str) -> None:
    assert "Lovely quay" not in marked(document_of(html))


def test_posts_are_spared_where_the_address_is_that_of_a_forum() -> None:
    html = f"<body>{BODY}{THREAD}</body>"
    document = document_of(html)
    assert "Lovely quay" in marked(replace(document, url="https://quay.example/the-new-quay"))
    assert marked(replace(document, url="https://forum.quay.example/t/the-new-quay/12")) == []
    assert marked(replace(document, url="https://quay.example/threads/the-new-quay.12/")) == []


def test_comments_that_hold_most_of_the_prose_are_spared() -> None:
    html = f"<body><p>{PROSE}</p>" + f"<div class='comment'>{BODY}</div>" * 3 + "</body>"
    assert marked(document_of(html)) == []


def test_a_section_named_by_its_heading_is_spared() -> None:
    html = (
        f"<body>{BODY}<div id='respond-to-angry-comments'><h2>Respond to angry comments</h2>"
        f"<p>{PROSE}</p></div>{BODY}</body>"
    )
    assert marked(document_of(html)) == []


def test_the_thread_at_the_end_of_a_text_is_marked() -> None:
    comment = "I have lived at the harbour for forty years and have never seen such a sturdy quay."
    thread = ["2 Comments", "Oda Lenz", comment, "Reply", "Tilo Brandt", "Nice.", "Reply"]
    assert marked(text_document(PROSE, PROSE, *thread)) == list(dict.fromkeys(thread))
    assert marked(text_document(PROSE, PROSE, "2 Comments", PROSE, PROSE)) == ["2 Comments"]
