"""What a run is opened with: its inputs, its ledger, its destination, held for it alone."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cleaners.pipeline import Cleaner
from flows.configuration import Configuration
from flows.dumps.finding import Dumps
from flows.dumps.notes import notes_on_dumps
from flows.learning.first_pass import learn_first
from flows.learning.folding import bring_up_to_date
from flows.learning.known_sites import KnownSites
from flows.learning.rules_folder import rule_book_of
from flows.learning.run_learning import RunLearning
from flows.near_duplicates.run_copies import RunCopies
from flows.sources.files import reading_error
from flows.sources.roots import SourceError, Sources
from flows.sources.selection import Selection
from flows.storing.atomic import remove_leftovers
from flows.storing.catalog.catalog import Catalog, open_catalog
from flows.storing.catalog.old_ledger import take_over
from flows.storing.catalog.run_rows import RunKind
from flows.storing.destinations import Destination, open_destination
from flows.storing.lock import locked
from flows.storing.urls import StorageError
from flows.working.books import Books
from flows.working.index import Index
from flows.working.journal import Journal
from flows.working.opened_run import OpenedRun
from flows.working.page_work import MakeCleaner
from flows.working.planning import Planner
from flows.working.preparing import prepare
from flows.working.run_terms import Choices, Watcher, terms_of, work_of
from flows.working.scanned_archives import ScannedArchives
from flows.working.standard_input import standard_input_file
from flows.working.stopping import StopRequest
from flows.working.stores import open_store


@contextmanager
def open_run(  # noqa: PLR0913 - the options of a run
    given: Sequence[str],
    destination: str | Path,
    configuration: Configuration,
    *,
    make_cleaner: MakeCleaner = Cleaner,
    watcher: Watcher | None = None,
    stop: StopRequest | None = None,
    choices: Choices | None = None,
    by_shard: bool = False,
) -> Iterator[OpenedRun]:
    """Open a run; the destination is locked until the block ends.

    Args and errors are those of ``flows.working.run.clean_sources``, but for ``by_shard``: whether
    the catalog is written a shard a transaction, or whenever there is something to be kept.
    """
    stop = stop or StopRequest()
    choices = choices or Choices()
    running, cleaning = configuration.running, configuration.cleaning
    place = destination_of(destination)
    sources = Sources(given, place.path)
    selection = Selection(running.run.include, running.run.exclude)
    file_format = running.output.format
    rules = rule_book_of(configuration)
    with ExitStack() as stack:
        stack.enter_context(stop)
        page = stack.enter_context(standard_input_file(given, cleaning.reading.max_bytes))
        if place.folder is not None:
            make_folder(place.folder)
            stack.enter_context(locked(place.folder))
        catalog = stack.enter_context(open_catalog(running.catalog.url, place))
        stack.enter_context(catalog.locked(RunKind.CLEAN))
        note = None if place.folder is None else take_over(catalog, place.folder)
        terms = terms_of(configuration, make_cleaner, choices)
        begun = stack.enter_context(catalog.run(RunKind.CLEAN, terms.configuration))
        if begun.unfinished and place.folder is not None:
            remove_leftovers(place.folder)
        journal = stack.enter_context(_journal(catalog, begun.name, by_shard=by_shard))
        index = stack.enter_context(Index())
        prepared = prepare(
            sources,
            selection,
            place,
            catalog,
            index,
            file_format=file_format,
            journal=journal,
            standard_input=page,
            prune=choices.prune,
            archives=ScannedArchives(
                catalog, index, Dumps(running.dumps, cleaning.reading.max_bytes)
            ),
        )
        catalog.note_parts(begun, prepared.parts)
        store = stack.enter_context(open_store(place, file_format, index))
        books = Books(
            place,
            index,
            catalog,
            begun,
            journal,
            file_format=file_format,
            prune=choices.prune,
            drift=running.drift,
            learning=RunLearning(catalog, rules, cleaning.sites, jobs=running.run.jobs),
            copies=RunCopies(place, index, catalog, begun, journal, running.near_duplicates),
        )
        store.on_move(journal.put)
        if running.learning.passes > 1:
            work = work_of(configuration, make_cleaner)
            learn_first(index, sources, catalog, work, running.run, stop=stop, watcher=watcher)
        bring_up_to_date(catalog, cleaning.sites, jobs=running.run.jobs)
        if watcher is not None:
            watcher.begun(index.input_count())
            books.on_settle(watcher.settled)
        yield OpenedRun(
            index,
            store,
            books,
            Planner(index, sources, store, terms, KnownSites(catalog, rules)),
            prepared,
            stop=stop,
            shard_pages=running.run.shard_pages,
            notes=(*(() if note is None else (note,)), *notes_on_dumps(index.tables())),
        )


def _journal(catalog: Catalog, run: str, *, by_shard: bool) -> Journal:
    if not by_shard:
        return Journal(catalog, run)
    return Journal(catalog, run, max_rows=sys.maxsize, max_seconds=math.inf)


def destination_of(given: str | Path) -> Destination:
    """Return a destination as a run is given it.

    Raises:
        SourceError: It cannot be one.
    """
    try:
        return open_destination(given)
    except StorageError as error:
        raise SourceError(str(error)) from error


def make_folder(destination: Path) -> None:
    """Make the folder of a destination, if need be.

    Raises:
        SourceError: It cannot be made.
    """
    try:
        destination.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(
            f"{destination} cannot be the destination: {reading_error(error)}"
        ) from error
