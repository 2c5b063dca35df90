"""``copydesk schedule`` with a local server on SQLite: runs start by the clock, and it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from tests.servers.keeping_schedules import (
    COPYDESK,
    is_alive,
    local_environment,
    local_server,
    make_site,
    said_in,
    schedule_process,
    two_scheduled_runs,
    wait_for,
)
from tests.servers.prefect_servers import PrefectServer


def test_a_cron_schedule_starts_runs_until_ctrl_c(tmp_path: Path) -> None:
    folder = make_site(tmp_path)
    environment = local_environment()
    with schedule_process(folder, environment) as process:
        server = local_server(folder, process)
        server_id = _server_id(folder)

        # A second one is refused: it would pause the schedules of the first at its end.
        second = _copydesk(folder, environment, "schedule")
        assert second.returncode == 2
        assert "another process keeps these schedules" in second.stderr

        first, then = two_scheduled_runs(server, folder)
        assert _due(then) - _due(first) == timedelta(minutes=1)
        assert first["name"] == f"pipeline-{_due(first):%Y-%m-%d}"
        assert {"copydesk", "pipeline"} <= set(_tags(first))
        assert sorted(path.name for path in folder.joinpath("clean").glob("**/*.md"))

        # `copydesk run` finds the running server, and that nothing has changed.
        run = _copydesk(folder, environment, "run", "--json")
        assert run.returncode == 0, run.stderr
        assert "a local server that was running already" in run.stderr
        assert json.loads(run.stdout)["cleaning"]["outcomes"]["written"] == 0

        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0, said_in(folder)
    assert not is_alive(server_id)  # it is stopped before the command ends
    assert "Traceback" not in said_in(folder)


def test_what_was_killed_is_taken_up_again(tmp_path: Path) -> None:
    """The server goes with its last user; the killed run's place is free again at once."""
    folder = make_site(tmp_path, schedules="[schedules.often]\nevery_minutes = 1\n")
    environment = local_environment()
    with schedule_process(folder, environment) as process:
        server = local_server(folder, process)
        wait_for(lambda: _running(server) or None, 120, lambda: said_in(folder))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    server_id = _server_id(folder)
    wait_for(lambda: None if is_alive(server_id) else True, 30, lambda: "the server lives on")

    with schedule_process(folder, environment) as process:
        server = local_server(folder, process)
        wait_for(lambda: _completed(server) or None, 180, lambda: f"{server.runs()}")
        states = [(run["state_type"], run["state"]) for run in server.runs("often")]
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0, said_in(folder)
    assert "CRASHED" in [state for state, _ in states]


def _copydesk(
    folder: Path, environment: dict[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COPYDESK, *arguments], cwd=folder, env=environment, capture_output=True, text=True,
        timeout=180, check=False,
    )  # fmt: skip


def _server_id(folder: Path) -> int:
    return int(json.loads(folder.joinpath(".copydesk/server.json").read_text("utf-8"))["pid"])


def _due(run: dict[str, object]) -> datetime:
    return datetime.fromisoformat(str(run["expected_start_time"]))


def _tags(run: dict[str, object]) -> list[str]:
    tags = run["tags"]
    assert isinstance(tags, list)
    return tags


def _running(server: PrefectServer) -> list[dict[str, object]]:
    return [run for run in server.runs("often") if run["state_type"] == "RUNNING"]


def _completed(server: PrefectServer) -> list[dict[str, object]]:
    return [run for run in server.runs("often") if run["state_type"] == "COMPLETED"]
