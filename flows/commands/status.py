"""``copydesk status``: what became of every input, by the catalog."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from flows.commands.errors import UserError
from flows.commands.options import AssignmentsOption, ConfigOption
from flows.configuration import load_configuration
from flows.terminal import console_for, printable_json

if TYPE_CHECKING:
    from flows.drifting.drift import DriftingHost
    from flows.storing.catalog.catalog import Catalog

DRIFTING = 4
_MAX_RUNS = 10
_MAX_HOSTS = 20


def status(  # noqa: PLR0913 - the options of a command
    destination: Annotated[
        str | None,
        typer.Argument(
            metavar="DEST", help="Folder (or URL) of the articles.", show_default="storage.clean"
        ),
    ] = None,
    *,
    rows: Annotated[
        bool, typer.Option("--rows", help="Print the outcome of every input, a line of JSON each.")
    ] = False,
    fail_on_drift: Annotated[
        bool, typer.Option("--fail-on-drift", help="End with exit code 4 if a host is drifting.")
    ] = False,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Say what became of every input: outcomes, runs, what failed and why, hosts that changed.

    All is read from the catalog (catalog.sqlite in DEST, or where catalog.url says), also while a
    run goes on. Counts are of the inputs as they stand now, whichever run each outcome is of. A
    host is drifting when its newest pages are unlike its earlier ones: fewer words, more of them
    cut, dates or authors missing, more pages rejected. The site was redesigned, or broke; look at
    its pages with `copydesk explain`. How sure that has to be stands in the table drift of the
    settings.

    Examples:
      copydesk status clean/
      copydesk status clean/ --rows | jq 'select(.status == "failed")'
      copydesk status clean/ --fail-on-drift || mail -s 'a site has changed' desk@example.org

    Exit codes: 0 shown; 2 there is no catalog, or an option or a setting is wrong; 4 a host is
    drifting, with --fail-on-drift.
    """
    if rows and as_json:
        raise UserError("--rows and --json exclude each other; give one of them")
    configuration = load_configuration(config, assignments or ())
    from flows.commands.catalogs import catalog_of
    from flows.drifting.host_watch import drifting_hosts

    running = configuration.running
    with catalog_of(destination or running.storage.clean, running.catalog.url) as catalog:
        drifting = [] if rows and not fail_on_drift else [*drifting_hosts(catalog, running.drift)]
        if rows:
            _print_rows(catalog)
        else:
            _print_overview(catalog, drifting, as_json=as_json)
    if drifting and fail_on_drift:
        raise typer.Exit(DRIFTING)


def _print_rows(catalog: Catalog) -> None:
    for row in catalog.rows():
        typer.echo(printable_json(msgspec.json.encode(row)))


def _print_overview(catalog: Catalog, drifting: list[DriftingHost], *, as_json: bool) -> None:
    from flows.commands.status_tables import tables_of
    from flows.storing.catalog.overview import overview_of

    with catalog.reading() as connection:
        overview = overview_of(connection, max_runs=_MAX_RUNS, max_hosts=_MAX_HOSTS)
    if as_json:
        told = {"catalog": catalog.place, **msgspec.to_builtins(overview)}
        told["runs"] = [_with_report(run) for run in told["runs"]]
        told["drifting"] = drifting
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(told))))
        return
    console = console_for()
    for part in tables_of(overview, drifting, catalog.place):
        console.print(part)


def _with_report(run: dict[str, object]) -> dict[str, object]:
    """Return a run whose report is no text of JSON, but the JSON itself."""
    report = str(run["report"])
    return {**run, "report": msgspec.Raw(report.encode("utf-8")) if report else None}
