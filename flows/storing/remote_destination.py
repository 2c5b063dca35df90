"""A place in an object store as the destination of articles."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path

from flows.storing.atomic import private_file
from flows.storing.remote_errors import as_system_errors
from flows.storing.urls import file_system

_LISTED_FOLDERS = 64


class RemoteDestination:
    """Objects below a URL: one is there as a whole or not at all, because a store puts it so.

    What stands in the store is looked at a folder at a time, and each folder once a run: a request
    for every name would cost more than cleaning the page.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._system, self._root = file_system(url)
        self._names_in = lru_cache(maxsize=_LISTED_FOLDERS)(self._listed)

    @property
    def path(self) -> bytes:
        """The URL."""
        return self._url.encode("utf-8")

    @property
    def folder(self) -> None:
        """None: it is not on this machine."""
        return

    def write(self, name: str, content: bytes) -> str:
        """Put an object in its place; return its sha256."""
        with as_system_errors(self._url):
            self._system.pipe_file(self._full(name), content)
        return hashlib.sha256(content).hexdigest()

    def read(self, name: str, max_bytes: int | None = None) -> bytes | None:
        """Return the bytes of an object; None where there is none, or one larger than the bound."""
        path = self._full(name)
        try:
            with as_system_errors(self._url):
                if max_bytes is not None and self._system.size(path) > max_bytes:
                    return None
                return bytes(self._system.cat_file(path))
        except FileNotFoundError:
            return None

    def digest(self, name: str) -> str | None:
        """Return the sha256 of an object; None where there is none."""
        content = self.read(name)
        return None if content is None else hashlib.sha256(content).hexdigest()

    def stands(self, name: str) -> bool:
        """Return whether there was such an object when its folder was first looked at."""
        folder, _, base = name.rpartition("/")
        return base in self._names_in(folder)

    def remove(self, name: str) -> bool:
        """Remove an object; return if it was there."""
        try:
            with as_system_errors(self._url):
                self._system.rm_file(self._full(name))
        except FileNotFoundError:
            return False
        return True

    def new_file(self, ending: str) -> AbstractContextManager[Path]:
        """Give the path of a temporary file of this machine."""
        return private_file(f"part{ending}")

    def adopt(self, temporary: Path, name: str) -> None:
        """Upload a temporary file."""
        with as_system_errors(self._url):
            self._system.put_file(str(temporary), self._full(name))

    @contextmanager
    def local_copy(self, name: str) -> Iterator[Path | None]:
        """Give a copy of an object on this machine."""
        with private_file(posixpath.basename(name)) as copy:
            try:
                with as_system_errors(self._url):
                    self._system.get_file(self._full(name), str(copy))
            except FileNotFoundError:
                yield None
            else:
                yield copy

    def scratch(self, name: str) -> AbstractContextManager[Path]:
        """Give the path of a file of this machine that goes with the run."""
        return private_file(name)

    def _full(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _listed(self, folder: str) -> frozenset[str]:
        path = self._full(folder).rstrip("/")
        try:
            with as_system_errors(self._url):
                found = self._system.ls(path, detail=False, refresh=True)
        except (FileNotFoundError, NotADirectoryError):
            return frozenset()
        return frozenset(posixpath.basename(each.rstrip("/")) for each in found)
