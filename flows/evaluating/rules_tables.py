"""The tables of what the rules do, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from flows.evaluating.rules import Example, Rule, Tally
from flows.evaluating.rules_report import EntryUse, RuleRow, RulesReport
from flows.terminal import printable_line

WORST_ENTRIES = 20
SHOWN_CHARACTERS = 140
COUNTS = ("marks", "pages", "words", "false", "gain", "loss")


def tables_of_rules(
    report: RulesReport, *, every_entry: bool, examples: int
) -> Iterator[tuple[str, Table]]:
    """Yield the tables of a report with their titles, in the order in which they are shown.

    Args:
        report: What was counted.
        every_entry: Whether to list all entries, or the worst only.
        examples: How many wrong claims to show, of each detector, or else of each entry.
    """
    legend = "false: words that the gold has (for spares: lacks); gain and loss: words changed for "
    legend += "the better and for the worse against the engine alone"
    yield f"{report.pages} pages. {legend}", counts_table(report.detectors, "detector")
    yield "False words by page type", types_table(report)
    shown = report.entries if every_entry else report.entries[:WORST_ENTRIES]
    title = "Entries, most false words first"
    if len(shown) < len(report.entries):
        title += f" (the first {len(shown)} of {len(report.entries)}; --entries lists all)"
    yield title, counts_table(shown, "entry")
    if examples:
        yield (
            "Mostly wrong, the costliest first",
            examples_table(few_of_each(report.examples, examples, by_entry=every_entry)),
        )
    if every_entry:
        yield (
            f"{len(report.unused)} entries stand on pages, but no mark names them",
            uses_table(report.unused),
        )
        yield f"{len(report.unfound)} entries stand on no page", entries_table(report.unfound)
    else:
        counts = f"{len(report.unfound)} lexicon entries stand on no page"
        counts += f" and {len(report.unused)} more are named by no mark; --entries lists them"
        yield counts, Table(box=None)
    if report.failures:
        yield "Pages that could not be counted", failures_table(report.failures)


def counts_table(rows: Iterable[RuleRow], heading: str) -> Table:
    """Return a row a rule with its counts."""
    table = plain_table(heading, *COUNTS)
    for row in rows:
        table.add_row(Text(name_of(row.rule)), *counts_of(row.tally))
    return table


def types_table(report: RulesReport) -> Table:
    """Return detectors down and page types across; a cell holds false words and lost ones."""
    headings = [f"{name} ({count})" for name, count in report.page_types.items()]
    table = plain_table("detector: false (of these lost)", *headings)
    for row in report.detectors:
        cells = [row.by_type.get(name, Tally()) for name in report.page_types]
        table.add_row(Text(name_of(row.rule)), *(f"{each.false} ({each.loss})" for each in cells))
    return table


def few_of_each(examples: Sequence[Example], count: int, *, by_entry: bool) -> Iterator[Example]:
    """Yield the first few examples of each detector, or of each entry."""

    def rule_of(example: Example) -> Rule:
        rule = example.rule
        return rule if by_entry else Rule(rule.detector, is_spare=rule.is_spare)

    for _, same in groupby(sorted(examples, key=rule_of), key=rule_of):
        for example, _ in zip(same, range(count), strict=False):
            yield example


def examples_table(examples: Iterable[Example]) -> Table:
    """Return a row an example."""
    table = Table(box=None, pad_edge=False, show_edge=False)
    for heading in ("rule", "page", "false", "text"):
        table.add_column(heading, overflow="fold")
    for example in examples:
        table.add_row(
            Text(printable_line(name_of(example.rule))),
            Text(printable_line(example.page)),
            f"{example.false}/{example.words}{' lost' if costs(example) else ''}",
            Text(printable_line(example.text)[:SHOWN_CHARACTERS]),
        )
    return table


def costs(example: Example) -> bool:
    """Return whether the engine had it right."""
    return example.kept != example.rule.is_spare


def uses_table(uses: Iterable[EntryUse]) -> Table:
    """Return a row an entry with the count of its pages."""
    table = plain_table("entry", "pages")
    for use in sorted(uses, key=lambda use: (-use.pages, use.entry)):
        table.add_row(Text(use.entry), str(use.pages))
    return table


def entries_table(entries: Iterable[str]) -> Table:
    """Return the phrases of each table, place and language in a row."""
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("table")
    table.add_column("phrases", overflow="fold")
    for place, same in groupby(entries, key=lambda entry: entry.partition(" “")[0]):
        phrases = " ".join(f"“{entry.partition(' “')[2]}" for entry in same)
        table.add_row(Text(place), Text(printable_line(phrases)))
    return table


def failures_table(failures: Mapping[str, str]) -> Table:
    """Return a row a page that failed."""
    table = Table(box=None, pad_edge=False, show_edge=False)
    for heading in ("page", "cause"):
        table.add_column(heading, overflow="fold")
    for page, cause in failures.items():
        table.add_row(Text(printable_line(page)), Text(printable_line(cause)))
    return table


def name_of(rule: Rule) -> str:
    """Return a rule as it is shown."""
    name = f"{rule.detector} (spare)" if rule.is_spare else rule.detector
    return printable_line(f"{name}: {rule.evidence}") if rule.evidence else name


def counts_of(tally: Tally) -> list[str]:
    """Return the counts in the order of their columns."""
    return [str(getattr(tally, name)) for name in COUNTS]


def plain_table(heading: str, *counts: str) -> Table:
    """Return a table without lines; the counts stand to the right."""
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column(Text(heading), overflow="fold")
    for count in counts:
        table.add_column(Text(count), justify="right")
    return table
