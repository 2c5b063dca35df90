"""``copydesk run``: the pipeline now, in this process, told to a Prefect server."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from flows.commands.clean import UNBALANCED, exit_code
from flows.commands.clean_errors import FAILED, INTERRUPTED, told_in_one_line
from flows.commands.errors import say
from flows.commands.ingest import ingest_exit_code
from flows.commands.options import (
    AssignmentsOption,
    ConfigOption,
    PruneOption,
    QuietOption,
    RefreshSitesOption,
    RetryFailedOption,
)
from flows.commands.server import server_for
from flows.configuration import load_configuration
from flows.scheduling.schedules import What
from flows.terminal import printable_json

if TYPE_CHECKING:
    from flows.parameters import PipelineParameters
    from flows.pipeline import PipelineReport

_GRAVEST_FIRST = (UNBALANCED, INTERRUPTED, FAILED)


def run_pipeline(  # noqa: PLR0913 - the options of a command
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="Declared sources to ingest; all if none."),
    ] = None,
    *,
    what: Annotated[
        What, typer.Option("--only", help="Only ingest, or only clean.", show_default="both")
    ] = What.PIPELINE,
    retry_failed: RetryFailedOption = False,
    prune: PruneOption = False,
    refresh_sites: RefreshSitesOption = False,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    quiet: QuietOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what the run came to as JSON.")
    ] = False,
) -> None:
    """Run the pipeline now: ingest the declared sources, clean what has come in, report.

    The run is a Prefect flow: a Prefect server keeps its log, its outcome and its reports. One that
    is configured (PREFECT_API_URL, or a profile) is used; else that of a running `copydesk
    schedule` is found, or a local one is started for the run, which takes 10 to 25 seconds.
    `copydesk ingest` and `copydesk clean` do the same work without any server.

    Examples:
      copydesk run                       all declared sources
      copydesk run gazette reading-list  these only
      copydesk run --only clean

    Exit codes: as of `copydesk clean`.
    """
    configuration = load_configuration(config, assignments or ())
    if quiet:
        os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")
    with told_in_one_line(), server_for(configuration, quiet=quiet):
        from flows.parameters import PipelineParameters

        parameters = PipelineParameters(
            what=what,
            settings_file=str(config) if config else None,
            settings=tuple(assignments or ()),
            sources=tuple(sources or ()),
            retry_failed=retry_failed,
            prune=prune,
            refresh_sites=refresh_sites,
        )
        report = _run(parameters)
    _print(report, quiet=quiet, as_json=as_json)
    raise typer.Exit(_exit_code(report))


def _run(parameters: PipelineParameters) -> PipelineReport:
    from prefect import tags

    from flows.pipeline import UNBALANCED_ERRORS, pipeline

    try:
        with tags("copydesk", str(parameters.what)):
            return pipeline(parameters)
    except UNBALANCED_ERRORS as error:
        say(f"{error}; please report this")
        raise typer.Exit(UNBALANCED) from error


def _print(report: PipelineReport, *, quiet: bool, as_json: bool) -> None:
    """Print what a run came to."""
    from flows.commands.clean_summary import print_report
    from flows.commands.ingest_summary import print_ingest_report

    if as_json:
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(report))))
        return
    if report.ingest is not None:
        print_ingest_report(report.ingest, quiet=quiet, as_json=False)
    if report.cleaning is not None:
        print_report(report.cleaning, quiet=quiet, as_json=False)


def _exit_code(report: PipelineReport) -> int:
    """Return the gravest of what ingest and cleaning would end with."""
    codes = [
        ingest_exit_code(report.ingest) if report.ingest else 0,
        exit_code(report.cleaning) if report.cleaning else 0,
    ]
    return next((code for code in _GRAVEST_FIRST if code in codes), 0)
