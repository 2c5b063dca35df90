"""The Prefect server that a command's runs are told to, and what is said of it."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from flows.commands.clean_errors import FAILED
from flows.commands.errors import UserError, say
from flows.configuration import Configuration

if TYPE_CHECKING:
    from flows.scheduling.prefect_server import Server


@contextmanager
def server_for(configuration: Configuration, *, quiet: bool) -> Iterator[Server]:
    """Have a Prefect server to tell runs to, and say which one it is.

    Nothing of Prefect may have been imported before.
    """
    settle_prefect()
    from flows.scheduling.prefect_server import prefect_server

    tell = _say_nothing if quiet else say
    with server_errors_told(), prefect_server(folder_of(configuration), tell) as server:
        tell(f"Prefect server: {server.api_url} ({server.note})")
        yield server


@contextmanager
def server_errors_told() -> Iterator[None]:
    """Tell in one line why there is no server."""
    from flows.scheduling.prefect_server import ServerError

    try:
        yield
    except ServerError as error:
        say(str(error))
        raise typer.Exit(FAILED) from error


def settle_prefect() -> None:
    """Settle what Prefect reads when it is imported."""
    from flows.scheduling.prefect_environment import UnfitLibraryError, prepare_prefect

    try:
        prepare_prefect()
    except UnfitLibraryError as error:
        raise UserError(str(error)) from error


def folder_of(configuration: Configuration) -> Path:
    """Return the folder that belongs to a configuration: that of its settings file, else ours."""
    return configuration.file.absolute().parent if configuration.file else Path.cwd()


def _say_nothing(message: str) -> None:
    """Leave a message unsaid."""
