"""The pipeline as a Prefect flow: ingest, clean, report. ``copydesk run`` and schedules call it."""

from __future__ import annotations

from contextlib import chdir, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.scheduling.prefect_environment import prepare_prefect

prepare_prefect()  # `prefect deploy` and workers come in by here

from msgspec import Struct  # noqa: E402
from prefect import flow, get_run_logger  # noqa: E402
from prefect.runtime import flow_run  # noqa: E402

from flows.clean import UnbalancedLedgerError, clean  # noqa: E402
from flows.configuration import Configuration, load_configuration  # noqa: E402
from flows.ingest import UnbalancedIngestError, ingest  # noqa: E402
from flows.ingesting.report import IngestReport  # noqa: E402
from flows.parameters import CleanParameters, IngestParameters, PipelineParameters  # noqa: E402
from flows.scheduling.schedules import What  # noqa: E402
from flows.showing.artifacts import show_cleaning  # noqa: E402
from flows.showing.host_table import host_table  # noqa: E402
from flows.showing.report_markdown import cleaning_in_short  # noqa: E402
from flows.sources.clean_inputs import clean_inputs  # noqa: E402
from flows.storing.catalog.catalog import find_catalog  # noqa: E402
from flows.working.report import RunReport  # noqa: E402

EVERYTHING = PipelineParameters()
"""Ingest all declared sources and clean what has come in."""

UNBALANCED_ERRORS = (UnbalancedIngestError, UnbalancedLedgerError)
"""What fails a run that has not accounted for everything: it must not pass for a good one."""


class PipelineReport(Struct, frozen=True, kw_only=True):
    """What a run of the pipeline came to.

    Attributes:
        ingest: What the ingest came to, if it was done.
        cleaning: What cleaning came to, if it was done.
    """

    ingest: IngestReport | None = None
    cleaning: RunReport | None = None


def _run_name() -> str:
    """Return a name that tells what is run and for which day (UTC)."""
    given: Any = flow_run.parameters.get("parameters") or {}
    what = given.get("what", What.PIPELINE) if isinstance(given, dict) else given.what
    due = flow_run.scheduled_start_time or datetime.now(UTC)
    name = "pipeline" if what == What.PIPELINE else f"pipeline-{what}"
    return f"{name}-{due.astimezone(UTC):%Y-%m-%d}"


@flow(
    name="pipeline",
    flow_run_name=_run_name,
    description="Ingests what is new, cleans what has come in, and reports.",
    persist_result=False,
)
def pipeline(parameters: PipelineParameters = EVERYTHING) -> PipelineReport:
    """Ingest what is new, clean what has come in, and report.

    A page that fails or is rejected is an outcome and never fails the run.

    Raises:
        UnbalancedIngestError: Not every address of the sources has an outcome.
        UnbalancedLedgerError: The ledger does not account for every input.
    """
    folder = parameters.folder
    with chdir(folder) if folder else nullcontext():
        ingested = _ingest(parameters) if parameters.what is not What.CLEAN else None
        is_stopped = ingested is not None and ingested.stopped
        is_only_ingest = parameters.what is What.INGEST
        cleaned = None if is_stopped or is_only_ingest else _clean(parameters)
        return PipelineReport(ingest=ingested, cleaning=cleaned)


def _ingest(parameters: PipelineParameters) -> IngestReport:
    """Fetch what the declared sources list."""
    return ingest(
        IngestParameters(
            sources=parameters.sources,
            settings_file=parameters.settings_file,
            settings=parameters.settings,
        )
    )


def _clean(parameters: PipelineParameters) -> RunReport:
    """Clean what has come in, all of it that is new."""
    running = _configuration(parameters).running
    report = clean(
        CleanParameters(
            sources=clean_inputs(running),
            destination=running.storage.clean,
            settings_file=parameters.settings_file,
            settings=parameters.settings,
            engine=parameters.engine,
            dask_address=parameters.dask_address,
            dask_workers=parameters.dask_workers,
            retry_failed=parameters.retry_failed,
            prune=parameters.prune,
            refresh_sites=parameters.refresh_sites,
        )
    )
    show_cleaning(report, _hosts(report, running.catalog.url))
    get_run_logger().info("%s", cleaning_in_short(report))
    return report


def _hosts(report: RunReport, catalog_url: str) -> list[dict[str, object]]:
    catalog = find_catalog(catalog_url, report.destination)
    if catalog is None:
        return []
    with catalog:
        return host_table(catalog, report.drifting)


def _configuration(parameters: PipelineParameters) -> Configuration:
    file = Path(parameters.settings_file) if parameters.settings_file else None
    return load_configuration(file, parameters.settings)
