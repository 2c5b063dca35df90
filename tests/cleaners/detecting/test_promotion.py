from __future__ import annotations

import pytest

from cleaners.detecting.promotion import mark_promotion
from cleaners.document import Document
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document
from tests.cleaners.marked import STORY, page_between, parts_marked, text_between


def marked(document: Document) -> list[str]:
    return parts_marked(mark_promotion, document, Reason.PROMO)


@pytest.mark.parametrize(
    "line",
    [
        "Read more",
        "Click to continue reading",
        "Read more »",
        "Also read: Skippers ask for a second crane",
        "Read more: Is the quay safe? What we know",
        "READ MORE: Skippers ask for a second crane",
        "[Read more: A short history of the quay]",
        "Read more coastal stories from the Lannoch Herald.",
        "Follow us on Kanalo and Piko for more of the coast.",
        "Like this story? Download our app.",
        "If you enjoy this article, consider supporting our journalism.",
        "Watch: Storm tears down the crane",
        "Lesen Sie auch: Warum die Gärtner um ihr Wasser streiten",
        "Mehr zum Thema: Die Halle und ihre Händler",
        "Folgen Sie uns auf Kanalo.",
        "À lire aussi : Les marchands veulent une tente",
        "Lire la suite",
        "Suivez-nous sur Kanalo.",
        "Lea también: Los hortelanos piden más agua",
        "Te puede interesar: El mercado que nadie quiso",
        "Leer más",
        "Síguenos en Kanalo.",
    ],
)
def test_a_line_is_marked_in_text_and_in_html(line: str) -> None:
    assert set(marked(text_between(line))) == {line}
    assert set(marked(page_between(line))) == {line}


@pytest.mark.parametrize(
    "line",
    [
        "Children should read more, the teacher said.",
        "Read more slowly and you will understand it, she told the class.",
        (
            "Watch: the crane at the terminal turns slowly in the wind, and the skippers "
            "wait below it."
        ),
        "“Follow us on the water,” the old skipper told the crew.",
        "He also read: the letters of his father, and the papers of the board.",
        "Lesen Sie auch das Kleingedruckte, riet sie den Händlern.",
        "Der Rat will mehr zum Thema hören.",
        "Il faut lire aussi les annexes du rapport, dit-elle.",
        "Hay que leer más, dijo la maestra.",
    ],
)
def test_a_near_miss_is_spared(line: str) -> None:
    assert marked(text_between(line)) == []
    assert marked(page_between(line)) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (f"{STORY} Read more: The quay and its oak", "Read more: The quay and its oak"),
        (f"{STORY} (ALSO READ: The quay and its oak)", "(ALSO READ: The quay and its oak)"),
        (f"{STORY} [Also read: The old quay] {STORY}", "[Also read: The old quay]"),
        (f"{STORY} Read More", "Read More"),
        (
            f"{STORY} Lesen Sie auch: Der Kai und seine Eiche",
            "Lesen Sie auch: Der Kai und seine Eiche",
        ),
        (f"{STORY} Follow us on Kanalo for more.", "Follow us on Kanalo for more."),
    ],
)
def test_a_part_of_a_paragraph_goes_and_the_paragraph_stays(text: str, span: str) -> None:
    assert set(marked(text_between(text))) == {span}


def test_a_label_within_a_paragraph_with_more_behind_it_stays() -> None:
    assert marked(text_between(f"{STORY} Read more: The quay was built of oak. {STORY}")) == []


def test_the_links_below_a_label_go_with_it() -> None:
    links = '<p>Also read:</p><ul><li><a href="/a">The old quay</a></li></ul>'
    html = f"<body><article><p>{STORY}</p>{links}<p>{STORY}</p></article></body>"
    assert set(marked(document_of(html))) == {"Also read:", "The old quay"}


def test_the_headline_below_a_label_goes_with_it_in_text() -> None:
    document = text_document(STORY, "Read more:", "Skippers ask for a second crane", STORY)
    assert set(marked(document)) == {"Read more:", "Skippers ask for a second crane"}


def test_a_line_of_a_table_of_facts_is_no_label() -> None:
    assert marked(text_document("Weight: 300 g", "Video: 4K", "Screen: 3 in")) == []
