"""``copydesk trace``: the whole way of one page, from its address to its article."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from flows.commands.errors import say
from flows.commands.options import AssignmentsOption, ConfigOption
from flows.configuration import load_configuration
from flows.terminal import console_for, printable_json

if TYPE_CHECKING:
    from flows.working.tracing import Trace, Tracer

NOT_FOUND = 1
_SHOWN_WHOLE = 3
_SUGGESTIONS = 5


def trace(
    what: Annotated[
        str,
        typer.Argument(
            metavar="PAGE", help="Its address, its file, its article, or an identifier of it."
        ),
    ],
    *,
    destination: Annotated[
        str | None,
        typer.Option(
            "--destination",
            "-d",
            help="Folder (or URL) of the articles.",
            show_default="storage.clean",
        ),
    ] = None,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Show the whole way of one page: source, fetches, raw record, outcome, article, cuts, run.

    PAGE is what you know of it: the address; the path of its input, of its article or of the
    record beside that; a name from the ledger; the identifier of the article or its first eight
    digits; the identifier of a WARC record (urn:uuid:...). A part or a WARC file lists its pages.

    Examples:
      copydesk trace https://gazette.example/story -d clean/
      copydesk trace clean/story.html.md -d clean/
      copydesk trace dcd83e43 -d clean/ --json

    Exit codes: 0 shown; 1 no such page is known; 2 there is no catalog, or an option or a setting
    is wrong.
    """
    configuration = load_configuration(config, assignments or ())
    from flows.commands.catalogs import catalog_of
    from flows.storing.destinations import open_destination
    from flows.working.tracing import Tracer

    storage = configuration.running.storage
    given = destination or storage.clean
    with catalog_of(given, configuration.running.catalog.url) as catalog:
        place = open_destination(given)
        tracer = Tracer(catalog, place, open_destination(storage.raw).path)
        found = tracer.traces(what)
        if not found:
            _say_not_found(what, given, tracer)
            raise typer.Exit(NOT_FOUND)
        if as_json:
            encoded = msgspec.json.format(msgspec.json.encode(found))
            typer.echo(printable_json(encoded))
        else:
            _print(found, given)


def _print(found: list[Trace], destination: str) -> None:
    from flows.commands.trace_lines import lines_of, summary_line
    from flows.working.tracing import MAX_TRACES

    console = console_for()
    if len(found) > _SHOWN_WHOLE:
        more = " or more" if len(found) == MAX_TRACES else ""
        console.print(f"{len(found)}{more} pages; name one of them:")
        for each in found:
            console.print(summary_line(each), soft_wrap=True)
        return
    for number, each in enumerate(found):
        if number:
            console.print()
        for line in lines_of(each, destination):
            console.print(line, soft_wrap=True)


def _say_not_found(what: str, destination: str, tracer: Tracer) -> None:
    near = tracer.near(what, _SUGGESTIONS)
    if near:
        say(f"the catalog of {destination} knows no page {what}; did you mean one of these?")
        for each in near:
            say(f"  {each}")
    elif Path(what).is_file():
        say(f"{what} was never cleaned to {destination}: `copydesk clean {what} {destination}`")
    else:
        say(
            f"the catalog of {destination} knows no page {what} and none like it; "
            f"`copydesk status {destination} --rows` prints all that it knows"
        )
