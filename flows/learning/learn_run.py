"""A run that learns from pages and cleans none: their sites are known before the first article."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct

from cleaners.pipeline import Cleaner
from flows.configuration import Configuration
from flows.dumps.finding import Dumps
from flows.learning.folding import bring_up_to_date, fold
from flows.learning.learn_inputs import InputLearner, Learned, LearningWatcher
from flows.sources.roots import Sources
from flows.sources.selection import Selection
from flows.storing.catalog.catalog import Catalog, open_catalog
from flows.storing.catalog.run_rows import RunKind, RunState
from flows.storing.destinations import Destination
from flows.storing.lock import locked
from flows.working.index import Index
from flows.working.opening_run import destination_of, make_folder
from flows.working.page_work import MakeCleaner
from flows.working.preparing import prepare
from flows.working.report import by_count
from flows.working.run_terms import work_of
from flows.working.scanned_archives import ScannedArchives
from flows.working.standard_input import standard_input_file
from flows.working.stopping import StopRequest


class LearnReport(Struct, frozen=True, kw_only=True):
    """What learning came to.

    Attributes:
        run: The run's name in the catalog.
        destination: Where the catalog's articles are (or will be).
        inputs: How many inputs there were.
        outcomes: How many came to what: ``learned``, ``unchanged`` (learned from before),
            ``rejected`` (no page), ``failed``, and of a run that was stopped ``unreached``.
        problems: How many could not be learned from, by reason.
        left_out: Files and folders that are no inputs, by reason.
        sites: Of how many sites pages were read.
        changed_sites: The sites whose verdicts are others than before, by name.
        seconds: How long it took.
        stopped: Whether it was asked to stop before its end; what was learned is kept.
    """

    run: str
    destination: str
    inputs: int
    outcomes: Mapping[str, int]
    problems: Mapping[str, int]
    left_out: Mapping[str, int]
    sites: int
    changed_sites: tuple[str, ...]
    seconds: float
    stopped: bool


def learn_sources(  # noqa: PLR0913 - the options of a run
    given: Sequence[str],
    destination: str | Path,
    configuration: Configuration,
    *,
    make_cleaner: MakeCleaner = Cleaner,
    watcher: LearningWatcher | None = None,
    stop: StopRequest | None = None,
) -> LearnReport:
    """Read the pages of some sources, and keep what they show of their sites.

    Pages that were learned from before, by this or by cleaning, are not read again unless they
    have changed.

    Args:
        given: Files, folders, WARC files, URLs; ``-`` stands for standard input.
        destination: The folder (or URL) of the articles whose catalog it is.
        configuration: The settings in force.
        make_cleaner: Makes what reads pages, in every worker process.
        watcher: Who is told how it goes.
        stop: Who may ask it to stop; what was read by then is folded.

    Raises:
        SourceError: A source or the destination cannot be used.
        PatternError: A pattern of the files to take cannot be understood.
        DestinationLockedError: Another run is writing to the destination.
        CatalogError: The catalog cannot be used.
        WorkersUnavailableError: Not one worker process could be started.
    """
    begun_at = time.monotonic()
    stop = stop or StopRequest()
    running = configuration.running
    place = destination_of(destination)
    sources = Sources(given, place.path)
    max_bytes = configuration.cleaning.reading.max_bytes
    with ExitStack() as stack:
        stack.enter_context(stop)
        page = stack.enter_context(standard_input_file(given, max_bytes))
        catalog = stack.enter_context(_opened(place, running.catalog.url))
        begun = stack.enter_context(catalog.run(RunKind.LEARN))
        index = stack.enter_context(Index())
        prepared = prepare(
            sources,
            Selection(running.run.include, running.run.exclude),
            place,
            catalog,
            index,
            file_format=running.output.format,
            standard_input=page,
            archives=ScannedArchives(catalog, index, Dumps(running.dumps, max_bytes)),
        )
        work = work_of(configuration, make_cleaner)
        learner = InputLearner(
            index, sources, catalog, work, running.run, stop=stop, watcher=watcher
        )
        learned = learner.learn()
        settings, jobs = configuration.cleaning.sites, running.run.jobs
        bring_up_to_date(catalog, settings, jobs=jobs)
        folded = fold(catalog, settings, jobs=jobs)
        report = LearnReport(
            run=begun.name,
            destination=os.fsdecode(place.path),
            inputs=index.input_count(),
            outcomes=_outcomes(learned, index.input_count()),
            problems=by_count(learned.problems),
            left_out=dict(sorted(prepared.left_out.items())),
            sites=folded.sites,
            changed_sites=folded.changed,
            seconds=round(time.monotonic() - begun_at, 3),
            stopped=stop.is_asked,
        )
        state = RunState.STOPPED if report.stopped else RunState.COMPLETED
        catalog.end_run(begun, state, report)
        return report


def _outcomes(learned: Learned, inputs: int) -> dict[str, int]:
    """Return how many inputs came to what; they add up to all of them."""
    problems = learned.problems.total()
    return {
        "learned": learned.read,
        "unchanged": learned.known,
        "rejected": problems - learned.failed,
        "failed": learned.failed,
        "unreached": inputs - learned.read - learned.known - problems,
    }


@contextmanager
def _opened(place: Destination, url: str) -> Iterator[Catalog]:
    """Give the catalog of a destination, held against cleaning runs and other learning ones."""
    with ExitStack() as stack:
        if place.folder is not None:
            make_folder(place.folder)
            stack.enter_context(locked(place.folder))
        catalog = stack.enter_context(open_catalog(url, place))
        stack.enter_context(catalog.locked(RunKind.CLEAN))
        yield catalog
