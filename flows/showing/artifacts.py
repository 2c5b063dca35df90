"""What is shown of a run in Prefect, as artifacts: summaries, a table of hosts, links, progress."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from uuid import UUID

import httpx
from prefect import get_run_logger
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from flows.ingesting.report import IngestReport
from flows.showing.report_markdown import cleaning_markdown, ingest_markdown
from flows.storing.ledger import Row
from flows.terminal import printable_line
from flows.working.report import RunReport

_SECONDS_BETWEEN_UPDATES = 5.0


class Progress:
    """Shows how far a cleaning run is; its ``Watcher``. It asks the server now and then only."""

    def __init__(self) -> None:
        self._artifact: UUID | None = None
        self._inputs = self._settled = 0
        self._next = 0.0

    def begun(self, inputs: int) -> None:
        """Show that nothing is done of so many inputs."""
        self._inputs = inputs
        self._next = time.monotonic() + _SECONDS_BETWEEN_UPDATES
        with _told_if_lost():
            created = create_progress_artifact(
                progress=0.0, key="progress", description=f"{inputs:,} inputs"
            )
            self._artifact = cast("UUID", created)  # a coroutine where a loop is running

    def settled(self, row: Row) -> None:  # noqa: ARG002 - which one it was is not shown
        """Count an outcome."""
        self._settled += 1
        if self._settled == self._inputs or time.monotonic() >= self._next:
            self._show()

    def _show(self) -> None:
        self._next = time.monotonic() + _SECONDS_BETWEEN_UPDATES
        if self._artifact is None:
            return
        with _told_if_lost():
            update_progress_artifact(
                artifact_id=self._artifact,
                progress=100.0 * self._settled / max(self._inputs, 1),
                description=f"{self._settled:,} of {self._inputs:,} inputs",
            )


def show_ingest(report: IngestReport) -> None:
    """Show what an ingest came to: a summary, and a link to what it wrote."""
    create_markdown_artifact(
        key="ingest", markdown=ingest_markdown(report), description="What was fetched"
    )
    _show_link("raw-pages", report.raw, "Raw pages, as WARC")


def show_cleaning(report: RunReport, hosts: Sequence[Mapping[str, object]]) -> None:
    """Show what a cleaning run came to: a summary, its hosts, a link to what it wrote."""
    create_markdown_artifact(
        key="cleaning", markdown=cleaning_markdown(report), description="What was cleaned"
    )
    if hosts:
        create_table_artifact(
            key="hosts", table=[dict(host) for host in hosts], description="Hosts, newest pages"
        )
    _show_link("articles", report.destination, "Articles")


def _show_link(key: str, place: str, description: str) -> None:
    link = place if "://" in place else Path(place).absolute().as_uri()
    create_link_artifact(key=key, link=link, link_text=place, description=description)


@contextmanager
def _told_if_lost() -> Iterator[None]:
    """Go on without a display if the server does not take it: the pages matter more."""
    try:
        yield
    except httpx.HTTPError as error:
        get_run_logger().warning("the progress is not shown: %s", printable_line(str(error)))
