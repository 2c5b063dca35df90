"""The Prefect flow that cleans: list what there is, cut it into shards, one task a shard.

It calls the same functions as ``copydesk clean``, and writes the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, as_completed

from cleaners.pipeline import Cleaner
from flows.configuration import Configuration, load_configuration
from flows.dumps.output import configuration_for
from flows.engines import pages_at_once, shards_at_once, task_runner
from flows.parameters import CleanParameters, Engine
from flows.showing.artifacts import Progress
from flows.storing.byproducts import Cleaned
from flows.working.opened_run import OpenedRun
from flows.working.opening_run import open_run
from flows.working.report import RunReport
from flows.working.run_terms import Choices
from flows.working.shard_work import ShardWork, clean_shard, shard_work, shards_of
from flows.working.shards import Shard
from flows.working.stopping import StopRequest, tell_of_stop

_RETRIES = 2
_RETRY_DELAYS = [timedelta(seconds=5).total_seconds(), timedelta(minutes=1).total_seconds()]


class UnbalancedLedgerError(RuntimeError):
    """The ledger does not account for every input."""


def clean(parameters: CleanParameters) -> RunReport:
    """Run the flow on the engine that its parameters name.

    Raises:
        UnbalancedLedgerError: The ledger does not account for every input.
        Exception: Whatever ended a shard after its retries; what was done before is kept.
    """
    runner = task_runner(parameters)
    report: RunReport = clean_flow.with_options(task_runner=runner)(parameters)
    return report


@flow(
    name="clean",
    flow_run_name="clean-{parameters.destination}",
    description="Cleans what is new or was cleaned under another configuration.",
    persist_result=False,
)
def clean_flow(parameters: CleanParameters) -> RunReport:
    """Clean the pages of some sources; a failed or rejected page never fails the run."""
    configuration = configuration_for(
        _configuration(parameters), parameters.sources, parameters.destination
    )
    stop = StopRequest(tell_of_stop("pages"))
    choices = Choices(
        force=parameters.force,
        retry_failed=parameters.retry_failed,
        prune=parameters.prune,
        refresh_sites=parameters.refresh_sites,
    )
    logger = get_run_logger()
    opened = open_run(
        parameters.sources,
        parameters.destination,
        configuration,
        watcher=Progress(),
        stop=stop,
        choices=choices,
        by_shard=True,
    )
    with opened as run:
        logger.info("%s inputs below %s", f"{run.inputs:,}", ", ".join(parameters.sources))
        try:
            for shard, pages in _cleaned(run, configuration, parameters, stop):
                run.settle_shard(shard, pages)
                logger.info("%s: %d pages are cleaned", shard.name, len(shard.tasks))
        except BaseException:
            stop.ask()
            run.close()
            raise
        report = run.close()
    if not report.balanced:
        raise UnbalancedLedgerError(
            f"the ledger accounts for {sum(report.outcomes.values()):,} of {report.inputs:,} inputs"
        )
    return report


@task(
    name="clean a shard",
    task_run_name="{shard.name}",
    retries=_RETRIES,
    retry_delay_seconds=_RETRY_DELAYS,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def clean_shard_task(
    shard: Shard, work: ShardWork, stop: StopRequest | None = None
) -> tuple[Cleaned, ...]:
    """Clean a shard in whichever process this is; its machine may fail, so it is tried again."""
    return clean_shard(shard, work, stop)


def _cleaned(
    run: OpenedRun, configuration: Configuration, parameters: CleanParameters, stop: StopRequest
) -> Iterator[tuple[Shard, tuple[Cleaned, ...]]]:
    """Submit the shards of a run, a few at a time, and yield each with its rows when it is done."""
    work = shard_work(
        configuration,
        Cleaner,
        parameters.destination,
        jobs=pages_at_once(parameters, configuration.running.run),
    )
    at_once = shards_at_once(parameters, configuration.running.run)
    # Other machines know nothing of it: they finish the shards that they have.
    known_to_tasks = stop if parameters.engine is Engine.THREADS else None
    pending: dict[PrefectFuture[tuple[Cleaned, ...]], Shard] = {}
    for shard in shards_of(run, configuration):
        while len(pending) >= at_once:
            yield _first_done(pending)
        pending[clean_shard_task.submit(shard, work, known_to_tasks)] = shard
    while pending:
        yield _first_done(pending)


def _first_done(
    pending: dict[PrefectFuture[tuple[Cleaned, ...]], Shard],
) -> tuple[Shard, tuple[Cleaned, ...]]:
    future = next(as_completed(list(pending)))
    shard = pending.pop(future)
    return shard, future.result()


def _configuration(parameters: CleanParameters) -> Configuration:
    file = None if parameters.settings_file is None else Path(parameters.settings_file)
    return load_configuration(file, parameters.settings)
