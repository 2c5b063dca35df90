"""The tables of a report, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from rich.table import Table
from rich.text import Text

from flows.evaluating.report import (
    Groups,
    Report,
    Summary,
    WorstPage,
)
from flows.terminal import printable_line

NOTHING = "–"

_INTERVAL = "  95 % interval"
_GROUP_ROWS = {"word F1", _INTERVAL, "shingle F1", "exact"}

_ROWS: tuple[tuple[str, Callable[[Summary], str]], ...] = (
    ("pages", lambda summary: str(summary.pages)),
    ("failed", lambda summary: str(summary.failed)),
    ("word F1", lambda summary: ratio(summary.word_f1)),
    (_INTERVAL, lambda summary: "–".join(map(ratio, summary.word_f1_interval))),
    ("shingle F1", lambda summary: ratio(summary.shingle_f1)),
    ("  precision", lambda summary: ratio(summary.shingle_precision)),
    ("  recall", lambda summary: ratio(summary.shingle_recall)),
    ("exact", lambda summary: ratio(summary.exact)),
    ("snippets found that must be", lambda summary: ratio(summary.contained)),
    ("snippets found that must not be", lambda summary: ratio(summary.not_contained)),
    ("title right", lambda summary: ratio(summary.title)),
    ("authors right", lambda summary: ratio(summary.authors)),
    ("date right", lambda summary: ratio(summary.date)),
    ("dates where the gold has none", lambda summary: _count(summary.surplus_dates)),
    ("removed lines cut", lambda summary: ratio(summary.removed_cut)),
    ("  for the gold's reason", lambda summary: ratio(summary.removed_agreeing)),
)


def ratio(value: float | None) -> str:
    """Return a ratio with three decimals and no leading zero, such as ``.945``."""
    return NOTHING if value is None else f"{value:.3f}".removeprefix("0")


def tables_of(report: Report) -> Iterator[tuple[str, Table]]:
    """Yield the tables of a report with their titles, in the order in which they are shown."""
    yield f"{report.pages} pages", _overall(report)
    yield "By page type", _groups(report.page_types, report.engines)
    yield "By language", _groups(report.languages, report.engines)
    for engine, pages in report.worst.items():
        if pages:
            yield f"Worst pages of folds 1-4: {engine}", _worst(pages)
    if report.failures:
        yield "Failed pages, counted as empty output", _failures(report)


def labels_of(engines: Sequence[str]) -> dict[str, str]:
    """Return a short name for every engine: of a peer its function, where that is its alone."""
    short = {engine: engine.rpartition(":")[2] for engine in engines}
    shared = Counter(short.values())
    return {engine: name if shared[name] == 1 else engine for engine, name in short.items()}


def _overall(report: Report) -> Table:
    """Metrics down, engines across, each on all pages, on folds 1 to 4 and on fold 0."""
    labels = labels_of(report.engines)
    table = _table()
    table.add_column("")
    columns = [(engine, fold) for engine in report.engines for fold in report.overall]
    for engine, fold in columns:
        table.add_column(Text(f"{labels[engine]}\n{fold}"), justify="right")
    summaries = [report.overall[fold][engine] for engine, fold in columns]
    for name, shown in _ROWS:
        cells = [shown(summary) for summary in summaries]
        if any(cell != NOTHING for cell in cells):
            table.add_row(name, *cells)
    return table


def _groups(groups: Groups, engines: Sequence[str]) -> Table:
    """Groups down; across for each engine the main metrics, for a single one with the interval."""
    labels = labels_of(engines)
    metrics = [row for row in _ROWS if row[0] in _GROUP_ROWS]
    if len(engines) > 1:
        metrics = [row for row in metrics if row[0] != _INTERVAL]
    table = _table()
    table.add_column("")
    table.add_column("pages", justify="right")
    for engine in engines:
        for metric, _ in metrics:
            table.add_column(Text(f"{labels[engine]}\n{metric.strip()}"), justify="right")
    for group, by_engine in groups.items():
        pages = max(summary.pages for summary in by_engine.values())
        cells = [shown(by_engine[engine]) for engine in engines for _, shown in metrics]
        table.add_row(_cell(group), str(pages), *cells)
    return table


def _worst(pages: Sequence[WorstPage]) -> Table:
    table = _table()
    table.add_column("page", overflow="fold")
    for heading in ("word F1", "words missing", "words extra"):
        table.add_column(heading, justify="right")
    for page in pages:
        table.add_row(
            _cell(page.identifier),
            ratio(page.word_f1),
            str(page.missing_count),
            str(page.extra_count),
        )
    return table


def _failures(report: Report) -> Table:
    table = _table()
    for heading in ("page", "engine", "cause"):
        table.add_column(heading, overflow="fold")
    for failure in report.failures:
        table.add_row(_cell(failure.identifier), _cell(failure.engine), _cell(failure.cause))
    return table


def _cell(text: str) -> Text:
    return Text(printable_line(text))


def _table() -> Table:
    return Table(box=None, pad_edge=False, show_edge=False)


def _count(value: int | None) -> str:
    return NOTHING if value is None else str(value)
