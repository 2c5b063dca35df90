"""``copydesk learn``: what the pages of sites repeat, before any of them is cleaned."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from flows.commands.clean_errors import FAILED, INTERRUPTED, told_in_one_line
from flows.commands.options import AssignmentsOption, ConfigOption, QuietOption
from flows.configuration import load_configuration
from flows.terminal import console_for, printable_json, printable_line

if TYPE_CHECKING:
    from flows.learning.learn_run import LearnReport

_SHOWN_SITES = 10


def learn(  # noqa: PLR0913 - the options of a command
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, WARC files, dumps, URLs."),
    ],
    *,
    destination: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="DEST",
            help="Folder (or URL) of the articles that the catalog is of.",
            show_default="storage.clean",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=0, help="Worker processes; 0 takes one a processor."),
    ] = None,
    include: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Only these files, by patterns as in .gitignore."),
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN", help="Leave these files out.")
    ] = None,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    quiet: QuietOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Learn what sites repeat: read every page, note its blocks, clean nothing.

    Newsletter footers, link boxes and the like come back on other pages of their site, and a
    single page does not show that. What is learned here is used by the next `copydesk clean` into
    DEST (which learns from the pages that it cleans, too); `copydesk sites` shows it. Where a page
    is from is told by its address, a sidecar, a column of a dump, a folder named after a host, its
    canonical address or its copyright line; texts without any are grouped by the lines they share.

    Pages that were learned from before are not read again; what has been learned adds up, in any
    order. Of a site the 200 pages with the smallest numbers are kept, so a site of any size takes
    a few megabytes at most.

    Examples:
      copydesk learn pages/ --into clean/
      copydesk clean pages/ clean/                   with what was learned
      copydesk clean pages/ clean/ --passes 2        both in one go
      copydesk clean pages/ clean/ --refresh-sites   what more is known of since

    Exit codes: 0 learned; 1 pages failed, or it could not go on; 2 an option, a file or a setting
    is wrong; 130 stopped by Ctrl-C: what was read by then is learned, and the same command goes on.
    """
    options = {
        "run": {"jobs": jobs, "include": include or None, "exclude": exclude or None},
    }
    configuration = load_configuration(config, assignments or (), options)
    with told_in_one_line():
        from flows.commands.learn_progress import learn_progress
        from flows.learning.learn_run import learn_sources
        from flows.working.stopping import StopRequest, tell_of_stop

        stop = StopRequest() if quiet else StopRequest(tell_of_stop("pages"))
        with learn_progress(quiet=quiet) as watcher:
            report = learn_sources(
                sources,
                destination or configuration.running.storage.clean,
                configuration,
                watcher=watcher,
                stop=stop,
            )
    _print(report, quiet=quiet, as_json=as_json)
    if report.stopped:
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(FAILED if report.outcomes["failed"] else 0)


def _print(report: LearnReport, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(report))))
    elif not quiet:
        console = console_for()
        for line in _lines(report):
            console.print(printable_line(line))


def _lines(report: LearnReport) -> Iterator[str]:
    counts = ", ".join(f"{count:,} {name}" for name, count in report.outcomes.items() if count)
    yield f"{report.inputs:,} inputs: {counts or 'nothing to read'}."
    if report.problems:
        causes = ", ".join(f"{count:,} {reason}" for reason, count in report.problems.items())
        yield f"Not learned from: {causes}."
    if report.left_out:
        named = ", ".join(
            f"{count:,} {reason.replace('_', ' ')}" for reason, count in report.left_out.items()
        )
        yield f"Left out: {named}."
    changed = report.changed_sites
    yield f"{report.sites:,} sites had new pages; the verdicts of {len(changed):,} have changed."
    yield from (f"  {site}" for site in changed[:_SHOWN_SITES])
    if len(changed) > _SHOWN_SITES:
        yield f"  and {len(changed) - _SHOWN_SITES:,} more; --json names all"
    if report.stopped:
        yield "Stopped: what was read is learned; run the same command again to go on."
    yield (
        f"`copydesk sites -d {report.destination}` shows what is known ({report.seconds:,.1f} s)"
    )
