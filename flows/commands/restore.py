"""``copydesk restore``: cuts put back into an article from its record."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaners.reasons import Reason
from flows.commands.errors import UserError, say
from flows.commands.reasons import named_reasons

if TYPE_CHECKING:
    from flows.storing.restoring import StoredArticle

STANDARD_OUTPUT = Path("-")

_OWN_ENDINGS = (".json", ".md", ".txt")


def restore(
    article: Annotated[
        Path, typer.Argument(metavar="ARTICLE", help="An article that clean wrote, or its record.")
    ],
    *,
    reason: Annotated[
        list[str] | None,
        typer.Option(
            "--reason",
            "-r",
            metavar="REASON",
            help="Put back what was cut for this reason, such as related; several, or with commas.",
        ),
    ] = None,
    page: Annotated[
        str | None,
        typer.Option(
            metavar="PATH", help="Which article of a jsonl or parquet file: its page's path or id."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write it here instead of printing it.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file of --output if it is there.")
    ] = False,
) -> None:
    """Put cuts back into an article, from its record alone: the raw page is not needed.

    Prints the article in the format that it has, with what was cut for the given reasons in its
    place, as it stood on the page. The article itself and its record stay as they are. To have
    these cuts kept in every run, use `copydesk clean --keep REASON`.

    Examples:
      copydesk restore clean/story.html.md --reason related
      copydesk restore clean/story.html.md -r captions,bylines -o story.md
      copydesk restore clean/part-0f1e2d3c4b5a6978.jsonl --page a/story.html -r related

    Exit codes: 0 done, 2 an option or a file is wrong: there is no record beside the article, it is
    damaged, or the article has been changed since it was written.
    """
    from cleaners.rendering.recorded import RecordError
    from flows.sources.files import reading_error
    from flows.storing.finding import ArticleNotFoundError, find_article
    from flows.storing.restoring import restore_article

    if output is not None:
        _check_output(output, article, force=force)
    try:
        stored = find_article(article, page)
        reasons = _reasons(reason, stored)
        restored = restore_article(stored, reasons)
    except ArticleNotFoundError as error:
        raise UserError(str(error)) from error
    except RecordError as error:
        raise UserError(f"{article} cannot be restored: {error}") from error
    except OSError as error:
        raise UserError(f"{article} cannot be read: {reading_error(error)}") from error
    _hand_out(restored, output)


def _reasons(given: Sequence[str] | None, stored: StoredArticle) -> list[Reason]:
    """Return the reasons that were named, and say for which of them nothing was cut.

    Raises:
        UserError: None was named, or one that does not exist.
        RecordError: The record cannot be read.
    """
    from cleaners.rendering.recorded import read_record
    from cleaners.rendering.restoring import recorded_counts

    counts = recorded_counts(read_record(stored.record))
    cuts = ", ".join(f"{reason} {count}" for reason, count in counts.items()) or "none"
    reasons = named_reasons(given, "--reason")
    if reasons is None:
        raise UserError(f"say what to put back by --reason; the cuts of the article: {cuts}")
    for reason in reasons:
        if reason not in counts:
            say(f"nothing was cut for {reason}; the cuts of the article: {cuts}")
    return reasons


def _check_output(output: Path, article: Path, *, force: bool) -> None:
    if output == STANDARD_OUTPUT or not os.path.lexists(output):
        return
    if output.is_dir():
        raise UserError(f"{output} is a folder; --output takes a file")
    own = [article, *(article.with_suffix(ending) for ending in _OWN_ENDINGS)]
    if any(each.exists() and output.exists() and output.samefile(each) for each in own):
        raise UserError(
            f"{output} is the article or its record, which the next run needs as they are; "
            "give --output another file"
        )
    if not force:
        raise UserError(f"{output} is there already; --force replaces it")


def _hand_out(restored: bytes, output: Path | None) -> None:
    from flows.sources.files import reading_error
    from flows.storing.atomic import write_file

    if output is None or output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(restored)
        sys.stdout.buffer.flush()
        return
    try:
        write_file(output, restored)
    except OSError as error:
        raise UserError(f"{output} cannot be written: {reading_error(error)}") from error
