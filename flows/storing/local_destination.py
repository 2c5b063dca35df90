"""A folder of this machine as the destination of articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from flows.storing.atomic import file_digest, remove_file, temporary_beside, write_file


class LocalDestination:
    """Files below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def path(self) -> bytes:
        """Absolute path of the folder, without symbolic links."""
        return os.fsencode(self._folder)

    @property
    def folder(self) -> Path:
        """The folder."""
        return self._folder

    def write(self, name: str, content: bytes) -> str:
        """Put a file in its place in one step; return its sha256."""
        return write_file(self._folder / name, content)

    def read(self, name: str, max_bytes: int | None = None) -> bytes | None:
        """Return the bytes of a file; None where there is none, or one larger than the bound."""
        path = self._folder / name
        try:
            if max_bytes is not None and path.stat().st_size > max_bytes:
                return None
            return path.read_bytes()
        except OSError:
            return None

    def digest(self, name: str) -> str | None:
        """Return the sha256 of a file; None where there is no readable file."""
        return file_digest(self._folder / name)

    def stands(self, name: str) -> bool:
        """Return whether anything stands under a name."""
        try:
            (self._folder / name).lstat()
        except OSError:
            return False
        return True

    def remove(self, name: str) -> bool:
        """Remove a file, and folders that it leaves empty; return if it was there."""
        return remove_file(self._folder / name, up_to=self._folder)

    def new_file(self, ending: str) -> AbstractContextManager[Path]:
        """Give the path of a temporary file in the folder."""
        return temporary_beside(self._folder / f"part{ending}")

    def adopt(self, temporary: Path, name: str) -> None:
        """Put a temporary file in its place, its bytes forced to the disk before."""
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(self._folder / name)

    @contextmanager
    def local_copy(self, name: str) -> Iterator[Path | None]:
        """Give the file itself."""
        path = self._folder / name
        yield path if path.is_file() else None

    @contextmanager
    def scratch(self, name: str) -> Iterator[Path]:
        """Give the path of a file beside the articles."""
        yield self._folder / name
