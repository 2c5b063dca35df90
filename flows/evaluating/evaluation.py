"""An evaluation from folders of labelled pages to a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from flows.evaluating.labelled import LabelledPage, LabelledPageError, labelled_pages, sampled
from flows.evaluating.report import Report, report_of
from flows.evaluating.scoring import PageScore, Plan, score_pages

_REPORTED_PARTS = 10


class Selection(Struct, frozen=True):
    """Which labelled pages are scored; empty takes all.

    Attributes:
        folds: Of the hosts.
        page_types: As the gold says.
        limit: At most so many pages, always the same ones.
    """

    folds: tuple[int, ...] = ()
    page_types: tuple[str, ...] = ()
    limit: int | None = None


def selected_pages(folders: Sequence[Path], selection: Selection) -> list[LabelledPage]:
    """Return the labelled pages of all folders that are wanted.

    Raises:
        LabelledPageError: A folder that cannot be used, two pages of one name, or no page left.
    """
    every = [page for folder in folders for page in labelled_pages(folder)]
    _refuse_same_names(every)
    pages = [
        page
        for page in every
        if page.fold in (selection.folds or (page.fold,))
        and page.gold.page_type in (selection.page_types or (page.gold.page_type,))
    ]
    if not pages:
        types = ", ".join(sorted({page.gold.page_type for page in every}))
        raise LabelledPageError(f"no labelled page is of that fold and type; there are {types}")
    return pages if selection.limit is None else sampled(pages, selection.limit)


def evaluate(plan: Plan, console: Console, *, worst: int) -> Report:
    """Score engines on labelled pages and sum up; progress goes to the console."""
    total = len(plan.pages) * len(plan.engines)
    return report_of(_with_progress(score_pages(plan), total, console), plan.engines, worst=worst)


def _refuse_same_names(pages: Iterable[LabelledPage]) -> None:
    seen: set[str] = set()
    for page in pages:
        if page.identifier in seen:
            raise LabelledPageError(f"two labelled pages are called {page.identifier}")
        seen.add(page.identifier)


def _with_progress(
    scores: Iterator[PageScore], total: int, console: Console
) -> Iterator[PageScore]:
    if not console.is_terminal:
        step = max(1, total // _REPORTED_PARTS)
        for count, score in enumerate(scores, 1):
            if count % step == 0 or count == total:
                console.print(f"scored {count} of {total}")
            yield score
        return
    columns = (TextColumn("scoring"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield from progress.track(scores, total=total)
