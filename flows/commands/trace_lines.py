"""What ``copydesk trace`` shows of a page, line by line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from flows.commands.clean_summary import shown_input
from flows.storing.catalog.page_rows import ArchivedPage, FetchRow, PageRow
from flows.storing.catalog.run_rows import RunRow
from flows.storing.doubts import doubts
from flows.storing.ledger import NearDuplicate, Row
from flows.storing.lines import LINES_FILE
from flows.storing.urls import is_url
from flows.terminal import printable_line
from flows.working.tracing import Trace

_WIDTH = 12
_DIGITS = 12


def lines_of(trace: Trace, destination: str) -> Iterator[str]:
    """Yield the way of a page, from its address to its article."""
    for name, value in _facts(trace, destination):
        if value:
            yield f"{name:<{_WIDTH}}{printable_line(value)}"


def summary_line(trace: Trace) -> str:
    """Return a page in one line."""
    row, page, archived = trace.outcome, trace.page, trace.archived
    if row is not None:
        return printable_line(f"  {row.input}  ({_outcome(row)})")
    if page is not None:
        return printable_line(f"  {page.url}  ({page.outcome or 'not asked for yet'})")
    return printable_line(f"  {archived.url if archived else ''}  (not cleaned yet)")


def _facts(trace: Trace, destination: str) -> Iterator[tuple[str, str]]:
    if trace.page is not None:
        yield from _page(trace.page)
    elif trace.archived is not None:
        yield "address", trace.archived.url
    elif trace.outcome is not None:
        yield "address", trace.outcome.url or ""
    for fetch in trace.fetches:
        yield "fetched", _fetch(fetch)
    if trace.page is not None and trace.page.file:
        yield "raw record", _record(trace.page)
    elif trace.archived is not None:
        yield "raw record", _archived(trace.archived)
    if trace.outcome is None:
        yield "outcome", "none: it was not cleaned yet"
    else:
        yield from _outcomes(trace.outcome, destination)
    if trace.run is not None:
        yield "run", _run(trace.run)


def _page(page: PageRow) -> Iterator[tuple[str, str]]:
    yield "address", page.url
    if page.final_url and page.final_url != page.url:
        yield "led to", page.final_url
    for redirect in page.redirects:
        yield "redirect", f"{redirect.status} {redirect.url} -> {redirect.target}"
    yield "source", f"{page.source}, first seen {page.first_seen}" if page.source else ""
    said = (page.title, page.published, page.language)
    yield "it says", ", ".join(each for each in said if each)
    for signal in page.signals:
        yield "signal", f"{signal.name}: {signal.value} ({signal.origin})"


def _fetch(fetch: FetchRow) -> str:
    status = "" if fetch.status is None else f" {fetch.status}"
    reason = f": {fetch.reason}" if fetch.reason else ""
    return (
        f"{fetch.at} {fetch.outcome.replace('_', ' ')}{status}{reason}, {fetch.bytes:,} bytes, "
        f"{fetch.seconds:.1f} s, run {fetch.run}"
    )


def _record(page: PageRow) -> str:
    return (
        f"{page.file} at {page.offset:,}, {page.length:,} bytes, {page.record_id}, "
        f"sha256 {page.sha256[:_DIGITS]}"
    )


def _archived(page: ArchivedPage) -> str:
    if page.row:
        return f"row {page.row:,} of {page.archive}, a page of {page.size:,} bytes"
    return f"{page.archive} at {page.offset:,}, {page.length:,} bytes, {page.record_id}"


def _outcomes(row: Row, destination: str) -> Iterator[tuple[str, str]]:
    path = shown_input(
        row.input, destination if is_url(destination) else os.path.realpath(destination)
    )
    yield "input", f"{path}, sha256 {row.sha256[:_DIGITS]}" if row.sha256 else path
    yield "outcome", _outcome(row)
    yield "because", row.detail
    yield "duplicate of", row.duplicate_of or ""
    yield "near copy", "" if row.near_duplicate is None else _near_copy(row.near_duplicate)
    if row.output is not None:
        yield "article", _article(row, destination)
        yield "record", _path(destination, row.record) if row.record else ""
    yield "outdated", ", ".join(_path(destination, name) for name in row.superseded)
    if row.words_in:
        confidence = "" if row.confidence is None else f", confidence {row.confidence:.2f}"
        completeness = f", {row.completeness}" if row.completeness else ""
        yield (
            "words kept",
            f"{row.words_out:,} of {row.words_in:,}{completeness}{confidence}",
        )
    cuts = sorted(row.cuts.items(), key=lambda cut: (-cut[1], cut[0]))
    yield "words cut", ", ".join(f"{words:,} {reason}" for reason, words in cuts)
    yield "title", row.title or ""
    authors = f"authors: {row.author_count}"
    yield "metadata", ", ".join(each for each in (row.published, authors, row.language) if each)
    yield "doubtful", ", ".join(doubts(row)) if row.output is not None else ""
    yield "identifier", row.id
    yield "settings", row.configuration[:_DIGITS]
    yield "cleaned", f"{row.time}, {row.seconds:.2f} s" if row.time else ""


def _near_copy(near: NearDuplicate) -> str:
    if near.of is None:
        return f"cluster {near.cluster}, of which it is the original"
    return (
        f"of {near.of}, similarity {near.similarity:.2f}, containment {near.containment:.2f}, "
        f"cluster {near.cluster}"
    )


def _outcome(row: Row) -> str:
    return f"{row.status}: {row.reason}" if row.reason else str(row.status)


def _article(row: Row, destination: str) -> str:
    if row.output == LINES_FILE:
        return "in no part yet: the run that cleaned it goes on, or was killed"
    return _path(destination, row.output or "")


def _path(destination: str, name: str) -> str:
    """Return the place of a file of the destination as one would type it here."""
    if is_url(destination):
        return f"{destination.rstrip('/')}/{name}"
    return os.fspath(Path(destination, name))


def _run(run: RunRow) -> str:
    ended = f" to {run.ended}" if run.ended else ""
    return f"{run.name} ({run.kind}, {run.state}, {run.started}{ended})"
