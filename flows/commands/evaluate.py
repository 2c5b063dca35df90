"""``copydesk eval``: quality on labelled pages."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from flows.commands.errors import UserError
from flows.commands.options import AssignmentsOption, ConfigOption
from flows.commands.reasons import KeepOption, named_reasons
from flows.configuration import load_configuration
from flows.terminal import console_for, printable_json, printable_line

FOLD_NAMES = frozenset("01234")
NOT_OUT_OF_FOLD = (
    "the learned engine runs with the shipped model: scores on pages that it was made from say "
    "little (see training/model-card.md); --models FOLDER takes models that never saw a page"
)


def evaluate_engines(  # noqa: PLR0913 - the options of a command
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER", help="Folders of ID.html.gz (or ID.txt) and ID.json."),
    ],
    *,
    engine: Annotated[
        list[str] | None,
        typer.Option(
            help="learned, trafilatura, none, oracle, or module:function for a peer, a callable "
            "of the page's bytes and address that returns text; several stand side by side. "
            "Default: the engine of the settings."
        ),
    ] = None,
    page_type: Annotated[
        list[str] | None, typer.Option(help="Only pages of this type, such as article.")
    ] = None,
    folds: Annotated[
        str, typer.Option("--folds", "--fold", help="Only these folds of hosts: 1,2,3,4.")
    ] = "",
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many pages, always the same ones.")
    ] = None,
    worst: Annotated[
        int, typer.Option(min=0, help="How many of the worst pages to list; never of fold 0.")
    ] = 20,
    jobs: Annotated[
        int | None, typer.Option(min=0, help="Worker processes; 0 takes one a processor.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for one page.")] = 30.0,
    models: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="Folder of models that never saw a fold (fold-0.npz ...), as make train writes "
            "it: the learned engine takes for each page the one without its host.",
        ),
    ] = None,
    keep: KeepOption = None,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Score engines on labelled pages: text, snippets and metadata against the gold.

    Prints the scores overall, by fold, page type and language, and the worst pages. A page that
    fails or takes too long counts as empty output and is listed.

    Example: copydesk eval ../labelled/news --engine trafilatura --engine oracle

    Exit codes: 0 every page was scored, 1 an engine failed on a page, 2 usage.
    """
    options = {"run": {"jobs": jobs}, "deciding": {"keep": named_reasons(keep, "--keep")}}
    configuration = load_configuration(config, assignments or (), options)
    engines = tuple(dict.fromkeys(engine or [configuration.cleaning.main_content.engine]))
    from flows.evaluating.engines import LEARNED, EngineError, check_engine, check_fold_models
    from flows.evaluating.evaluation import Selection, evaluate, selected_pages
    from flows.evaluating.labelled import LabelledPageError, without_gold
    from flows.evaluating.scoring import Plan
    from flows.evaluating.tables import tables_of

    selection = Selection(folds=_folds(folds), page_types=tuple(page_type or ()), limit=limit)
    progress = console_for(stderr=True)
    try:
        for name in engines:
            check_engine(name)
        pages = selected_pages(folders, selection)
        if models is not None and LEARNED in engines:
            check_fold_models(models, {page.fold for page in pages})
    except (EngineError, LabelledPageError) as error:
        raise UserError(str(error)) from error
    for path in (path for folder in folders for path in without_gold(folder)):
        progress.print(f"{printable_line(str(path))} has no gold beside it and is left out")
    plan = Plan(
        pages=tuple(pages),
        engines=engines,
        settings=configuration.cleaning,
        jobs=configuration.running.run.jobs or os.cpu_count() or 1,
        timeout_seconds=timeout,
        memory_megabytes=configuration.running.run.memory_megabytes,
        models=models,
    )
    if LEARNED in engines and models is None:
        progress.print(NOT_OUT_OF_FOLD)
    report = evaluate(plan, progress, worst=worst)
    if as_json:
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(report))))
    else:
        console = console_for()
        for title, table in tables_of(report):
            console.print(printable_line(title), style="bold")
            console.print(table, "")
    raise typer.Exit(1 if report.failures else 0)


def _folds(text: str) -> tuple[int, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not set(names) <= FOLD_NAMES:
        raise UserError(f"--folds {text}: folds are 0 to 4, such as 1,2,3,4")
    return tuple(int(name) for name in names)
