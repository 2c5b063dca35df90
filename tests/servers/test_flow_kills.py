"""A run that is killed in the middle and started again ends as if nothing had happened."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from flows.parameters import CleanParameters, Engine
from flows.storing.catalog.catalog import find_catalog
from tests.servers.flow_runs import (
    SETTINGS,
    ledger_of,
    run_command,
    run_flow,
    start_flow,
    tree_of,
)
from tests.servers.made_pages import make_pages
from tests.servers.prefect_servers import PrefectServer
from tests.servers.prefect_servers import prefect_server as run_prefect_server

if TYPE_CHECKING:
    from distributed import LocalCluster

PAGES = 500
_PATIENCE_SECONDS = 120.0


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with raw pages, and with what an undisturbed run made of them."""
    folder = tmp_path_factory.mktemp("kills")
    make_pages(folder / "raw", PAGES)
    run_command(str(folder / "raw"), str(folder / "expected"), *SETTINGS)
    return folder


@pytest.fixture
def parameters(work: Path, request: pytest.FixtureRequest) -> CleanParameters:
    return CleanParameters(
        sources=(str(work / "raw"),),
        destination=str(work / request.node.name),
        settings=(*SETTINGS, "run.shard_pages=50"),
        retry_failed=True,
    )


def test_the_flow_process_is_killed(
    work: Path, parameters: CleanParameters, prefect_server: PrefectServer
) -> None:
    with _Started(parameters, prefect_server) as flow:
        _wait_for(lambda: _settled(parameters) > 50)
        flow.kill()
    assert _settled(parameters) < PAGES
    run_flow(parameters, prefect_server.environment)
    _assert_undisturbed(work, parameters)


def test_a_page_worker_is_killed(
    work: Path, parameters: CleanParameters, prefect_server: PrefectServer
) -> None:
    # The run that tries the page again would know what the one before has learned of its site.
    unlearned = (*parameters.settings, "learning.enabled=false")
    parameters = parameters.model_copy(update={"settings": unlearned})
    with _Started(parameters, prefect_server) as flow:
        _wait_for(lambda: _settled(parameters) > 50)
        os.kill(_page_worker(flow.pid), signal.SIGKILL)
        assert flow.wait() == 0
    assert len(ledger_of(parameters.destination)) == PAGES
    run_flow(parameters, prefect_server.environment)
    _assert_undisturbed(work, parameters)


def test_a_dask_worker_is_killed(
    work: Path,
    parameters: CleanParameters,
    prefect_server: PrefectServer,
    dask_cluster: LocalCluster,
) -> None:
    parameters = parameters.model_copy(
        update={"engine": Engine.DASK, "dask_address": dask_cluster.scheduler_address}
    )
    with _Started(parameters, prefect_server) as flow:
        _wait_for(lambda: _settled(parameters) > 50)
        nanny = next(iter(dask_cluster.workers.values()))
        os.kill(nanny.pid, signal.SIGKILL)
        assert flow.wait() == 0
    _assert_undisturbed(work, parameters)


def test_the_server_goes_away(
    work: Path,
    parameters: CleanParameters,
    prefect_server: PrefectServer,
    tmp_path: Path,
) -> None:
    with run_prefect_server(tmp_path / "prefect") as server:
        flow = start_flow(parameters, server.environment)
        _wait_for(lambda: _settled(parameters) > 50)
    try:
        flow.wait(30)  # it may finish without its server, or wait for it
    except subprocess.TimeoutExpired:
        flow.kill()
        flow.wait()
    run_flow(parameters, prefect_server.environment)
    _assert_undisturbed(work, parameters)


def _assert_undisturbed(work: Path, parameters: CleanParameters) -> None:
    expected = str(work / "expected")
    assert tree_of(parameters.destination) == tree_of(expected)
    found, wanted = ledger_of(parameters.destination), ledger_of(expected)
    assert found.keys() == wanted.keys()
    assert {row.output_sha256 for row in found.values()} == {
        row.output_sha256 for row in wanted.values()
    }


class _Started:
    """The flow in a process of its own, which does not outlive the block."""

    def __init__(self, parameters: CleanParameters, server: PrefectServer) -> None:
        self._flow = start_flow(parameters, server.environment)

    def __enter__(self) -> subprocess.Popen[bytes]:
        return self._flow

    def __exit__(self, *error: object) -> None:
        if self._flow.poll() is None:
            self._flow.kill()
        self._flow.wait()


def _settled(parameters: CleanParameters) -> int:
    catalog = find_catalog("", parameters.destination)
    if catalog is None:
        return 0
    with catalog:
        return sum(1 for _ in catalog.rows())


def _page_worker(flow: int) -> int:
    """Return a process that cleans pages: a child of the server that they are forked from."""

    def found() -> Iterator[int]:
        for child in psutil.Process(flow).children(recursive=True):
            if child.parent().pid != flow and "forkserver" in " ".join(child.cmdline()):
                yield child.pid

    _wait_for(lambda: any(found()))
    return next(found())


def _wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, "it has not come about"
        time.sleep(0.1)
