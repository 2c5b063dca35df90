"""The Prefect server that keeps account of runs: the configured one, else a local one of ours."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect.context import refresh_global_settings_context
from prefect.logging.handlers import APILogHandler
from prefect.settings import get_current_settings

from flows.scheduling.local_prefect_server import (
    Server,
    ServerError,
    local_server,
    stop_local_server,
)
from flows.scheduling.prefect_server_process import USERS_LOCK, is_free

__all__ = ["Server", "ServerError", "made_home", "prefect_server"]

FOLDER = ".copydesk"
"""Beside the settings file: the local server's database, log and locks."""

_API_URL = "PREFECT_API_URL"


@contextmanager
def prefect_server(folder: Path, tell: Callable[[str], None]) -> Iterator[Server]:
    """Make a Prefect server the one that flows of this process and its children use.

    A server that Prefect's own settings name (``PREFECT_API_URL``, a profile) is taken as it is.
    Else there is one local server a folder, on loopback: whoever comes first starts it, and it ends
    with the last that uses it. Its database is SQLite in the folder, unless
    ``PREFECT_SERVER_DATABASE_CONNECTION_URL`` names another.

    Args:
        folder: Where the local server keeps its own folder.
        tell: Is told in a line what takes a while.

    Raises:
        ServerError: The local server cannot be started.
    """
    configured = _configured_url()
    if configured:
        yield Server(
            api_url=configured, note="the one that Prefect's settings name", is_local=False
        )
        return
    home = made_home(folder)
    with home.joinpath(USERS_LOCK).open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            server = local_server(home, tell)
            with _used(server.api_url):
                yield server
        finally:
            if is_free(users):
                stop_local_server(home)


def made_home(folder: Path) -> Path:
    """Return our own folder in a folder; it is made if need be.

    Raises:
        ServerError: It cannot be made.
    """
    home = folder / FOLDER
    try:
        home.mkdir(parents=True, exist_ok=True)
        home.joinpath(".gitignore").write_text("*\n", "utf-8")
    except OSError as error:
        raise ServerError(f"the folder {home} cannot be made: {error.strerror}") from error
    return home


def _configured_url() -> str | None:
    return get_current_settings().api.url


@contextmanager
def _used(api_url: str) -> Iterator[None]:
    """Let flows of this process and of its children tell their runs to a server."""
    os.environ[_API_URL] = api_url
    refresh_global_settings_context()
    try:
        yield
    finally:
        APILogHandler().flush()  # what was logged goes to this server
        del os.environ[_API_URL]
        refresh_global_settings_context()
