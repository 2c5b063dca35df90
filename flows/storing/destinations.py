"""Where articles are written: a folder of this machine, or a place in an object store."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from flows.storing.urls import is_url, normal_url


class Destination(Protocol):
    """A tree of files by their names, relative and with ``/``.

    Every method raises ``OSError`` where the files cannot be reached.
    """

    @property
    def path(self) -> bytes:
        """Absolute path without symbolic links, or the URL: what keys of inputs are relative to."""

    @property
    def folder(self) -> Path | None:
        """The folder, if it is one of this machine."""

    def write(self, name: str, content: bytes) -> str:
        """Put a file in its place in one step, whatever stood there; return its sha256."""

    def read(self, name: str, max_bytes: int | None = None) -> bytes | None:
        """Return the bytes of a file; None where there is none, or one larger than the bound."""

    def digest(self, name: str) -> str | None:
        """Return the sha256 of a file in hexadecimal; None where there is no readable file."""

    def stands(self, name: str) -> bool:
        """Return whether anything stands under a name; what this run has written may not count."""

    def remove(self, name: str) -> bool:
        """Remove a file, and folders that it leaves empty; return if it was there."""

    def new_file(self, ending: str) -> AbstractContextManager[Path]:
        """Give the path of a temporary file of this machine, which ``adopt`` may take over."""

    def adopt(self, temporary: Path, name: str) -> None:
        """Put a file that ``new_file`` gave in its place in one step."""

    def local_copy(self, name: str) -> AbstractContextManager[Path | None]:
        """Give a path of this machine that a file can be read from; None where there is none."""

    def scratch(self, name: str) -> AbstractContextManager[Path]:
        """Give the path of a file that a run keeps for itself, beside the articles if it can."""


def open_destination(given: str | Path) -> Destination:
    """Return the destination of a path or URL; nothing is made or read yet.

    Raises:
        StorageError: There is no such protocol, or what it needs is not installed.
    """
    if isinstance(given, str) and is_url(given):
        from flows.storing.remote_destination import RemoteDestination  # noqa: PLC0415 - at need

        return RemoteDestination(normal_url(given))
    from flows.storing.local_destination import LocalDestination  # noqa: PLC0415 - as the other

    return LocalDestination(Path(os.path.realpath(given)))
