"""What a run came to, as Markdown: nothing of a page can break out of it."""

from __future__ import annotations

from markdown_it import MarkdownIt
from msgspec.structs import replace

from flows.drifting.drift import Change, DriftingHost
from flows.ingesting.report import IngestReport, Settled, SourceReport, Trouble
from flows.learning.site_report import SitesReport
from flows.showing.report_markdown import (
    cleaning_in_short,
    cleaning_markdown,
    ingest_in_short,
    ingest_markdown,
)
from flows.working.report import ListedPage, RunReport

HOSTILE = "a|b](javascript:x) <img src=x>\n# `head`\x1b[31m"


def _cleaned(*, balanced: bool = True, failures: tuple[ListedPage, ...] = ()) -> RunReport:
    return RunReport(
        run="20240101T000000Z-abc",
        destination="/clean",
        inputs=4,
        outcomes={"written": 3, "unchanged": 0, "failed": 1},
        unreached=0,
        reasons={"timeout": 1},
        left_out={},
        words_in=200,
        words_out=150,
        cuts={"navigation": 50},
        gone=0,
        superseded=0,
        pruned=0,
        slowest=(),
        doubtful=(),
        failures=failures,
        drifting=(DriftingHost("gazette.example", 20, 60, (Change("words", 500, 12, 0.0),)),),
        seconds=1.5,
        stopped=False,
        balanced=balanced,
    )


def _ingested(trouble: Trouble) -> IngestReport:
    outcomes = {str(each): 0 for each in Settled} | {"fetched": 2, "not_modified": 1, "failed": 1}
    source = SourceReport(
        name="gazette", kind="feed", listed=4, outcomes=outcomes, reasons={"too_large": 1},
        troubles=(trouble,), bytes=1_200,
    )  # fmt: skip
    return IngestReport(run="r", raw="/raw", sources=(source,), seconds=1.0)


def test_a_cleaning_run_is_told() -> None:
    report = _cleaned()
    text = cleaning_markdown(report)
    assert "| written | 3 | 75.0% |" in text
    assert "unchanged" not in text
    assert "150 of 200 words kept" in text
    assert "**gazette.example is drifting**: words" in text
    assert cleaning_in_short(report) == "4 inputs: 3 written, 1 failed; articles in /clean"


def test_a_ledger_that_does_not_balance_is_told_first() -> None:
    assert "does not account for every input of 4" in cleaning_markdown(_cleaned(balanced=False))


def test_an_ingest_is_told() -> None:
    report = _ingested(Trouble("https://gazette.example/a", "too_large", "12 MB"))
    text = ingest_markdown(report)
    assert "## gazette" in text
    assert "| not modified | 1 | 25.0% |" in text
    assert "| https://gazette.example/a | too large, 12 MB |" in text
    assert ingest_in_short(report) == (
        "1 sources: 2 fetched, 1 not modified, 1 failed; raw pages in /raw"
    )


def test_text_of_pages_stays_text() -> None:
    pages = (ListedPage(HOSTILE, 1.0, (HOSTILE,)),)
    troubled = _ingested(Trouble(HOSTILE, "status", HOSTILE))
    for text in (cleaning_markdown(_cleaned(failures=pages)), ingest_markdown(troubled)):
        assert "\x1b" not in text
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
        assert "<img" not in html
        assert "<a " not in html
        assert "<code>" not in html
        assert "<td>a|b](javascript:x) &lt;img src=x&gt; # `head`␛[31m</td>" in html


def test_what_a_run_has_learned_of_sites_is_told() -> None:
    report = replace(_cleaned(), sites=SitesReport(changed_sites=("gazette.example",)))
    assert "- Sites whose verdicts have changed: 1" in cleaning_markdown(report)
