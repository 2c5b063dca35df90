"""A run: every input of some sources to one outcome in the ledger of a destination."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from cleaners.pipeline import Cleaner
from flows.configuration import Configuration
from flows.sources.files import reading_error
from flows.sources.pages import day_of_run
from flows.sources.roots import SourceError, Sources
from flows.sources.selection import Selection
from flows.storing.atomic import remove_leftovers
from flows.storing.ledger import PARTIAL_LEDGER_FILE, PartialLedger, Row
from flows.storing.lock import locked
from flows.working.books import Books
from flows.working.guard import GuardedWorkers
from flows.working.index import Index
from flows.working.outcomes import clean_pages
from flows.working.page_work import MakeCleaner, PageTask, PageWork
from flows.working.planning import Planner, Terms, rendering_digest
from flows.working.preparing import prepare
from flows.working.report import RunReport
from flows.working.shards import cut_shards
from flows.working.standard_input import standard_input_file
from flows.working.stopping import StopRequest
from flows.working.stores import ShardStore, open_store

# A worker that nobody watches any more ends itself so long after the time limit of its page.
_ALARM_SECONDS = 5.0


class Watcher(Protocol):
    """Who is told how a run goes."""

    def begun(self, inputs: int) -> None:
        """All inputs are known."""

    def settled(self, row: Row) -> None:
        """An input has got its outcome."""


def clean_sources(  # noqa: PLR0913 - the options of a run
    given: Sequence[str],
    destination: Path,
    configuration: Configuration,
    *,
    make_cleaner: MakeCleaner = Cleaner,
    watcher: Watcher | None = None,
    stop: StopRequest | None = None,
    force: bool = False,
    retry_failed: bool = False,
    prune: bool = False,
) -> RunReport:
    """Clean what is in some files and folders, and account for every input.

    Args:
        given: Files and folders; ``-`` stands for standard input.
        destination: The folder of the articles and of the ledger; it is made if need be.
        configuration: The settings in force.
        make_cleaner: Makes what cleans, in every worker process.
        watcher: Who is told how the run goes.
        stop: Who may ask the run to stop.
        force: Clean everything again, whether it has changed or not.
        retry_failed: Try pages again that failed before.
        prune: Remove outputs whose input has gone, and those that others have superseded.

    Raises:
        SourceError: A source or the destination cannot be used.
        PatternError: A pattern of the files to take cannot be understood.
        DestinationLockedError: Another run is writing to the destination.
        DestinationError: The destination takes no more files.
        LedgerError: The destination's ledger cannot be read.
        WorkersUnavailableError: Not one worker process could be started.
    """
    begun = time.monotonic()
    stop = stop or StopRequest()
    running, cleaning = configuration.running, configuration.cleaning
    destination = Path(os.path.realpath(destination))
    sources = Sources(given, os.fsencode(destination))
    selection = Selection(running.run.include, running.run.exclude)
    with ExitStack() as stack:
        stack.enter_context(stop)
        page = stack.enter_context(standard_input_file(given, cleaning.reading.max_bytes))
        _make_folder(destination)
        stack.enter_context(locked(destination))
        if (destination / PARTIAL_LEDGER_FILE).exists():
            remove_leftovers(destination)
        index = stack.enter_context(Index())
        file_format = running.output.format
        prepared = prepare(
            sources, selection, destination, file_format, index, standard_input=page, prune=prune
        )
        store = stack.enter_context(open_store(destination, file_format, index, sources))
        partial = stack.enter_context(PartialLedger(destination / PARTIAL_LEDGER_FILE))
        books = Books(destination, index, partial, file_format, prune=prune)
        store.on_move(partial.append)
        if watcher is not None:
            watcher.begun(index.input_count())
            books.on_settle(watcher.settled)
        terms = terms_of(configuration, make_cleaner, force=force, retry_failed=retry_failed)
        planner = Planner(index, sources, store, terms)
        workers = GuardedWorkers(work_of(configuration, make_cleaner), running.run)
        shard_pages = running.run.shard_pages
        tasks = _tasks(index, store, planner, books, stop=stop, shard_pages=shard_pages)
        for row in clean_pages(tasks, stack.enter_context(workers), store):
            books.settle(row)
            store.settled(row.input)
        report = books.close(prepared, stopped=stop.is_asked, seconds=time.monotonic() - begun)
        store.discard()
        return report


def _make_folder(destination: Path) -> None:
    try:
        destination.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(
            f"{destination} cannot be the destination: {reading_error(error)}"
        ) from error


def terms_of(
    configuration: Configuration,
    make_cleaner: MakeCleaner,
    *,
    force: bool = False,
    retry_failed: bool = False,
) -> Terms:
    """Return what decides whether an earlier outcome still holds."""
    output = configuration.running.output
    return Terms(
        configuration=make_cleaner(configuration.cleaning).configuration,
        rendering=rendering_digest(output),
        output=output,
        max_bytes=configuration.cleaning.reading.max_bytes,
        force=force,
        retry_failed=retry_failed,
    )


def work_of(configuration: Configuration, make_cleaner: MakeCleaner) -> PageWork:
    """Return what worker processes have to know of a run."""
    running = configuration.running
    return PageWork(
        make_cleaner=make_cleaner,
        settings=configuration.cleaning,
        output=running.output,
        max_seconds=running.run.timeout_seconds + _ALARM_SECONDS,
        latest_date=day_of_run(),
    )


def _tasks(  # noqa: PLR0913 - what a run consists of
    index: Index,
    store: ShardStore,
    planner: Planner,
    books: Books,
    *,
    stop: StopRequest,
    shard_pages: int,
) -> Iterator[PageTask]:
    """Go through the shards: settle what is known, and yield what has to be cleaned.

    A run that is asked to stop looks at no further input; but all its shards are gone through, so
    that the articles that it has not got to stay in parts of their own.
    """
    for shard in cut_shards(store.keys(), shard_pages):
        store.begin(shard)
        for key in shard:
            found = None if stop.is_asked else index.input(key)
            if found is None:  # the article of another source, which stays in its part
                continue
            planned = planner.plan(found)
            if isinstance(planned, PageTask):
                store.expect(key)
                yield planned
            else:
                books.settle(planned)
        store.end()
