"""What stands in a run's report."""

from __future__ import annotations

from msgspec.structs import replace

from flows.storing.ledger import Row, Status
from flows.working.report import Tally


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


def test_the_most_doubtful_article_comes_first() -> None:
    tally = Tally()
    tally.add(row({"confidence": 0.99}, "sure.html"))
    tally.add(row({"confidence": 0.5}, "unsure.html"))
    tally.add(row({"confidence": 0.5, "completeness": "teaser"}, "worse.html"))
    assert [page.input for page in tally.doubtful()] == ["worse.html", "unsure.html"]
