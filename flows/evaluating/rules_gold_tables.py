"""The tables of gold in, gold out, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.table import Table
from rich.text import Text

from flows.evaluating.rules_gold import CutLine, GoldReport
from flows.evaluating.rules_tables import SHOWN_CHARACTERS, failures_table, plain_table
from flows.terminal import printable_line


def tables_of_gold(report: GoldReport) -> Iterator[tuple[str, Table]]:
    """Yield the tables of a report with their titles, in the order in which they are shown."""
    yield "Gold bodies of articles, cleaned as plain text", sets_table(report)
    for (detector, reason), same in groupby(
        report.cuts, key=lambda cut: (cut.detector, cut.reason)
    ):
        lines = list(same)
        words = sum(line.words for line in lines)
        pages = len({line.page for line in lines})
        title = f"{detector} cut {len(lines)} lines of {pages} pages as {reason}, {words} words"
        yield title, lines_table(lines)
    if report.changed_otherwise:
        yield "Changed although nothing was cut", pages_table(report.changed_otherwise)
    if report.failures:
        yield "Pages of which nothing came out", failures_table(report.failures)


def sets_table(report: GoldReport) -> Table:
    """Return a row a set and folds."""
    table = plain_table(
        "", "pages", "unchanged", "words kept", "lines cut", "changed without a cut"
    )
    for name, folds in report.sets.items():
        for fold, summary in folds.items():
            table.add_row(
                Text(printable_line(f"{name}, {fold}")),
                str(summary.pages),
                f"{summary.unchanged:.4f}",
                f"{summary.words_kept:.5f}",
                str(summary.cut_lines),
                str(summary.changed_otherwise),
            )
    return table


def lines_table(lines: Iterable[CutLine]) -> Table:
    """Return a row a line that was cut."""
    table = Table(box=None, pad_edge=False, show_edge=False, show_header=False)
    for _ in ("page", "words", "evidence", "text"):
        table.add_column(overflow="fold")
    for line in lines:
        table.add_row(
            Text(printable_line(line.page)),
            str(line.words),
            Text(printable_line(line.evidence)),
            Text(printable_line(line.text)[:SHOWN_CHARACTERS]),
        )
    return table


def pages_table(pages: Iterable[str]) -> Table:
    """Return a row a page."""
    table = Table(box=None, pad_edge=False, show_edge=False, show_header=False)
    table.add_column()
    for page in pages:
        table.add_row(Text(printable_line(page)))
    return table
