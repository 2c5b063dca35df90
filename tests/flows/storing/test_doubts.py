"""What is doubtful about an article is told from its row."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from cleaners.document import PageWarning
from flows.storing.doubts import doubts
from flows.storing.ledger import Row, Status

SURE = Row(
    input="a.html",
    source="raw",
    status=Status.WRITTEN,
    words_in=400,
    words_out=300,
    completeness="full",
    output="a.html.md",
)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, ()),
        ({"confidence": 0.98}, ()),
        ({"confidence": 0.7}, ()),
        ({"confidence": 0.58}, ("confidence 0.58",)),
        ({"completeness": "teaser"}, ("teaser",)),
        ({"words_out": 12}, ("12 of 400 words kept",)),
        ({"warnings": (PageWarning("cut_carefully"),)}, ("cut carefully",)),
    ],
)
def test_what_is_doubtful_about_an_article(facts: dict[str, object], why: tuple[str, ...]) -> None:
    assert doubts(replace(SURE, **facts)) == why
