"""Works on labelled pages in worker processes that can be killed, with progress."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as PageTimeoutError
from typing import TypeVar

from msgspec import Struct
from pebble import ProcessExpired, ProcessPool
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cleaners.settings import Settings
from flows.evaluating.labelled import LabelledPage
from flows.working.limits import prepare_worker

REPORTED_PARTS = 10
PRELOADED = ["flows.evaluating.rules_counting", "cleaners.pipeline", "trafilatura"]

Outcome = TypeVar("Outcome")
Failed = Callable[[LabelledPage, str], Outcome]


class Workers(Struct, frozen=True, kw_only=True):
    """How pages are worked on.

    Attributes:
        settings: What the cleaning runs with.
        jobs: Count of worker processes, at least 1.
        timeout_seconds: Of one page; its process is killed after that.
        memory_megabytes: Of one worker process.
    """

    settings: Settings
    jobs: int
    timeout_seconds: float
    memory_megabytes: int


def each_page(
    work: Callable[[LabelledPage, Settings], Outcome],
    failed: Failed[Outcome],
    pages: tuple[LabelledPage, ...],
    workers: Workers,
) -> Iterator[Outcome]:
    """Yield what becomes of each page, as they come in.

    Args:
        work: Runs in a worker process; a function of a module. Raises nothing.
        failed: Makes the outcome of a page that took too long or crashed its process.
        pages: What to work on.
        workers: How.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    with ProcessPool(
        max_workers=workers.jobs,
        context=context,
        initializer=prepare_worker,
        initargs=[workers.memory_megabytes],
    ) as pool:
        futures: dict[Future[Outcome], LabelledPage] = {
            pool.schedule(work, args=(page, workers.settings), timeout=workers.timeout_seconds): (
                page
            )
            for page in pages
        }
        try:
            for future in as_completed(tuple(futures)):
                page = futures.pop(future)
                try:
                    yield future.result()
                except PageTimeoutError:
                    yield failed(page, f"took longer than {workers.timeout_seconds:g} s")
                except ProcessExpired as error:
                    yield failed(page, f"its process died with exit code {error.exitcode}")
        finally:
            if futures:  # the caller has stopped early: what is left is not waited for
                pool.stop()  # type: ignore[no-untyped-call]


def with_progress(outcomes: Iterator[Outcome], total: int, console: Console) -> Iterator[Outcome]:
    """Pass outcomes on and show how many there are."""
    if not console.is_terminal:
        step = max(1, total // REPORTED_PARTS)
        for count, outcome in enumerate(outcomes, 1):
            if count % step == 0 or count == total:
                console.print(f"counted {count} of {total}")
            yield outcome
        return
    columns = (TextColumn("counting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield from progress.track(outcomes, total=total)
