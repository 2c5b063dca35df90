"""What ``copydesk status`` shows a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from rich import box
from rich.console import RenderableType
from rich.table import Table

from flows.drifting.drift import DriftingHost
from flows.storing.catalog.overview import HostCounts, Overview
from flows.storing.catalog.run_rows import RunRow
from flows.terminal import printable_line

_SHOWN_CAUSES = 8


def tables_of(
    overview: Overview, drifting: Sequence[DriftingHost], place: str
) -> Iterator[RenderableType]:
    """Yield what is shown of a catalog: outcomes, runs, what to look at, where it is."""
    for table in _tables(overview, drifting):
        yield from (table, "")
    yield from overview.near_duplicates.sentences()
    if drifting:
        yield "What is drifting may have been redesigned: see its pages with `copydesk explain`."
    yield printable_line(f"{place}: `copydesk status --rows` prints every outcome")


def changes_in_words(host: DriftingHost) -> str:
    """Say in what the newest pages of a host differ from its earlier ones."""
    changes = "; ".join(
        f"{change.figure} {_figure(change.figure, change.before)} -> "
        f"{_figure(change.figure, change.after)}"
        for change in host.changes
    )
    return f"{changes} (its newest {host.pages} pages against {host.past_pages} before)"


def _figure(name: str, value: float) -> str:
    if "share" in name:
        return f"{value:.0%}"
    return f"{value:.2f}" if "confidence" in name else f"{value:,.0f}"


def _tables(overview: Overview, drifting: Sequence[DriftingHost]) -> Iterator[Table]:
    yield _counts(f"{overview.inputs:,} inputs", overview.outcomes, len(overview.outcomes))
    if overview.running:
        yield _counts("of the run that goes on", overview.running)
    if overview.fetched:
        yield _counts("addresses by their last fetch", overview.fetched)
    yield _runs(overview.runs)
    for title, counts in (
        ("failed", overview.failed),
        ("rejected", overview.rejected),
        ("doubtful", overview.doubtful),
    ):
        if counts:
            yield _counts(title, counts)
    if overview.hosts:
        yield _hosts(overview.hosts)
    if drifting:
        yield _drifting(drifting)


def _counts(title: str, counts: Mapping[str, int], shown: int = _SHOWN_CAUSES) -> Table:
    table = _table(title, "")
    for name, count in list(counts.items())[:shown]:
        if count:
            table.add_row(printable_line(name), f"{count:,}")
    if rest := sum(list(counts.values())[shown:]):
        table.add_row("other", f"{rest:,}")
    return table


def _runs(runs: Sequence[RunRow]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in ("last runs", "", "state", "minutes", "came to"):
        table.add_column(heading, justify="right" if heading == "minutes" else "left")
    for run in runs:
        table.add_row(run.name, run.kind, run.state, _minutes(run), _came_to(run.report))
    return table


def _minutes(run: RunRow) -> str:
    if not run.ended:
        return ""
    took = datetime.fromisoformat(run.ended) - datetime.fromisoformat(run.started)
    return f"{took.total_seconds() / 60:.1f}"


def _came_to(report: str) -> str:
    """Return the outcomes that a report of a run counts, of a clean or of an ingest."""
    told = msgspec.json.decode(report) if report else {}
    counts: Counter[str] = Counter()
    for part in (told, *told.get("sources", ())):
        counts.update(part.get("outcomes", {}) if isinstance(part, dict) else {})
    return ", ".join(
        f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items() if count
    )


def _hosts(hosts: Sequence[HostCounts]) -> Table:
    table = _table("hosts to look at", "failed", "rejected", "doubtful", "articles")
    for host in hosts:
        counts = (host.failed, host.rejected, host.doubtful, host.articles)
        name = printable_line(host.host) or "(host not known)"
        table.add_row(name, *(f"{count:,}" for count in counts))
    return table


def _drifting(drifting: Sequence[DriftingHost]) -> Table:
    table = _table("drifting hosts", "newest", "before", "by chance")
    for host in drifting:
        for change in host.changes:
            table.add_row(
                printable_line(f"{host.host}: {change.figure}"),
                _figure(change.figure, change.after),
                _figure(change.figure, change.before),
                f"{change.probability:.1g}",
            )
    return table


def _table(title: str, *headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(title)
    for heading in headings:
        table.add_column(heading, justify="right")
    return table
