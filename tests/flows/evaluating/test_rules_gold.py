"""A gold that comes out as it went in is unchanged; every line that is cut is listed."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from cleaners.document import BlockKind, Cut
from cleaners.reasons import Reason
from cleaners.settings import settings_from
from flows.evaluating.evaluation import Selection, selected_pages
from flows.evaluating.labelled import LabelledPage
from flows.evaluating.rules_gold import (
    GoldOut,
    GoldSummary,
    clean_gold,
    failed_gold,
    gold_out,
    gold_report,
    has_gold_text,
)
from flows.evaluating.rules_gold_tables import tables_of_gold
from tests.flows.evaluating.pages import PARAGRAPHS, write_labelled

CUT = Cut(
    3, 0, 20, BlockKind.PARAGRAPH, Reason.PROMO, "promotion", 0.9, "also read", "Also read: Fares"
)


@pytest.fixture
def page(tmp_path: Path) -> LabelledPage:
    write_labelled(tmp_path / "town", "ferry")
    (page,) = selected_pages([tmp_path / "town"], Selection())
    return page


def test_plain_prose_comes_out_as_it_went_in(page: LabelledPage) -> None:
    out = clean_gold(page, settings_from({}))
    assert (out.failure, out.unchanged, out.cuts) == (None, True, ())
    assert out.words == out.words_kept > 40


def test_words_that_are_lost_are_counted(page: LabelledPage) -> None:
    out = gold_out(page, "\n\n".join(PARAGRAPHS[:2]), [CUT])
    assert not out.unchanged
    assert out.words - out.words_kept == len(PARAGRAPHS[2].split())
    (line,) = out.cuts
    assert (line.page, line.reason, line.words) == ("town/ferry", "promo", 3)


def test_a_failure_keeps_no_word(page: LabelledPage) -> None:
    out = failed_gold(page, "RuntimeError: no")
    assert (out.unchanged, out.words_kept, out.failure) == (False, 0, "RuntimeError: no")
    assert out.words > 40


def test_another_order_is_a_change_that_loses_nothing(page: LabelledPage) -> None:
    out = gold_out(page, "\n\n".join(PARAGRAPHS[::-1]), [])
    assert (out.unchanged, out.words_kept) == (False, out.words)


def test_only_articles_with_a_body_are_fed(tmp_path: Path) -> None:
    write_labelled(tmp_path / "town", "forum", page_type="forum")
    write_labelled(tmp_path / "town", "empty", text=" ")
    write_labelled(tmp_path / "town", "ferry")
    pages = selected_pages([tmp_path / "town"], Selection())
    assert [page.identifier for page in pages if has_gold_text(page)] == ["town/ferry"]


def test_sets_and_folds_stand_apart_and_lines_of_fold_0_are_not_shown(page: LabelledPage) -> None:
    line = gold_out(page, "", [CUT]).cuts[0]
    outs = [
        GoldOut("town/a", 1, unchanged=True, words=100, words_kept=100),
        GoldOut("town/b", 2, unchanged=False, words=100, words_kept=97, cuts=(line,)),
        GoldOut("town/c", 0, unchanged=False, words=100, words_kept=90, cuts=(line, line)),
        GoldOut("village/d", 3, unchanged=False, words=100, words_kept=100),
        GoldOut("yard/e", 3, words=100, failure="RuntimeError: no"),
    ]
    report = gold_report(outs)
    assert report == gold_report(outs[::-1])
    assert report.sets["town"]["fold 0"] == GoldSummary(1, 0.0, 0.9, 2, 0)
    assert report.sets["village"]["folds 1-4"] == GoldSummary(1, 0.0, 1.0, 0, 1)
    assert report.cuts == (line,)
    assert report.changed_otherwise == ("village/d",)
    assert report.failures == {"yard/e": "RuntimeError: no"}
    assert gold_report(outs, detector="captions").cuts == ()
    console = Console(width=300, record=True, file=StringIO())
    for title, table in tables_of_gold(report):
        console.print(title)
        console.print(table)
    text = console.export_text()
    assert "promotion cut 1 lines of 1 pages as promo, 3 words" in text
    assert "Also read: Fares" in text
