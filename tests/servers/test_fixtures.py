"""The servers that the fixtures start are there, empty, and reached by child processes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.servers.prefect_servers import PrefectServer

if TYPE_CHECKING:
    from distributed import LocalCluster


def _run(program: str, *arguments: str, environment: dict[str, str] | None = None) -> str:
    completed = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, check=True, env=environment, timeout=120,
    )  # fmt: skip
    return completed.stdout.strip()


@pytest.mark.parametrize("_time", [1, 2])
def test_a_database_is_empty(postgres_url: str, _time: int) -> None:
    import sqlalchemy  # noqa: PLC0415

    engine = sqlalchemy.create_engine(postgres_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE pages (url text)")
        version = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
    engine.dispose()
    assert int(version) >= 120_000


def test_a_child_process_sees_the_bucket(bucket: str) -> None:
    program = (
        "import fsspec, sys\n"
        "fs, path = fsspec.url_to_fs(sys.argv[1])\n"
        "assert fs.ls(path) == []\n"
        "fs.pipe(path + '/a/story.html', b'ferry')\n"
        "print(fs.find(path), fs.cat(path + '/a/story.html'))"
    )
    name = bucket.removeprefix("s3://")
    assert _run(program, bucket) == f"['{name}/a/story.html'] b'ferry'"


def test_a_flow_run_is_seen_by_the_server(prefect_server: PrefectServer) -> None:
    _run_a_flow(prefect_server)


def test_a_flow_run_is_seen_by_the_server_on_postgres(
    prefect_server_on_postgres: PrefectServer,
) -> None:
    _run_a_flow(prefect_server_on_postgres)


def _run_a_flow(server: PrefectServer) -> None:
    program = (
        "from prefect import flow\n"
        "@flow(name='add', flow_run_name='one-and-one')\n"
        "def add(a: int, b: int) -> int: return a + b\n"
        "print(add(1, 1))"
    )
    assert _run(program, environment=dict(server.environment)) == "2"
    [run] = [each for each in server.runs() if each["name"] == "one-and-one"]
    assert (run["name"], run["state_type"]) == ("one-and-one", "COMPLETED")


def test_tasks_run_on_two_dask_workers_that_may_have_children(dask_cluster: LocalCluster) -> None:
    from distributed import Client  # noqa: PLC0415

    with Client(dask_cluster) as client:
        futures = [client.submit(_child_of_worker, number, pure=False) for number in range(8)]
        answers = client.gather(futures)
    assert {answer for _, answer in answers} == {"a child"}
    assert len({worker for worker, _ in answers}) == 2


def _child_of_worker(number: int) -> tuple[int, str]:
    import multiprocessing  # noqa: PLC0415
    import os  # noqa: PLC0415
    import time  # noqa: PLC0415

    time.sleep(0.2)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return os.getpid(), pool.apply(str, ("a child",))
