"""A shard as a piece of work that any process can do, on this machine or on another one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack

from msgspec import Struct
from msgspec.structs import replace

from flows.configuration import Configuration
from flows.run_settings import RunSettings
from flows.storing.byproducts import Cleaned
from flows.storing.destinations import open_destination
from flows.storing.ledger import Row
from flows.storing.parts import PART_FORMATS
from flows.working.guard import GuardedWorkers
from flows.working.index import Index
from flows.working.opened_run import OpenedRun
from flows.working.outcomes import clean_pages
from flows.working.page_work import MakeCleaner, PageWork
from flows.working.run_terms import work_of
from flows.working.shards import Shard
from flows.working.stopping import StopRequest
from flows.working.stores import open_store


class OtherVersionError(RuntimeError):
    """This process would clean otherwise than the one that planned the run."""


class ShardWork(Struct, frozen=True):
    """What is the same for all shards of a run.

    Attributes:
        destination: Where the articles go: an absolute path or a URL.
        configuration: Digest of all that can change a result, as the run has planned with it.
        pages: What worker processes have to know.
        running: How the run is done.
    """

    destination: str
    configuration: str
    pages: PageWork
    running: RunSettings


def clean_shard(
    shard: Shard, work: ShardWork, stop: StopRequest | None = None
) -> tuple[Cleaned, ...]:
    """Clean the pages of a shard and write their articles.

    Args:
        shard: The pages.
        work: What is the same for all shards of the run.
        stop: Who may ask for no further page, where that is a process of this machine.

    Returns:
        The pages that were cleaned, and the rows of those whose article has got into another part.

    Raises:
        OtherVersionError: Copydesk or a library here is not the one that planned the run.
        DestinationError: The destination takes no more files.
        WorkersUnavailableError: Not one worker process could be started.
    """
    _refuse_other_versions(work)
    with ExitStack() as stack:
        index = stack.enter_context(Index())
        for row in shard.rows:
            index.put(row)
        destination = open_destination(work.destination)
        file_format = work.running.output.format
        store = stack.enter_context(open_store(destination, file_format, index, alone=False))
        changed: dict[str, Cleaned] = {}

        def moved(row: Row) -> None:
            earlier = changed.get(row.input)
            changed[row.input] = Cleaned(row) if earlier is None else replace(earlier, row=row)

        store.on_move(moved)
        store.begin(shard.keys)
        for task in shard.tasks:
            store.expect(task.key)
        store.end()
        workers = stack.enter_context(GuardedWorkers(work.pages, work.running.run))
        tasks = (task for task in shard.tasks if stop is None or not stop.is_asked)
        for cleaned in clean_pages(tasks, workers, store):
            key = cleaned.row.input
            index.put(cleaned.row)
            changed[key] = cleaned
            store.settled(key)
        for task in shard.tasks:
            store.settled(task.key)  # what a run that was asked to stop has not got to
        return tuple(changed.values())


def shard_work(
    configuration: Configuration, make_cleaner: MakeCleaner, destination: str, *, jobs: int
) -> ShardWork:
    """Return what is the same for all shards of a run.

    Args:
        configuration: The settings in force.
        make_cleaner: Makes what cleans.
        destination: Where the articles go; a path is made absolute.
        jobs: Worker processes of a shard.
    """
    running = configuration.running
    return ShardWork(
        destination=os.fsdecode(open_destination(destination).path),
        configuration=make_cleaner(configuration.cleaning).configuration,
        pages=work_of(configuration, make_cleaner),
        running=replace(running, run=replace(running.run, jobs=jobs)),
    )


def shards_of(run: OpenedRun, configuration: Configuration) -> Iterator[Shard]:
    """Yield the shards of a run that have anything to be done, what is known settled by then."""
    in_parts = configuration.running.output.format in PART_FORMATS
    for number, keys in enumerate(run.shards(), 1):
        tasks = tuple(run.planned(keys))
        run.commit()
        waiting = {task.key for task in tasks}
        known = (run.row(key) for key in keys if key not in waiting) if in_parts else ()
        rows = tuple(row for row in known if row is not None)
        if tasks or not run.store.is_complete(keys):
            yield Shard(f"shard-{number}", keys, tasks, rows)


def _refuse_other_versions(work: ShardWork) -> None:
    here = work.pages.make_cleaner(work.pages.settings).configuration
    if here != work.configuration:
        raise OtherVersionError(
            "this machine has another version of copydesk or of a library than the one that "
            "planned the run, and would write other articles; install the same (constraints.txt)"
        )
