"""``copydesk schedule`` as a process of a test, in a folder with pages and a settings file."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil

from tests.servers.prefect_servers import PrefectServer, without_prefect_settings
from tests.servers.starting import free_ports, stop_group

T = TypeVar("T")

PROJECT = Path(__file__).parents[2]
PAGES = PROJECT / "raw/samples/harbour-gazette.example"
COPYDESK = Path(sys.executable).parent / "copydesk"

SETTINGS = """\
[fetch]
contact = "archive@example.org"

[sources.pages]
kind = "folder"
paths = ["pages"]

[run]
jobs = 1
"""

EACH_MINUTE = """
[schedules.each-minute]
cron = "* * * * *"
"""


def make_site(folder: Path, *, schedules: str = EACH_MINUTE) -> Path:
    """Put pages and a settings file into a folder."""
    shutil.copytree(PAGES, folder / "pages")
    folder.joinpath("copydesk.toml").write_text(SETTINGS + schedules, "utf-8")
    return folder


def local_environment(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which no Prefect server is configured."""
    [port] = free_ports(1)
    return {
        **without_prefect_settings(),
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_PROFILES_PATH": "/nonexistent",
        **(settings or {}),
    }


@contextmanager
def schedule_process(
    folder: Path, environment: Mapping[str, str], options: Sequence[str] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``copydesk schedule`` in a folder; what it says goes to ``schedule.log`` there."""
    with folder.joinpath("schedule.log").open("wb") as log:
        process = subprocess.Popen(
            [COPYDESK, "schedule", *options],
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            cwd=folder, env=environment, start_new_session=True,
            preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 - no threads here
        )  # fmt: skip
    try:
        yield process
    finally:
        stop_group(process, signal.SIGTERM, 30)


def local_server(folder: Path, process: subprocess.Popen[bytes]) -> PrefectServer:
    """Wait for the local server of a folder, and return it."""
    home = folder / ".copydesk"
    address = home / "server.json"

    def found() -> PrefectServer | None:
        assert process.poll() is None, said_in(folder)
        if "Prefect server:" not in said_in(folder):
            return None
        known = json.loads(address.read_text("utf-8"))
        return PrefectServer(known["api_url"], home, home / "server.log")

    return wait_for(found, 120, lambda: said_in(folder))


def two_scheduled_runs(server: PrefectServer, folder: Path) -> list[dict[str, object]]:
    """Wait until a schedule has started two runs that have completed, and return these."""

    def completed() -> list[dict[str, object]] | None:
        done = [
            run
            for run in server.runs("each-minute")
            if run["state_type"] == "COMPLETED" and run["auto_scheduled"]
        ]
        return done[:2] if len(done) >= 2 else None

    return wait_for(completed, 240, lambda: f"{server.runs()}\n{said_in(folder)}")


def wait_for(found: Callable[[], T | None], seconds: float, told: Callable[[], str]) -> T:
    """Ask until there is an answer; fail with what is told after so many seconds."""
    until = time.monotonic() + seconds
    while (answer := found()) is None:
        assert time.monotonic() < until, told()
        time.sleep(0.5)
    return answer


def said_in(folder: Path) -> str:
    """Return what ``copydesk schedule`` has said in a folder."""
    log = folder / "schedule.log"
    return log.read_text("utf-8", "replace") if log.exists() else ""


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _heed_ctrl_c() -> None:
    # A test that was started in the background of a script would pass on that it is ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
