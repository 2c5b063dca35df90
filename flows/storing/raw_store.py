"""Where raw pages are kept, as WARC files: a folder of this machine, or a place in a store."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from flows.sources.locations import Location, fetch_bytes
from flows.storing.destinations import Destination, open_destination
from flows.storing.urls import is_url

STATE_FOLDER = ".copydesk"
"""Below a raw folder: what ingest keeps for itself. Hidden, so nothing that reads pages enters."""

_OPEN_FOLDER = "open"
_OPEN_ENDING = ".open"

_STATE_VARIABLE = "XDG_STATE_HOME"
_USERS_STATE = ".local/state"


class RawStore:
    """Finished WARC files by their names, relative and with ``/``, and those being written.

    What is being written is always on this machine: a store takes whole files only.

    Attributes:
        place: Where it is, for people.
        state_folder: A folder of this machine for what ingest keeps for itself.
        open_folder: Where files are while they are written, under their later names.
    """

    def __init__(self, given: str | Path) -> None:
        """Take a folder or URL; nothing is made or read yet.

        Raises:
            StorageError: There is no such protocol, or what it needs is not installed.
        """
        self._destination: Destination = open_destination(given)
        self._held: dict[str, bool] = {}
        self.place = os.fsdecode(self._destination.path)
        folder = self._destination.folder
        self.state_folder = _state_folder(self.place) if folder is None else folder / STATE_FOLDER
        self.open_folder = self.state_folder / _OPEN_FOLDER

    @property
    def folder(self) -> Path | None:
        """The folder, if it is one of this machine."""
        return self._destination.folder

    def open_path(self, name: str) -> Path:
        """Return where a file is while it is written."""
        return self.open_folder / f"{name}{_OPEN_ENDING}"

    def open_files(self) -> Iterator[tuple[str, Path]]:
        """Yield name and path of the files being written, or left so when a run was killed."""
        for path in sorted(self.open_folder.rglob(f"*{_OPEN_ENDING}")):
            if path.is_file():
                relative = path.relative_to(self.open_folder).as_posix()
                yield relative.removesuffix(_OPEN_ENDING), path

    def publish(self, name: str) -> None:
        """Put a file that was being written in its place, in one step.

        Raises:
            OSError: It cannot be moved or uploaded.
        """
        path = self.open_path(name)
        if self.folder is not None:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        self._destination.adopt(path, name)
        path.unlink(missing_ok=True)
        self._held[name] = True
        _remove_empty(path.parent, self.open_folder)

    def discard(self, name: str) -> None:
        """Remove a file that was being written."""
        path = self.open_path(name)
        path.unlink(missing_ok=True)
        _remove_empty(path.parent, self.open_folder)

    def holds(self, name: str) -> bool:
        """Return whether a file is there, finished or being written; remembered once it was."""
        if not name:
            return False
        if not self._held.get(name):
            found = self.open_path(name).is_file() or self._destination.stands(name)
            self._held[name] = found
        return self._held[name]

    def member(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of a file, finished or being written.

        Raises:
            OSError: It cannot be read.
        """
        path = self.open_path(name)
        if not path.is_file():
            separator = "/" if is_url(self.place) else os.sep
            path_or_url = f"{self.place}{separator}{name}"
            return fetch_bytes(Location(os.fsencode(path_or_url), offset, length), length)
        return fetch_bytes(Location(os.fsencode(path), offset, length), length)


def _state_folder(place: str) -> Path:
    """Return a folder of this machine for what is on its way to a store."""
    state = os.environ.get(_STATE_VARIABLE)
    base = Path(state) if state else Path.home() / _USERS_STATE
    return base / "copydesk" / "ingest" / hashlib.sha256(place.encode("utf-8")).hexdigest()[:16]


def _remove_empty(folder: Path, top: Path) -> None:
    while folder not in (top, top.parent):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
