"""``copydesk clean``: the pages of some files and folders to articles in another folder."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from flows.commands.clean_errors import FAILED, INTERRUPTED, told_in_one_line
from flows.commands.errors import UserError, say
from flows.commands.options import (
    AssignmentsOption,
    ConfigOption,
    PruneOption,
    QuietOption,
    RefreshSitesOption,
    RetryFailedOption,
)
from flows.commands.reasons import KeepOption, named_reasons
from flows.configuration import Configuration, load_configuration

if TYPE_CHECKING:
    from flows.working.report import RunReport

STANDARD_OUTPUT = "-"
UNBALANCED = 3


class Choices(TypedDict):
    """How a run treats what an earlier one has done; as ``clean_sources`` takes it."""

    force: bool
    retry_failed: bool
    prune: bool
    refresh_sites: bool


def clean(  # noqa: PLR0913 - the options of a command
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, WARC files, URLs; - is stdin."),
    ],
    destination: Annotated[
        str,
        typer.Argument(
            metavar="DEST", help="Folder or URL of the articles; - prints that of a single page."
        ),
    ],
    *,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=0, help="Worker processes; 0 takes one a processor."),
    ] = None,
    file_format: Annotated[
        str | None, typer.Option("--format", "-f", help="md, txt, json, jsonl, csv or parquet.")
    ] = None,
    engine: Annotated[
        str | None, typer.Option(help="What decides on main content, such as trafilatura or none.")
    ] = None,
    include: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Only these files, by patterns as in .gitignore."),
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN", help="Leave these files out.")
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="Only articles in these languages, such as de."),
    ] = None,
    keep: KeepOption = None,
    text_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a dump: the column of its pages, text.")
    ] = None,
    html_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a dump: the column of its pages, HTML.")
    ] = None,
    url_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a dump: that of their addresses.")
    ] = None,
    title_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a dump: that of their titles.")
    ] = None,
    date_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a dump: when they were published.")
    ] = None,
    comments: Annotated[
        bool | None,
        typer.Option("--comments/--no-comments", help="Readers' comments below the article."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Clean everything again, changed or not.")
    ] = False,
    retry_failed: RetryFailedOption = False,
    refresh_sites: RefreshSitesOption = False,
    passes: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=2,
            help="2: read all new pages for what their sites repeat, then clean them.",
            show_default="learning.passes",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")
    ] = False,
    prune: PruneOption = False,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    timeout: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds for one page; then it fails.")
    ] = None,
    quiet: QuietOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the summary (or the plan) as JSON.")
    ] = False,
) -> None:
    """Clean pages: an article file for each, a record beside it, and a ledger of every input.

    Sources are HTML, text, Markdown or WARC, plain or compressed; `copydesk status DEST` says what
    became of each. Pages that have not changed since the last run are skipped. A sidecar page.json
    beside page.html may hold its url, final_uri, fetched_at, status and headers. A dump (JSON
    Lines, CSV, TSV, Parquet) has a page a row; unless --format says so, articles are written as it.

    What the pages of a site repeat is learned from run to run, and cut from those that come later;
    --refresh-sites cleans earlier ones again, --passes 2 reads all new pages before it cleans any,
    and `copydesk sites` shows what is known.

    Examples:
      copydesk clean pages/ clean/
      copydesk clean pages/ clean/ --format jsonl --language de --exclude 'drafts/'
      copydesk clean pages/ clean/ --keep captions --keep related
      copydesk clean s3://bucket/raw s3://bucket/clean --set catalog.url=sqlite:///catalog.sqlite
      copydesk clean dump.parquet clean/ --text-column text --url-column url
      curl -s https://example.org/story | copydesk clean - -

    Exit codes: 0 every input has its outcome and none failed; 1 pages failed, or the run could not
    go on; 2 an option, a file or a setting is wrong; 3 the ledger does not account for every input;
    130 stopped by Ctrl-C: the pages in hand were finished, and the same command goes on.
    """
    options = {
        "main_content": {"engine": engine},
        "deciding": {"keep": named_reasons(keep, "--keep")},
        "run": {
            "jobs": jobs,
            "timeout_seconds": timeout,
            "include": include or None,
            "exclude": exclude or None,
        },
        "dumps": {
            "text_column": text_column,
            "html_column": html_column,
            "url_column": url_column,
            "title_column": title_column,
            "date_column": date_column,
        },
        "learning": {"passes": passes},
        "output": {
            "format": file_format,
            "comments": comments,
            "languages": language or None,
        },
    }
    configuration = load_configuration(config, assignments or (), options)
    choices = Choices(
        force=force, retry_failed=retry_failed, prune=prune, refresh_sites=refresh_sites
    )
    with told_in_one_line():
        if destination == STANDARD_OUTPUT:
            _print_article(sources, configuration)
            return
        from flows.dumps.output import configuration_for

        configuration = configuration_for(configuration, sources, destination)
        if dry_run:
            _print_plan(sources, destination, configuration, choices, as_json=as_json)
        else:
            from flows.commands.clean_summary import print_report

            report = _run(sources, destination, configuration, choices, quiet=quiet)
            print_report(report, quiet=quiet, as_json=as_json)
            raise typer.Exit(exit_code(report))


def exit_code(report: RunReport) -> int:
    """Return what the process says of a run when it ends."""
    if not report.balanced:
        return UNBALANCED
    if report.stopped:
        return INTERRUPTED
    return FAILED if report.failed else 0


def _run(
    sources: list[str],
    destination: str,
    configuration: Configuration,
    choices: Choices,
    *,
    quiet: bool,
) -> RunReport:
    from flows.commands.clean_progress import progress_of
    from flows.working.run import clean_sources
    from flows.working.stopping import StopRequest, tell_of_stop

    stop = StopRequest() if quiet else StopRequest(tell_of_stop("pages"))
    with progress_of(quiet=quiet) as watcher:
        return clean_sources(
            sources, destination, configuration, watcher=watcher, stop=stop, **choices
        )


def _print_plan(
    sources: list[str],
    destination: str,
    configuration: Configuration,
    choices: Choices,
    *,
    as_json: bool,
) -> None:
    from flows.commands.clean_plan import print_plan
    from flows.working.dry_run import plan_sources

    print_plan(plan_sources(sources, destination, configuration, **choices), as_json=as_json)


def _print_article(sources: list[str], configuration: Configuration) -> None:
    from flows.working.single import clean_one

    if len(sources) > 1:
        raise UserError("only a single page can be printed; give a folder as DEST for several")
    answer = clean_one(sources[0], configuration)
    if answer.files is None:
        say(f"{sources[0]}: {answer.status}: {answer.reason}: {answer.detail}")
        raise typer.Exit(FAILED)
    sys.stdout.buffer.write(answer.files.article)
    sys.stdout.buffer.flush()
