"""What an ingest came to, for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
import typer
from rich import box
from rich.table import Table

from flows.commands.errors import say
from flows.ingesting.report import IngestReport, Settled, SourceReport, Trouble
from flows.terminal import console_for, printable_json, printable_line

_SHOWN_TROUBLES = 5
_KILO = 1_000.0


def print_ingest_report(report: IngestReport, *, quiet: bool, as_json: bool) -> None:
    """Print what an ingest came to, in the form that was asked for."""
    if as_json:
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(report))))
    elif not quiet:
        console = console_for()
        for part in _tables(report.sources):
            console.print(part)
            console.print("")
        for line in _lines(report):
            console.print(printable_line(line))
    if not report.balanced:
        say("not every address of the sources has an outcome; please report this")


def print_ingest_plan(reports: Sequence[SourceReport]) -> None:
    """Print what an ingest would do, below the addresses."""
    console = console_for(stderr=True)
    for part in _tables(reports, waiting="to fetch"):
        console.print(part)


def _tables(reports: Sequence[SourceReport], *, waiting: str = "not reached") -> Iterator[Table]:
    fetched = [report for report in reports if report.outcomes]
    if fetched:
        yield _outcomes(fetched, waiting)
    if files := [report for report in reports if not report.outcomes]:
        table = _table("source", "files", "")
        for report in files:
            advice = "nothing to fetch: cleaned where they are"
            table.add_row(report.name, f"{report.listed:,}", f"{report.kind}, {advice}")
        yield table
    reasons: Counter[str] = Counter()
    for report in reports:
        reasons.update(report.reasons)
    if reasons:
        table = _table("refused or failed", "pages")
        for reason, count in reasons.most_common():
            table.add_row(reason.replace("_", " "), f"{count:,}")
        yield table
    yield from _troubles("feeds and sitemaps", [each for one in reports for each in one.unread])
    yield from _troubles("such as", [each for one in reports for each in one.troubles])


def _outcomes(reports: Sequence[SourceReport], waiting: str) -> Table:
    """Return a row for each source, with a column for each outcome that there is."""
    shown = [each for each in Settled if any(report.outcomes[each] for report in reports)]
    is_unreached = any(report.unreached for report in reports)
    names = [str(each).replace("_", " ") for each in shown]
    table = _table("source", "listed", *names, *([waiting] if is_unreached else []), "received")
    for report in reports:
        counts = [report.listed, *(report.outcomes[each] for each in shown)]
        if is_unreached:
            counts.append(report.unreached)
        table.add_row(report.name, *(f"{count:,}" for count in counts), _size(report.bytes))
    return table


def _troubles(title: str, troubles: Sequence[Trouble]) -> Iterator[Table]:
    if not troubles:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in (title, "", ""):
        table.add_column(heading, overflow="fold")
    for trouble in troubles[:_SHOWN_TROUBLES]:
        row = (trouble.url, trouble.reason.replace("_", " "), trouble.detail)
        table.add_row(*map(printable_line, row))
    yield table


def _lines(report: IngestReport) -> Iterator[str]:
    if report.recovered:
        yield f"{report.recovered:,} files of a killed run were saved."
    if report.stopped:
        yield "Stopped before the end: run the same command again to go on."
    yield f"{report.raw}: raw pages, as WARC ({report.seconds:,.1f} s)"


def _size(count: int) -> str:
    size = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if size < _KILO:
            return f"{size:,.0f} {unit}" if unit == "B" else f"{size:,.1f} {unit}"
        size /= _KILO
    return f"{size:,.1f} TB"


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right" if name else "left")
    return table
