"""``copydesk ingest``: what declared sources list, fetched politely and kept as WARC."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.clean_errors import FAILED, INTERRUPTED, told_in_one_line
from flows.commands.options import AssignmentsOption, ConfigOption, QuietOption
from flows.configuration import load_configuration
from flows.run_settings import RunSettings

if TYPE_CHECKING:
    from flows.ingesting.report import IngestReport

UNBALANCED = 3


def ingest(  # noqa: PLR0913 - the options of a command
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...", help="Names of sources of the settings; all without any."
        ),
    ] = None,
    *,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Print what would be fetched; fetches feeds and sitemaps for that."
        ),
    ] = False,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    quiet: QuietOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the summary (or the plan) as JSON.")
    ] = False,
) -> None:
    r"""Fetch what declared sources list, politely, and keep it as WARC files.

    Sources are tables of copydesk.toml: lists of addresses, RSS and Atom feeds, sitemaps. Pages are
    asked for as robots.txt and the table \[fetch] allow, and only if they have changed since they
    were last kept. What comes is kept below the folder storage.raw, by host and day, for
    `copydesk clean` and other tools to read. WARC files and folders may be sources as well: there
    is nothing to fetch, and they are cleaned where they are.

    A source in copydesk.toml:
      \[fetch]
      contact = "archive@example.org"

      \[sources.gazette]
      kind = "feed"
      addresses = \["https://gazette.example/feed.xml"]

    Examples:
      copydesk ingest
      copydesk ingest gazette --dry-run
      copydesk ingest gazette --set sources.gazette.max_pages=20

    Exit codes: 0 every address has its outcome and none failed; 1 pages failed, a feed or sitemap
    could not be read, or the run could not go on; 2 an option, a file or a setting is wrong; 3 not
    every address has an outcome; 130 stopped by Ctrl-C: the fetches in hand were finished, and the
    same command goes on.
    """
    settings = load_configuration(config, assignments or ()).running
    with told_in_one_line():
        if dry_run:
            _print_plan(sources or [], settings, quiet=quiet, as_json=as_json)
            return
        from flows.commands.ingest_summary import print_ingest_report

        report = _run(sources or [], settings, quiet=quiet)
        print_ingest_report(report, quiet=quiet, as_json=as_json)
        raise typer.Exit(ingest_exit_code(report))


def ingest_exit_code(report: IngestReport) -> int:
    """Return what the process says of an ingest when it ends."""
    if not report.balanced:
        return UNBALANCED
    if report.stopped:
        return INTERRUPTED
    return FAILED if report.failed else 0


def _run(names: list[str], settings: RunSettings, *, quiet: bool) -> IngestReport:
    from flows.commands.ingest_progress import ingest_progress
    from flows.ingesting.run import ingest_sources
    from flows.working.stopping import StopRequest, tell_of_stop

    stop = StopRequest() if quiet else StopRequest(tell_of_stop("fetches"))
    with ingest_progress(quiet=quiet) as watcher:
        return ingest_sources(names, settings, watcher=watcher, stop=stop)


def _print_plan(names: list[str], settings: RunSettings, *, quiet: bool, as_json: bool) -> None:
    import msgspec

    from flows.commands.ingest_summary import print_ingest_plan
    from flows.ingesting.plan import plan_ingest
    from flows.terminal import printable_json, printable_line

    addresses: list[dict[str, str]] = []

    def planned(source: str, url: str) -> None:
        if as_json:
            addresses.append({"source": source, "url": url})
        else:
            typer.echo(printable_line(url))

    reports = plan_ingest(names, settings, planned=planned)
    if as_json:
        plan = {"sources": reports, "pages": addresses}
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(plan))))
    elif not quiet:
        print_ingest_plan(reports)
