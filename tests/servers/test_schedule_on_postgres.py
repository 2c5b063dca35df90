"""``copydesk schedule`` with its local server's database in PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.keeping_schedules import (
    local_environment,
    local_server,
    make_site,
    schedule_process,
    two_scheduled_runs,
)


def test_a_cron_schedule_starts_runs(tmp_path: Path, postgres_url: str) -> None:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    pytest.importorskip("asyncpg", reason="there is no asyncpg; `pip install -e '.[postgres]'`")
    folder = make_site(tmp_path)
    url = postgres_url.replace("+psycopg", "+asyncpg")
    environment = local_environment({"PREFECT_SERVER_DATABASE_CONNECTION_URL": url})
    with schedule_process(folder, environment) as process:
        server = local_server(folder, process)
        first, then = two_scheduled_runs(server, folder)
    assert str(first["expected_start_time"]) < str(then["expected_start_time"])
    assert not folder.joinpath(".copydesk/prefect.db").exists()
    engine = sqlalchemy.create_engine(postgres_url)
    with engine.connect() as connection:
        kept = connection.exec_driver_sql(
            "SELECT count(*) FROM flow_run WHERE state_type = 'COMPLETED' AND auto_scheduled"
        ).scalar_one()
    engine.dispose()
    assert kept >= 2
