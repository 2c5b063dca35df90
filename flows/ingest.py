"""The Prefect flow that ingests: what sources list is asked for politely and kept as WARC.

It calls the same functions as ``copydesk ingest``. All sources are one task: what is asked of a
host, by whichever source, has to be in one hand to be polite.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from flows.scheduling.prefect_environment import prepare_prefect

prepare_prefect()  # `prefect deploy` and workers come in by here

from prefect import flow, get_run_logger, task  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.runtime import flow_run  # noqa: E402

from flows.configuration import load_configuration  # noqa: E402
from flows.ingesting.report import IngestReport, Settled  # noqa: E402
from flows.ingesting.run import ingest_sources  # noqa: E402
from flows.parameters import IngestParameters  # noqa: E402
from flows.showing.artifacts import show_ingest  # noqa: E402
from flows.showing.report_markdown import ingest_in_short  # noqa: E402
from flows.terminal import printable_line  # noqa: E402

_SECONDS_BETWEEN_LINES = 30.0
_EVERYTHING = IngestParameters()


class UnbalancedIngestError(RuntimeError):
    """Not every address that the sources list has an outcome."""


class LogLines:
    """Says in the log of a run how far it is; an ``IngestWatcher``."""

    def __init__(self) -> None:
        self._logger = get_run_logger()
        self._waiting = self._settled = 0
        self._next = time.monotonic() + _SECONDS_BETWEEN_LINES

    def waiting(self, source: str, pages: int) -> None:
        """Say how many pages of a source will be asked for."""
        self._waiting += pages
        self._logger.info("%s: %s pages to ask for", source, f"{pages:,}")

    def settled(self, source: str, outcome: Settled) -> None:  # noqa: ARG002 - a watcher's
        """Say how far the ingest is, if it has not been said for a while."""
        self._settled += 1
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _SECONDS_BETWEEN_LINES
            self._logger.info("%s of %s pages", f"{self._settled:,}", f"{self._waiting:,}")


def _run_name() -> str:
    """Return a name that tells which sources are ingested and for which day (UTC)."""
    given = flow_run.parameters.get("parameters") or {}
    sources = given.get("sources", ()) if isinstance(given, dict) else given.sources
    due = flow_run.scheduled_start_time or datetime.now(UTC)
    return f"ingest-{'-'.join(sources) or 'all'}-{due.astimezone(UTC):%Y-%m-%d}"


@flow(
    name="ingest",
    flow_run_name=_run_name,
    description="Fetches what the declared sources list, and keeps it as WARC.",
    persist_result=False,
)
def ingest(parameters: IngestParameters = _EVERYTHING) -> IngestReport:
    """Ingest; a page or a feed that fails is an outcome and never fails the run.

    Raises:
        UnbalancedIngestError: Not every address has an outcome.
    """
    report = ingest_task(parameters)
    show_ingest(report)
    get_run_logger().info("%s", ingest_in_short(report))
    for source in report.sources:
        for trouble in source.unread:
            told = printable_line(f"{trouble.url}: {trouble.reason}: {trouble.detail}")
            get_run_logger().warning("%s: %s", source.name, told)
    if not report.balanced:
        raise UnbalancedIngestError("not every address of the sources has an outcome")
    return report


@task(name="ingest sources", cache_policy=NO_CACHE, persist_result=False)
def ingest_task(parameters: IngestParameters) -> IngestReport:
    """Ask for what the sources list; started again, it goes on where it was."""
    file = Path(parameters.settings_file) if parameters.settings_file else None
    settings = load_configuration(file, parameters.settings).running
    return ingest_sources(parameters.sources, settings, watcher=LogLines())
