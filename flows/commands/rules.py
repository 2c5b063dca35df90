"""``copydesk rules``: what each detector and lexicon entry hits on labelled pages."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from flows.commands.errors import UserError
from flows.commands.options import AssignmentsOption, ConfigOption
from flows.configuration import load_configuration
from flows.terminal import console_for, printable_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from flows.evaluating.labelled import LabelledPage
    from flows.evaluating.rules_gold import GoldReport
    from flows.evaluating.rules_pages import Workers
    from flows.evaluating.rules_report import RulesReport

OPEN_FOLDS = (1, 2, 3, 4)


def count_rules(  # noqa: PLR0913 - the options of a command
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER", help="Folders of ID.html.gz (or ID.txt) and ID.json."),
    ],
    *,
    as_text: Annotated[
        bool,
        typer.Option(
            "--as-text",
            help="Clean the gold bodies of articles as plain text instead, and list every line "
            "that is cut from them.",
        ),
    ] = False,
    held_back: Annotated[
        bool,
        typer.Option(
            "--held-back", help="With --as-text: score fold 0 too, in numbers of its own."
        ),
    ] = False,
    detector: Annotated[str | None, typer.Option(help="Only this detector.")] = None,
    entries: Annotated[
        bool, typer.Option("--entries", help="List all entries, and those without a hit.")
    ] = False,
    false: Annotated[
        int,
        typer.Option(
            min=0, metavar="N", help="Show so many false cuts of each detector, or of each entry."
        ),
    ] = 0,
    page_type: Annotated[
        list[str] | None, typer.Option(help="Only pages of this type, such as forum.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many pages, always the same ones.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write all counts as JSON.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=0, help="Worker processes; 0 takes one a processor.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for one page.")] = 30.0,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
) -> None:
    """Count the hits and the false cuts of each detector, lexicon entry and region name.

    A word under a mark is a false one if the gold has it. Gain and loss are words that the engine
    kept: those that the gold lacks, and those that it has. Pages of fold 0 are never counted or
    shown, so that rules are not made for them.

    Example: copydesk rules ../labelled/news --detector captions --false 5

    Exit codes: 0 counted, 1 a page could not be counted, 2 usage.
    """
    configuration = load_configuration(config, assignments or (), {"run": {"jobs": jobs}})
    from flows.evaluating.evaluation import Selection, selected_pages
    from flows.evaluating.labelled import LabelledPageError
    from flows.evaluating.rules_pages import Workers

    selection = Selection(
        folds=() if as_text and held_back else OPEN_FOLDS,
        page_types=tuple(page_type or ()),
        limit=limit,
    )
    try:
        pages = tuple(selected_pages(folders, selection))
    except LabelledPageError as error:
        raise UserError(str(error)) from error
    workers = Workers(
        settings=configuration.cleaning,
        jobs=configuration.running.run.jobs or os.cpu_count() or 1,
        timeout_seconds=timeout,
        memory_megabytes=configuration.running.run.memory_megabytes,
    )
    progress = console_for(stderr=True)
    report: GoldReport | RulesReport
    tables: Iterator[tuple[str, Table]]
    if as_text:
        from flows.evaluating.rules_gold_tables import tables_of_gold

        report = gold_counted(pages, workers, progress, detector)
        tables = tables_of_gold(report)
    else:
        from flows.evaluating.rules_tables import tables_of_rules

        report = rules_counted(pages, workers, progress, detector)
        tables = tables_of_rules(report, every_entry=entries, examples=false)
    if json_file is not None:
        write_json(json_file, report)
    console = console_for()
    for title, table in tables:
        console.print(printable_line(title), style="bold")
        console.print(table, "")
    raise typer.Exit(1 if report.failures else 0)


def rules_counted(
    pages: tuple[LabelledPage, ...], workers: Workers, console: Console, detector: str | None
) -> RulesReport:
    """Return what the rules do on pages; progress goes to the console."""
    from cleaners.lexicons import entries
    from flows.evaluating.rules_counting import count_page, failed_page
    from flows.evaluating.rules_pages import each_page, with_progress
    from flows.evaluating.rules_report import rules_report

    outcomes = with_progress(
        each_page(count_page, failed_page, pages, workers), len(pages), console
    )
    return rules_report(outcomes, [str(entry) for entry in entries()], detector=detector)


def gold_counted(
    pages: tuple[LabelledPage, ...], workers: Workers, console: Console, detector: str | None
) -> GoldReport:
    """Return what comes out of the golds of pages; progress goes to the console."""
    from flows.evaluating.rules_gold import clean_gold, failed_gold, gold_report, has_gold_text
    from flows.evaluating.rules_pages import each_page, with_progress

    articles = tuple(page for page in pages if has_gold_text(page))
    outcomes = with_progress(
        each_page(clean_gold, failed_gold, articles, workers), len(articles), console
    )
    return gold_report(outcomes, detector=detector)


def write_json(file: Path, report: GoldReport | RulesReport) -> None:
    """Write a report as JSON.

    Raises:
        UserError: The file cannot be written.
    """
    try:
        file.write_bytes(msgspec.json.format(msgspec.json.encode(report)))
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}") from error
