"""``copydesk explain``: a page in reading order, with what was cut and why."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from msgspec.structs import replace

from cleaners.document import Page
from flows.commands.errors import UserError, say
from flows.commands.options import AssignmentsOption, ConfigOption
from flows.commands.reasons import KeepOption, named_reasons
from flows.configuration import Configuration, load_configuration
from flows.terminal import console_for, printable_json

if TYPE_CHECKING:
    from rich.console import Console

    from flows.dumps.rows import DumpRow
    from flows.explaining.lines import Line

STANDARD_INPUT = "-"
FAILED = 1


def explain(  # noqa: PLR0913 - the options of a command
    file: Annotated[str, typer.Argument(metavar="FILE", help="A page, or - for standard input.")],
    *,
    url: Annotated[str | None, typer.Option(help="The address of the page.")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show every cut and every edit in full.")
    ] = False,
    engine: Annotated[
        str | None, typer.Option(help="What decides on main content, such as trafilatura or none.")
    ] = None,
    keep: KeepOption = None,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Show a page in reading order: what stays, what was cut and why, what was edited.

    What stays is shown as it is, what was cut behind a minus sign with its reason, detector, score
    and evidence, an edit behind a tilde. Above it stand the metadata, each with its origin. Rules
    for its site hold (rules.folder); what a run has learned of the site does not.

    Examples:
      copydesk explain pages/story.html --url https://example.org/story
      copydesk explain dump.jsonl/17 --set dumps.text_column=body

    Exit codes: 0 shown, 1 the page cannot be read as a page, 2 usage.
    """
    options = {
        "main_content": {"engine": engine},
        "deciding": {"keep": named_reasons(keep, "--keep")},
    }
    configuration = load_configuration(config, assignments or (), options)
    from cleaners.pipeline import Cleaner
    from cleaners.reasons import UnreadablePageError
    from flows.dumps.known_metadata import with_columns
    from flows.explaining.explanation import explanation_of
    from flows.explaining.lines import lines_of
    from flows.learning.ruled_sites import ruled_site

    logging.getLogger().addHandler(logging.NullHandler())  # what libraries log is not for users
    try:
        page, row = _page_and_row(file, url, configuration)
        site = ruled_site(configuration, page.final_url, page.url)
        result = Cleaner(configuration.cleaning).clean(page, site)
        if row is not None:
            result = with_columns(result, row, page, configuration.cleaning.normalizing)
    except UnreadablePageError as error:
        say(f"{file}: {error}")
        raise typer.Exit(FAILED) from error
    explanation = explanation_of(result, file)
    if as_json:
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(explanation))))
        return
    console = console_for()
    for line in lines_of(explanation, every=every):
        show_line(line, console)


def _page_and_row(
    file: str, url: str | None, configuration: Configuration
) -> tuple[Page, DumpRow | None]:
    """Return a page, and the row of a dump that it stands in, if it does.

    Raises:
        UserError: It cannot be read.
        UnreadablePageError: It cannot be decompressed.
    """
    from flows.dumps.finding import Dumps
    from flows.dumps.kinds import dump_name
    from flows.dumps.known_metadata import page_of_row
    from flows.dumps.single_row import row_named
    from flows.dumps.tables import DumpError, RowError
    from flows.sources.files import reading_error
    from flows.sources.pages import day_of_run, page_of
    from flows.sources.sidecar import Facts

    max_bytes = configuration.cleaning.reading.max_bytes
    if dump_name(file, is_named=False) is not None:
        raise UserError(f"{file} is a dump of many pages; name a row of it, such as {file}/1")
    try:
        found = row_named(file, Dumps(configuration.running.dumps, max_bytes))
    except (DumpError, RowError) as error:
        raise UserError(f"{file} cannot be read: {error}") from error
    except OSError as error:
        raise UserError(f"{file} cannot be read: {reading_error(error)}") from error
    if found is None:
        return _page(file, url, max_bytes), None
    row, table = found
    facts = Facts(url=url or row.url)
    page = page_of(row.page_bytes, Path(file).name, facts, day_of_run())
    return page_of_row(page, row, table), row


def _page(file: str, url: str | None, max_bytes: int) -> Page:
    """Read a page with what its sidecar knows of it, as a run does.

    An address that is given goes before the sidecar's.

    Raises:
        UserError: The file cannot be read.
        UnreadablePageError: It cannot be decompressed.
    """
    from cleaners.reading import decompress
    from flows.sources.files import read_file, reading_error
    from flows.sources.pages import day_of_run, page_of
    from flows.sources.sidecar import Facts, read_facts

    if file == STANDARD_INPUT:
        raw = sys.stdin.buffer.read(max_bytes + 1)
        return page_of(decompress(raw, max_bytes), "stdin", Facts(url=url), day_of_run())
    try:
        raw = read_file(os.fsencode(file), max_bytes)
    except OSError as error:
        raise UserError(f"{file} cannot be read: {reading_error(error)}") from error
    facts, warning = read_facts(os.fsencode(file))
    if warning:
        say(warning.detail)
    if url:
        facts = replace(facts, url=url, final_uri=None)
    return page_of(decompress(raw, max_bytes), Path(file).name, facts, day_of_run())


def show_line(line: Line, console: Console) -> None:
    """Print a line with its gutter before every row, wrapped on a terminal only."""
    from rich.table import Table
    from rich.text import Text

    for row in line.text.split("\n"):
        if not console.is_terminal or not row:
            console.print(Text((line.gutter + row).rstrip()), soft_wrap=True)
            continue
        grid = Table.grid()
        grid.add_column(width=len(line.gutter), no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(line.gutter, Text(row, style=line.style))
        console.print(grid)
