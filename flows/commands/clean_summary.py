"""What a run came to, for a person."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import typer
from rich import box
from rich.console import RenderableType
from rich.table import Table

from flows.commands.errors import say
from flows.commands.status_tables import changes_in_words
from flows.storing.names import input_path, path_text
from flows.terminal import console_for, printable_json, printable_line
from flows.working.report import ListedPage, RunReport

_SHOWN_PAGES = 5
_SHOWN_CAUSES = 8
_SHOWN_CHANGES = 10


def print_report(report: RunReport, *, quiet: bool, as_json: bool) -> None:
    """Print what a run came to, in the form that was asked for."""
    if as_json:
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(report))))
    elif not quiet:
        console = console_for()
        for part in summary_of(report):
            console.print(part)
    if not report.balanced:
        say(f"the ledger does not account for every input of {report.inputs}; please report this")


def summary_of(report: RunReport) -> Iterator[RenderableType]:
    """Yield what is shown of a run: outcomes, words, cuts, pages to look at, how to go on."""
    for table in _tables(report):
        yield from (table, "")
    yield from _lines(report)


def _tables(report: RunReport) -> Iterator[Table]:
    yield _outcomes(report)
    if report.cuts:
        yield _counts("words cut", report.cuts)
    if report.reasons:
        yield _counts("rejected or failed", report.reasons)
    yield from _pages("failed", report.failures, report.destination)
    yield from _pages("most doubtful", report.doubtful, report.destination)
    yield from _pages("slowest", report.slowest, report.destination)


def _outcomes(report: RunReport) -> Table:
    table = _table(f"{report.inputs:,} inputs", "")
    for outcome, count in report.outcomes.items():
        if count:
            table.add_row(outcome, f"{count:,}")
    if report.unreached:
        table.add_row("not reached", f"{report.unreached:,}")
    table.add_row("words in", f"{report.words_in:,}")
    table.add_row("words out", f"{report.words_out:,}")
    return table


def _counts(title: str, counts: Mapping[str, int]) -> Table:
    table = _table(title, "")
    for name, count in list(counts.items())[:_SHOWN_CAUSES]:
        table.add_row(name, f"{count:,}")
    rest = sum(list(counts.values())[_SHOWN_CAUSES:])
    if rest:
        table.add_row("other", f"{rest:,}")
    return table


def _pages(title: str, pages: Sequence[ListedPage], destination: str) -> Iterator[Table]:
    if not pages:
        return
    table = _table(title, "seconds")
    table.add_column("")
    for page in pages[:_SHOWN_PAGES]:
        why = printable_line(", ".join(part for part in page.why if part))
        table.add_row(shown_input(page.input, destination), f"{page.seconds:.2f}", why)
    yield table


def shown_input(key: str, destination: str) -> str:
    """Return the path of an input as one would type it here."""
    path = input_path(key, os.fsencode(destination))
    here = os.fsencode(Path.cwd())
    return path_text(os.path.relpath(path, here) if path.startswith(here + b"/") else path)


def _lines(report: RunReport) -> Iterator[str]:
    if report.left_out:
        named = ", ".join(
            f"{count:,} {reason.replace('_', ' ')}" for reason, count in report.left_out.items()
        )
        yield f"Left out: {named}."
    if report.gone:
        yield f"The inputs of {report.gone:,} outputs have gone."
    if report.superseded:
        yield f"{report.superseded:,} files of earlier outputs are outdated."
    if report.pruned:
        yield f"{report.pruned:,} files were removed."
    elif report.gone or report.superseded:
        yield "--prune removes what has gone and what is outdated."
    yield from site_lines(report)
    yield from report.near_duplicates.sentences()
    for host in report.drifting:
        yield printable_line(f"{host.host} is drifting: {changes_in_words(host)}.")
    yield from (f"Note: {note}." for note in report.notes)
    if report.stopped:
        yield f"Stopped with {report.unreached:,} inputs left: run the same command again to go on."
    yield printable_line(
        f"{report.destination}: articles; `copydesk status {report.destination}` says what became "
        f"of every input ({report.seconds:,.1f} s)"
    )


def site_lines(report: RunReport) -> Iterator[str]:
    """Yield what a run has come to in what is known of sites."""
    changed = report.sites.changed_articles
    if changed:
        yield "Articles that have changed with what is known of their sites:"
        yield from (f"  {shown_input(key, report.destination)}" for key in changed[:_SHOWN_CHANGES])
    if len(changed) > _SHOWN_CHANGES:
        yield f"  and {len(changed) - _SHOWN_CHANGES:,} more; --json names all"
    yield from report.sites.sentences()


def _table(title: str, second: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(title)
    table.add_column(second, justify="right")
    return table
