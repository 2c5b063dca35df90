from __future__ import annotations

import pytest

from cleaners.detecting.embeds import mark_embeds
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document
from tests.cleaners.marked import STORY, parts_marked

POST = "The quay will be rebuilt. Thank you all! pic.example/quay"


@pytest.mark.parametrize(
    "signature",
    [
        "— Harbour Board (@harbourboard) April 18, 2024",
        "– Hafenrat ⚓ (@hafenrat) 18. April 2024",
        "-- Conseil du port (@port_conseil) 18 avril 2024",
    ],
)
def test_a_post_goes_with_the_line_that_signs_it(signature: str) -> None:
    document = text_document(STORY, POST, signature, STORY)
    assert parts_marked(mark_embeds, document, Reason.EMBED) == [POST, signature]


@pytest.mark.parametrize(
    "line",
    [
        "— so said the harbour master (and nobody else) in April 2024",
        "Follow the board (@harbourboard) since April 18, 2024",
        "— Harbour Board (@harbourboard)",
    ],
)
def test_other_lines_stay(line: str) -> None:
    assert parts_marked(mark_embeds, text_document(STORY, POST, line, STORY), Reason.EMBED) == []


def test_a_page_names_its_posts_itself() -> None:
    page = f"<p>{STORY}</p><p>{POST}</p><p>— Harbour Board (@harbourboard) April 18, 2024</p>"
    assert parts_marked(mark_embeds, document_of(page), Reason.EMBED) == []
