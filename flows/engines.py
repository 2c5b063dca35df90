"""What runs the shards of a flow: threads on this machine, or Dask on many."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.parameters import CleanParameters, Engine
from flows.run_settings import Running
from flows.working.guard import worker_count

# While one shard ends with a slow page, the workers of the other one are not idle.
_SHARDS_ON_ONE_MACHINE = 2
_SHARDS_ON_A_CLUSTER = 64


class EngineUnavailableError(RuntimeError):
    """The engine that a run is to use is not installed."""


def task_runner(parameters: CleanParameters) -> TaskRunner[Any]:
    """Return what runs the tasks.

    Raises:
        EngineUnavailableError: Dask is asked for and not installed.
    """
    if parameters.engine is Engine.THREADS:
        threads = parameters.shards_at_once or _SHARDS_ON_ONE_MACHINE
        return ThreadPoolTaskRunner(max_workers=threads)
    try:
        import dask  # noqa: PLC0415 - an extra
        from prefect_dask import DaskTaskRunner  # noqa: PLC0415
    except ImportError as error:
        raise EngineUnavailableError("Dask is not installed: install copydesk[dask]") from error
    # A daemonic worker may have no children, and pages are cleaned in children.
    dask.config.set({"distributed.worker.daemon": False})
    logging.getLogger("distributed").setLevel(logging.WARNING)
    cluster = {
        "n_workers": parameters.dask_workers,
        "threads_per_worker": 1,
        "processes": True,
        "host": "127.0.0.1",
        "dashboard_address": None,
    }
    where: dict[str, Any] = (
        {"address": parameters.dask_address}
        if parameters.dask_address
        else {"cluster_kwargs": cluster}
    )
    make: Callable[..., TaskRunner[Any]] = DaskTaskRunner
    return make(**where)


def shards_at_once(parameters: CleanParameters, running: Running) -> int:
    """Return how many shards are handed out before the first of them is done."""
    if parameters.shards_at_once is not None:
        return parameters.shards_at_once
    if parameters.engine is Engine.THREADS:
        return min(_SHARDS_ON_ONE_MACHINE, worker_count(running.jobs))
    return _SHARDS_ON_A_CLUSTER if parameters.dask_address else 2 * parameters.dask_workers


def pages_at_once(parameters: CleanParameters, running: Running) -> int:
    """Return how many worker processes a shard gets; 0 stands for one a processor."""
    if parameters.engine is Engine.DASK and parameters.dask_address:
        return running.jobs
    together = (
        shards_at_once(parameters, running)
        if parameters.engine is Engine.THREADS
        else parameters.dask_workers
    )
    return max(1, -(-worker_count(running.jobs) // together))
