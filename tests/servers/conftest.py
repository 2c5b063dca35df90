"""The servers that tests ask for by name: each is started when the first test wants it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.servers.dask_clusters import dask_workers
from tests.servers.postgres import PostgresServer, postgres
from tests.servers.prefect_servers import PrefectServer
from tests.servers.prefect_servers import prefect_server as run_prefect_server
from tests.servers.s3 import S3Server, s3

if TYPE_CHECKING:
    from distributed import LocalCluster


# These wait for the clock: while they do, another file has the processors.
_WAITING = ("test_schedule_on_sqlite.py", "test_schedule_on_postgres.py", "test_deployments.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that ``make test`` runs none; who waits is first."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.servers)
    items.sort(key=lambda item: item.path.name not in _WAITING)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server."""
    with postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of an empty database, for SQLAlchemy with psycopg."""
    with _database(postgres_server) as name:
        yield postgres_server.url(name, "psycopg")


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    """An S3 server; s3fs finds it by the environment, in this process and in its children."""
    pytest.importorskip("s3fs", reason="there is no s3fs; `pip install -e '.[s3]'` brings it")
    with s3() as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        yield server


@pytest.fixture
def bucket(s3_server: S3Server) -> str:
    """The address of an empty bucket, ``s3://...`` without a slash at the end."""
    import s3fs  # noqa: PLC0415 - an extra

    # Instances remember the server and the listings of an earlier test.
    s3fs.S3FileSystem.clear_instance_cache()
    name = f"tests-{uuid.uuid4().hex[:12]}"
    s3fs.S3FileSystem().mkdir(name)
    return f"s3://{name}"


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    """A Prefect server on SQLite; give its ``environment`` to child processes."""
    with run_prefect_server(tmp_path_factory.mktemp("prefect")) as server:
        yield server


@pytest.fixture(scope="session")
def prefect_server_on_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: PostgresServer
) -> Iterator[PrefectServer]:
    """A Prefect server on PostgreSQL."""
    pytest.importorskip("asyncpg", reason="there is no asyncpg; `pip install -e '.[postgres]'`")
    with (
        _database(postgres_server) as name,
        run_prefect_server(
            tmp_path_factory.mktemp("prefect-on-postgres"),
            database_url=postgres_server.url(name, "asyncpg"),
        ) as server,
    ):
        yield server


@pytest.fixture
def dask_cluster() -> Iterator[LocalCluster]:
    """A Dask cluster of two worker processes; ask for a bucket first, so that they see it."""
    with dask_workers(2) as cluster:
        yield cluster


@contextmanager
def _database(server: PostgresServer) -> Iterator[str]:
    """Make a database that goes with the block; its name."""
    name = f"tests_{uuid.uuid4().hex[:12]}"
    server.create_database(name)
    try:
        yield name
    finally:
        server.drop_database(name)
