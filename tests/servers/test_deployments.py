"""``prefect.yaml``: deployed to a process work pool, a worker runs what is due."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.keeping_schedules import PROJECT, make_site, two_scheduled_runs, wait_for
from tests.servers.prefect_servers import PrefectServer
from tests.servers.starting import server_process


def test_a_worker_runs_what_is_deployed(prefect_server: PrefectServer, tmp_path: Path) -> None:
    folder = make_site(tmp_path, schedules="")
    shutil.copy(PROJECT / "prefect.toml", folder)
    text = PROJECT.joinpath("prefect.yaml").read_text("utf-8")
    assert text.count('cron: "30 2 * * *"') == 1
    each_minute = text.replace('cron: "30 2 * * *"', 'cron: "* * * * *"')
    each_minute = each_minute.replace("name: nightly-clean", "name: each-minute")
    folder.joinpath("prefect.yaml").write_text(each_minute, "utf-8")

    _prefect(prefect_server, folder, "work-pool", "create", "copydesk", "--type", "process")
    _prefect(prefect_server, folder, "work-pool", "set-concurrency-limit", "copydesk", "1")
    _prefect(prefect_server, folder, "--no-prompt", "deploy", "--all")
    with _worker(prefect_server, folder):
        _prefect(prefect_server, folder, "deployment", "run", "pipeline/hourly-feeds")
        two_scheduled_runs(prefect_server, folder)
        wait_for(
            lambda: _completed(prefect_server, "hourly-feeds") or None, 120,
            lambda: f"{prefect_server.runs()}",
        )  # fmt: skip
    articles = [path.name for path in folder.joinpath("clean").glob("**/*.md")]
    assert "ferry-terminal-vote.html.md" in articles
    assert folder.joinpath("raw").is_dir()


def _completed(server: PrefectServer, deployment: str) -> list[dict[str, object]]:
    return [run for run in server.runs(deployment) if run["state_type"] == "COMPLETED"]


def _prefect(server: PrefectServer, folder: Path, *arguments: str) -> None:
    completed = subprocess.run(
        [sys.executable, "-m", "prefect", *arguments], cwd=folder, capture_output=True, text=True,
        env={**server.environment, "PWD": str(folder)}, timeout=180, check=False,
    )  # fmt: skip
    assert completed.returncode == 0, completed.stdout + completed.stderr


@contextmanager
def _worker(server: PrefectServer, folder: Path) -> Iterator[None]:
    log = folder / "worker.log"
    with server_process(
        [sys.executable, "-m", "prefect", "worker", "start", "--pool", "copydesk"],
        log=log,
        ready=lambda: "started!" in log.read_text("utf-8", "replace"),
        seconds=120,
        environment=server.environment,
        folder=folder,
    ):
        yield
