"""What a run's report says is doubtful."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from cleaners.document import PageWarning
from flows.storing.ledger import Row, Status
from flows.working.report import Tally, doubts


def row(facts: dict[str, object], name: str = "a.html") -> Row:
    known = Row(
        input=name,
        source="raw",
        status=Status.WRITTEN,
        words_in=400,
        words_out=300,
        completeness="full",
        output=f"{name}.md",
    )
    return replace(known, **facts)


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
    assert doubts(row(facts)) == why


def test_the_most_doubtful_article_comes_first() -> None:
    tally = Tally()
    tally.add(row({"confidence": 0.99}, "sure.html"))
    tally.add(row({"confidence": 0.5}, "unsure.html"))
    tally.add(row({"confidence": 0.5, "completeness": "teaser"}, "worse.html"))
    assert [page.input for page in tally.doubtful()] == ["worse.html", "unsure.html"]
