from __future__ import annotations

import pytest

from cleaners.detecting.newsletter import mark_newsletter
from cleaners.document import Document
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document
from tests.cleaners.marked import STORY, page_between, parts_marked, text_between


def marked(document: Document) -> list[str]:
    return parts_marked(mark_newsletter, document, Reason.NEWSLETTER)


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter",
        "Subscribe",
        "Enter your email address:",
        "Want more news of the coast? Sign up for our weekly newsletter.",
        "Get the week on the coast in your email and be the first to know.",
        "The best stories of the coast, delivered to your inbox.",
        "You can unsubscribe at any time.",
        "Grow your garden with our free newsletter – sign up today!",
        "Abonnieren Sie unseren Newsletter",
        "Melden Sie sich hier für unseren Newsletter an.",
        "Abonnez-vous à notre newsletter",
        "Recevez chaque matin les nouvelles de la vallée par e-mail.",
        "Suscríbete a nuestro boletín",
        "Recibe cada mañana las noticias del valle en tu correo.",
    ],
)
def test_a_line_is_marked_in_text_and_in_html(line: str) -> None:
    assert set(marked(text_between(line))) == {line}
    assert set(marked(page_between(line))) == {line}


@pytest.mark.parametrize(
    "line",
    [
        (
            "Readers can sign up for the newsletter of the board at the ferry terminal, the "
            "clerk said."
        ),
        "The magazine sends its newsletter to more than two thousand skippers every week.",
        "“Sign up for the newsletter and you will know it first,” Marrow told the skippers.",
        "Subscribe to the quay",
        "The mail was in her inbox when she came back.",
        "Streaming services gained two million subscribers in spring.",
        "Die Zeitung will im Herbst einen eigenen Newsletter für Leser im Tal auf den Weg bringen.",
        "La mairie envoie une newsletter à tous les habitants depuis trois ans.",
        "El boletín del ayuntamiento se publica los lunes.",
    ],
)
def test_a_near_miss_is_spared(line: str) -> None:
    assert marked(text_between(line)) == []
    assert marked(page_between(line)) == []


def test_the_end_of_a_paragraph_goes_and_the_paragraph_stays() -> None:
    call = "Sign up for our newsletter to read more of it."
    assert set(marked(text_between(f"{STORY} {call}"))) == {call}


def test_an_invitation_with_much_behind_it_is_a_part_of_the_article() -> None:
    assert marked(text_between("Sign up for our newsletter. " + " ".join([STORY] * 5))) == []


def test_the_fields_of_a_form_go_beside_an_invitation_only() -> None:
    form = ("Subscribe to our newsletter", "First name", "Email", "Submit")
    assert set(marked(text_document(STORY, *form))) == set(form)
    assert marked(text_document(STORY, "First name", "Email", "Submit")) == []


def test_a_line_that_names_no_newsletter_goes_behind_the_article() -> None:
    assert marked(text_document(STORY, "Subscribe to Lannoch News")) == [
        "Subscribe to Lannoch News"
    ]


def test_a_box_goes_by_its_class_name() -> None:
    box = '<div class="newsletter-box"><p>The best of the coast</p></div>'
    article = f"<article><p>{STORY}</p><p>{STORY}</p></article>"
    assert marked(document_of(f"<body>{article}{box}</body>")) == ["The best of the coast"]


def test_an_article_that_is_called_a_newsletter_stays() -> None:
    body = f'<div class="newsletter"><p>{STORY}</p></div><p>{STORY}</p><p>{STORY}</p>'
    assert marked(document_of(f"<body><article>{body}</article></body>")) == []


def test_advice_that_goes_on_is_no_invitation_in_a_text() -> None:
    advice = (
        "Follow the news, subscribe to industry newsletters, and monitor what the others on the "
        "river do before the winter comes."
    )
    assert parts_marked(mark_newsletter, text_between(advice), Reason.NEWSLETTER) == []
    call = "If you like the river, subscribe to our newsletter today."
    assert parts_marked(mark_newsletter, text_between(call), Reason.NEWSLETTER) == [call]
    named_first = (
        "Mit dem Newsletter „Heide am Abend“ verpassen Sie keine Nachricht aus Ihrer Region."
    )
    assert parts_marked(mark_newsletter, text_between(named_first), Reason.NEWSLETTER) == [
        named_first
    ]
