"""A run in one process: every input of some sources to one outcome in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cleaners.pipeline import Cleaner
from flows.configuration import Configuration
from flows.working.guard import GuardedWorkers
from flows.working.opened_run import OpenedRun
from flows.working.opening_run import open_run
from flows.working.outcomes import clean_pages
from flows.working.page_work import MakeCleaner, PageTask
from flows.working.report import RunReport
from flows.working.run_terms import Choices, Watcher, work_of
from flows.working.stopping import StopRequest


def clean_sources(  # noqa: PLR0913 - the options of a run
    given: Sequence[str],
    destination: str | Path,
    configuration: Configuration,
    *,
    make_cleaner: MakeCleaner = Cleaner,
    watcher: Watcher | None = None,
    stop: StopRequest | None = None,
    force: bool = False,
    retry_failed: bool = False,
    prune: bool = False,
    refresh_sites: bool = False,
) -> RunReport:
    """Clean what is in some files and folders, and account for every input.

    Args:
        given: Files and folders; ``-`` stands for standard input.
        destination: The folder of the articles, made if need be, or a URL such as
            ``s3://bucket/clean``.
        configuration: The settings in force.
        make_cleaner: Makes what cleans, in every worker process.
        watcher: Who is told how the run goes.
        stop: Who may ask the run to stop.
        force: Clean everything again, whether it has changed or not.
        retry_failed: Try pages again that failed before.
        prune: Remove outputs whose input has gone, and those that others have superseded.
        refresh_sites: Clean pages again whose sites other things are known of by now.

    Raises:
        SourceError: A source or the destination cannot be used.
        PatternError: A pattern of the files to take cannot be understood.
        DestinationLockedError: Another run is writing to the destination.
        DestinationError: The destination takes no more files.
        LedgerError: The destination's ledger cannot be read.
        WorkersUnavailableError: Not one worker process could be started.
    """
    choices = Choices(
        force=force, retry_failed=retry_failed, prune=prune, refresh_sites=refresh_sites
    )
    opened = open_run(
        given,
        destination,
        configuration,
        make_cleaner=make_cleaner,
        watcher=watcher,
        stop=stop,
        choices=choices,
    )
    with (
        opened as run,
        GuardedWorkers(work_of(configuration, make_cleaner), configuration.running.run) as workers,
    ):
        for cleaned in clean_pages(_tasks(run), workers, run.store):
            run.settle(cleaned.row, cleaned.byproducts)
            run.store.settled(cleaned.row.input)
        return run.close()


def _tasks(run: OpenedRun) -> Iterator[PageTask]:
    """Yield the tasks of all shards in a row, so that no worker waits for a shard to end."""
    for shard in run.shards():
        run.store.begin(shard)
        for task in run.planned(shard):
            run.store.expect(task.key)
            yield task
        run.store.end()
