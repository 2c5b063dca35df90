"""A Dask cluster for tests: a scheduler and worker processes on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.servers.starting import LOOPBACK, cannot_be_had

if TYPE_CHECKING:
    from distributed import LocalCluster


@contextmanager
def dask_workers(count: int = 2) -> Iterator[LocalCluster]:
    """Run a Dask cluster whose workers are processes of one thread; without Dask, skip the test.

    The workers have the environment that this process has now.
    """
    try:
        import dask  # noqa: PLC0415 - an extra
        from distributed import LocalCluster  # noqa: PLC0415
    except ImportError as error:
        cannot_be_had("Dask", f"{error}; `pip install -e '.[dask]'` brings it")
    # Daemonic processes may have no children, and a shard has guarded workers as children.
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(
            host=LOOPBACK,
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
        ) as cluster,
    ):
        yield cluster
