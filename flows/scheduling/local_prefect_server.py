"""One local Prefect server a folder: found, started, stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import httpx
from filelock import FileLock, Timeout
from msgspec import Struct
from prefect.settings import get_current_settings

from flows.scheduling.prefect_server_process import ADDRESS, SERVER_LOCK, is_free

LOOPBACK = "127.0.0.1"

_START_SECONDS = 180.0
_STOP_SECONDS = 10.0
_SECONDS_BETWEEN_LOOKS = 0.2

# A schedule's only place is given back in time although the server was killed with the run.
_LEASES = "prefect.server.concurrency.lease_storage.filesystem"


class ServerError(RuntimeError):
    """A local server that does not start; the message is one line that says where to look."""


class Server(Struct, frozen=True, kw_only=True):
    """A Prefect server that answers.

    Attributes:
        api_url: Its address.
        note: Which server it is, in words for a person.
        is_local: Whether it is the folder's own.
    """

    api_url: str
    note: str
    is_local: bool = True


def local_server(home: Path, tell: Callable[[str], None]) -> Server:
    """Find the folder's server, or start it; of several that look at once, one starts it.

    Raises:
        ServerError: It does not start.
    """
    try:
        with FileLock(home / "starting.lock", timeout=_START_SECONDS):
            if _is_there(home):
                return _answering(home, "a local server that was running already")
            tell("starting a local Prefect server, which takes 10 to 25 seconds ...")
            _start(home)
            return _answering(home, f"a local server, its log in {home / 'server.log'}")
    except Timeout as error:
        raise ServerError(f"another process has been starting the server of {home}") from error


def _is_there(home: Path) -> bool:
    with home.joinpath(SERVER_LOCK).open("a") as lock:
        return not is_free(lock)


def _start(home: Path) -> None:
    home.joinpath(ADDRESS).unlink(missing_ok=True)  # of one that has gone
    with home.joinpath("server.log").open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "flows.scheduling.prefect_server_process", home, LOOPBACK,
             str(_free_port())],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            env=_server_environment(home),
            start_new_session=True,  # Ctrl-C reaches us; the server is needed to the end
        )  # fmt: skip
    while not _is_there(home):
        if process.poll() is not None:
            raise ServerError(f"the local server ended at once; look into {home / 'server.log'}")
        time.sleep(_SECONDS_BETWEEN_LOOKS)


def _answering(home: Path, note: str) -> Server:
    """Wait until the folder's server answers."""
    log = home / "server.log"
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        known = _known(home)
        if known is not None and _is_healthy(known["api_url"]):
            return Server(api_url=known["api_url"], note=note)
        if not _is_there(home):
            raise ServerError(f"the local server ended while it was starting; look into {log}")
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    raise ServerError(f"the local server does not answer; look into {log}")


def _known(home: Path) -> dict[str, str] | None:
    """Return what a server has written of itself, or None as long as it has not."""
    with suppress(FileNotFoundError, ValueError):
        known: dict[str, str] = json.loads(home.joinpath(ADDRESS).read_text("utf-8"))
        return known
    return None


def stop_local_server(home: Path) -> None:
    """End the folder's server, which nobody uses any more, and wait until it has gone."""
    known = _known(home)
    if known is None or not _is_there(home):
        return
    process = int(known["pid"])
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(process, number)
        until = time.monotonic() + _STOP_SECONDS
        while _is_there(home) and time.monotonic() < until:
            time.sleep(_SECONDS_BETWEEN_LOOKS)


def _is_healthy(api_url: str) -> bool:
    try:
        return httpx.get(f"{api_url}/health", timeout=5.0, trust_env=False).is_success
    except httpx.TransportError:
        return False


def _free_port() -> int:
    """Return the port that Prefect's settings name, 4200 if none, else one that is free."""
    for port in (get_current_settings().server.api.port, 0):
        with socket.socket() as bound, suppress(OSError):
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((LOOPBACK, port))
            return int(bound.getsockname()[1])
    raise ServerError(f"no port of {LOOPBACK} is free")


def _server_environment(home: Path) -> Mapping[str, str]:
    """Return our environment with Prefect's settings of this process, and a home of its own."""
    settings = get_current_settings().to_environment_variables(exclude_unset=True)
    leases = {"PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": _LEASES}
    environment = {**leases, **os.environ, **settings}
    environment.pop("PREFECT_API_URL", None)
    if "PREFECT_HOME" not in os.environ:
        environment["PREFECT_HOME"] = str(home)
    return environment
