"""Scores are summed up as DESIGN.md defines, and nobody is shown a page of fold 0."""

from __future__ import annotations

import random

import msgspec
import pytest
from rich.console import Console

from flows.evaluating.metrics import SnippetScore, score_text
from flows.evaluating.removed import RemovedScore
from flows.evaluating.report import Report, report_of, summarise
from flows.evaluating.scoring import MetadataScore, PageScore
from flows.evaluating.tables import labels_of, ratio, tables_of
from flows.terminal import PIPE_WIDTH


def page_score(
    name: str, text: str, gold: str = "one two three four five", **changes: object
) -> PageScore:
    score = PageScore(
        identifier=name,
        engine="ours",
        page_type="article",
        fold=1,
        text=score_text(text, gold),
        snippets=SnippetScore(0, 0, 0, 0),
    )
    return msgspec.structs.replace(score, **changes)


def shown(report: Report) -> str:
    console = Console(width=PIPE_WIDTH)
    with console.capture() as capture:
        for title, table in tables_of(report):
            console.print(title, table)
    return capture.get()


def test_precision_is_over_pages_with_output_and_recall_over_pages_with_gold() -> None:
    summary = summarise(
        [
            page_score("a", "one two three four six"),  # 1 of 2 shingles each way
            page_score("b", ""),
            page_score("c", "one two three four", gold=""),
        ]
    )
    assert summary.shingle_precision == pytest.approx((0.5 + 0) / 2)
    assert summary.shingle_recall == pytest.approx((0.5 + 0) / 2)
    assert summary.shingle_f1 == pytest.approx(0.25)
    assert summary.word_f1 == pytest.approx((0.8 + 0 + 0) / 3)
    assert summary.exact == 0
    assert (summary.title, summary.surplus_dates, summary.removed_cut) == (None, None, None)


def test_shares_leave_out_what_the_gold_does_not_have() -> None:
    right = MetadataScore(title=True, authors=None, date=False, surplus_date=False)
    wrong = MetadataScore(title=False, authors=None, date=None, surplus_date=True)
    summary = summarise(
        [
            page_score(
                "a",
                "one",
                metadata=right,
                snippets=SnippetScore(3, 2, 1, 0),
                removed=RemovedScore(4, 2, 1),
            ),
            page_score("b", "one", metadata=wrong, snippets=SnippetScore(1, 1, 3, 1)),
        ]
    )
    assert (summary.title, summary.authors, summary.date) == (0.5, None, 0)
    assert summary.surplus_dates == 1
    assert (summary.contained, summary.not_contained) == (0.75, 0.25)
    assert (summary.removed_cut, summary.removed_agreeing) == (0.5, 0.25)


def many_scores() -> list[PageScore]:
    texts = ["one two", "one two three four five", "", "six"]
    return [
        page_score(
            f"town/{index:02}",
            texts[index % 4],
            fold=index % 5,
            engine=engine,
            page_type="forum" if index % 3 == 0 else "article",
            language=("de" if index < 12 else "sv") if engine == "ours" else None,
            metadata=MetadataScore(None, None, None, surplus_date=False)
            if engine == "ours"
            else None,
        )
        for index in range(30 - 5)
        for engine in ("peer:x", "ours")
    ]


def test_a_report_has_every_page_in_every_grouping() -> None:
    report = report_of(many_scores(), ("ours", "peer:x"), worst=3)
    assert report.pages == 25
    assert report.overall["all"]["peer:x"].pages == 25
    assert report.overall["folds 1-4"]["ours"].pages == 20
    assert report.overall["fold 0"]["ours"].pages == 5
    assert {name: group["peer:x"].pages for name, group in report.page_types.items()} == {
        "article": 16,
        "forum": 9,
    }
    assert {name: group["peer:x"].pages for name, group in report.languages.items()} == {
        "sv": 13,
        "de": 12,
    }


def test_the_order_of_the_scores_does_not_matter() -> None:
    scores = many_scores()
    shuffled = random.Random(5).sample(scores, len(scores))  # noqa: S311 - no secret
    engines = ("ours", "peer:x")
    assert report_of(scores, engines, worst=3) == report_of(shuffled, engines, worst=3)


def test_languages_of_few_pages_are_taken_together() -> None:
    scores = [
        page_score(f"p{index}", "one", language="de" if index < 10 else f"l{index}")
        for index in range(14)
    ] + [page_score("q", "one")]
    groups = report_of(scores, ("ours",), worst=0).languages
    assert {name: group["ours"].pages for name, group in groups.items()} == {
        "de": 10,
        "other": 4,
        "unknown": 1,
    }


def test_the_language_of_the_metadata_goes_before_the_declared_one() -> None:
    metadata = MetadataScore(None, None, None, surplus_date=False)
    scores = [
        each
        for index in range(10)
        for each in (
            page_score(f"p{index}", "one", engine="peer:x", language="en"),
            page_score(f"p{index}", "one", language="de" if index else None, metadata=metadata),
        )
    ]
    groups = report_of(scores, ("peer:x", "ours"), worst=0).languages
    assert {name: group["ours"].pages for name, group in groups.items()} == {"other": 10}
    more = [page_score(f"q{index}", "one", language="de", metadata=metadata) for index in range(9)]
    languages = report_of([*scores, *more], ("peer:x", "ours"), worst=0).languages
    assert languages["de"]["ours"].pages == 18


def test_pages_of_fold_0_are_never_among_the_worst() -> None:
    scores = [page_score(f"secret{index}", "", fold=0) for index in range(5)]
    scores += [
        page_score("bad", "six seven", fold=2),
        page_score("good", "one two three four five", fold=3),
    ]
    report = report_of(scores, ("ours",), worst=10)
    assert [page.identifier for page in report.worst["ours"]] == ["bad", "good"]
    assert (report.worst["ours"][0].missing_count, report.worst["ours"][0].extra_count) == (5, 2)
    assert "secret" not in shown(report)
    assert len(report_of(scores, ("ours",), worst=1).worst["ours"]) == 1


def test_failures_are_listed() -> None:
    scores = [page_score("a", ""), page_score("b", "", failure="took \x1b[31mlonger")]
    report = report_of(scores, ("ours",), worst=0)
    assert [(each.identifier, each.engine) for each in report.failures] == [("b", "ours")]
    assert report.overall["all"]["ours"].failed == 1
    text = shown(report)
    assert "took ␛[31mlonger" in text
    assert "\x1b" not in text


def test_tables_show_scores_side_by_side_and_leave_out_what_nobody_has() -> None:
    text = shown(report_of(many_scores(), ("ours", "peer:x"), worst=2))
    assert "25 pages" in text
    assert "folds 1-4" in text
    assert "fold 0" in text
    assert "title right" not in text
    assert "dates where the gold has none" in text


@pytest.mark.parametrize(
    ("value", "text"), [(0.9449, ".945"), (1.0, "1.000"), (0, ".000"), (None, "–")]
)
def test_ratios(value: float | None, text: str) -> None:
    assert ratio(value) == text


def test_peers_are_called_by_their_function_where_that_is_clear() -> None:
    assert list(labels_of(["none", "a.b:extract", "c:clean"]).values()) == [
        "none",
        "extract",
        "clean",
    ]
    assert list(labels_of(["a.b:clean", "c:clean"]).values()) == ["a.b:clean", "c:clean"]
