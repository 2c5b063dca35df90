"""A catalog in PostgreSQL keeps the same promises, and serves runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from flows.storing.catalog.catalog import find_catalog
from flows.storing.catalog.errors import CatalogError
from tests.flows.storing.catalog.promises import PROMISES
from tests.flows.storing.catalog.rows import ROWS, opened
from tests.flows.working.pages import outcomes, run_over, story, tree, write_pages
from tests.servers.postgres import PostgresServer


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_a_catalog_in_postgres(
    promise: Callable[[Path, str], None], tmp_path: Path, postgres_url: str
) -> None:
    promise(tmp_path / "clean", postgres_url)


@pytest.mark.parametrize("file_format", ["md", "jsonl"])
def test_runs_keep_their_outcomes_there(
    tmp_path: Path, postgres_url: str, file_format: str
) -> None:
    raw, clean, local = tmp_path / "raw", tmp_path / "clean", tmp_path / "local"
    write_pages(raw, {f"{number:02}.txt": story(number) for number in range(30)})
    settings = {"output_format": file_format, "run_shard_pages": 8}
    run_over(raw, local, **settings)  # type: ignore[arg-type]
    settings["catalog_url"] = postgres_url
    run_over(raw, clean, **settings)  # type: ignore[arg-type]
    write_pages(raw, {"03.txt": story(100)})
    (raw / "05.txt").unlink()
    report = run_over(raw, clean, prune=True, **settings)  # type: ignore[arg-type]
    assert outcomes(report) == {"unchanged": 28, "written": 1}
    run_over(raw, local, prune=True, output_format=file_format, run_shard_pages=8)
    assert tree(clean) == tree(local)
    assert not (clean / "catalog.sqlite").exists()
    catalog = find_catalog(postgres_url, clean)
    assert catalog is not None
    with catalog:
        assert len(list(catalog.rows())) == 29


def test_a_connection_that_was_lost_is_made_anew(tmp_path: Path, postgres_url: str) -> None:
    with opened(tmp_path, postgres_url) as catalog, opened(tmp_path, postgres_url) as other:
        catalog.put_rows(ROWS[:1])
        with other.reading() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        catalog.put_rows(ROWS[1:])
        assert len(list(catalog.rows())) == 2


def test_a_database_that_is_not_utf_8_is_refused(
    tmp_path: Path, postgres_server: PostgresServer, postgres_url: str
) -> None:
    name = "latin"
    with create_engine(postgres_url).connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(
            f"CREATE DATABASE {name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
            " TEMPLATE template0"
        )
    try:
        with pytest.raises(CatalogError, match=r"has the encoding LATIN1; make one with ENCODING"):
            opened(tmp_path, postgres_server.url(name, "psycopg"))
    finally:
        postgres_server.drop_database(name)
