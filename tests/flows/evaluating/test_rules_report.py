"""Counts of pages are summed up, whatever their order."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from flows.evaluating.rules import ALL, Example, Rule, Tally
from flows.evaluating.rules_report import EntryUse, PageRules, RulesReport, rules_report
from flows.evaluating.rules_tables import tables_of_rules

SIGN_UP = "newsletter.start en “sign up”"
COMMENTS = "comments.whole en “comments”"
LEGAL = "legal.whole de “impressum”"
SHARE = "share.whole en “share”"
ENTRIES = (SIGN_UP, COMMENTS, LEGAL, SHARE)


def example(page: str, false: int, *, kept: bool) -> Example:
    return Example(Rule("comments", COMMENTS), page, f"{false} false words", false, false, kept)


PAGES = [
    PageRules(
        "town/forum",
        "forum",
        {
            Rule(ALL): Tally(3, 1, 30, 20, 10, 20),
            Rule("comments"): Tally(2, 1, 20, 20, 0, 20),
            Rule("comments", f"{COMMENTS} above it"): Tally(2, 1, 20, 20, 0, 20),
            Rule("newsletter"): Tally(1, 1, 10, 0, 10, 0),
            Rule("newsletter", SIGN_UP): Tally(1, 1, 10, 0, 10, 0),
        },
        (example("town/forum", 15, kept=False), example("town/forum", 5, kept=True)),
        frozenset({SIGN_UP, COMMENTS, SHARE}),
    ),
    PageRules(
        "town/article",
        "article",
        {
            Rule(ALL): Tally(1, 1, 4, 0, 4, 0),
            Rule("newsletter"): Tally(1, 1, 4, 0, 4, 0),
            Rule("newsletter", SIGN_UP): Tally(1, 1, 4, 0, 4, 0),
            Rule("siblings", is_spare=True): Tally(1, 1, 4, 0, 4, 0),
        },
        found=frozenset({SIGN_UP}),
    ),
    PageRules("town/broken", "article", failure="OSError: gone"),
]


def shown(report: RulesReport, *, every_entry: bool) -> str:
    console = Console(width=300, record=True, file=StringIO())
    for title, table in tables_of_rules(report, every_entry=every_entry, examples=1):
        console.print(title)
        console.print(table)
    return console.export_text()


def test_pages_are_summed_by_rule_and_by_type() -> None:
    report = rules_report(PAGES[::-1], ENTRIES)
    assert report == rules_report(PAGES, ENTRIES)
    assert (report.pages, report.page_types) == (2, {"article": 1, "forum": 1})
    names = [(row.rule.detector, row.rule.is_spare) for row in report.detectors]
    assert names == [(ALL, False), ("comments", False), ("newsletter", False), ("siblings", True)]
    newsletter = report.detectors[2]
    assert newsletter.tally == Tally(2, 2, 14, 0, 14, 0)
    assert newsletter.by_type == {"forum": Tally(1, 1, 10, 0, 10), "article": Tally(1, 1, 4, 0, 4)}
    assert report.failures == {"town/broken": "OSError: gone"}


def test_the_worst_entry_stands_first_and_entries_without_a_hit_are_named() -> None:
    report = rules_report(PAGES, ENTRIES)
    assert [row.rule.evidence for row in report.entries] == [f"{COMMENTS} above it", SIGN_UP]
    assert report.unfound == (LEGAL,)
    assert report.unused == (EntryUse(SHARE, 1, 0),)


def test_what_costs_words_stands_before_what_was_cut_anyway() -> None:
    report = rules_report(PAGES, ENTRIES)
    assert [each.text for each in report.examples] == ["5 false words", "15 false words"]


def test_one_detector_alone() -> None:
    report = rules_report(PAGES, ENTRIES, detector="newsletter")
    assert [row.rule.detector for row in report.detectors] == [ALL, "newsletter"]
    assert [row.rule.detector for row in report.entries] == ["newsletter"]
    assert report.examples == ()


def test_the_tables_name_what_is_wrong() -> None:
    report = rules_report(PAGES, ENTRIES)
    brief, full = shown(report, every_entry=False), shown(report, every_entry=True)
    for text in (brief, full):
        assert "siblings (spare)" in text
        assert "20 (20)" in text
        assert "5/5 lost" in text
        assert "OSError: gone" in text
    assert "1 lexicon entries stand on no page and 1 more are named by no mark" in brief
    assert "“impressum”" not in brief
    assert "“impressum”" in full
