"""The folders that a walk has still to read and has read, kept on disk: a tree may be large."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import Self

from msgspec import Struct

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -512;
CREATE TABLE folder (linked INTEGER, path BLOB, source INTEGER, relative BLOB);
CREATE INDEX folder_order ON folder (linked, path);
CREATE TABLE visited (device TEXT, inode TEXT, PRIMARY KEY (device, inode)) WITHOUT ROWID;
"""


class Folder(Struct, frozen=True):
    """A folder to read.

    Attributes:
        path: Its absolute path.
        source: Position of its source among the sources of the run.
        relative: Its path below the source, with ``/``; empty for the source itself.
        linked: Whether a symbolic link leads to it.
    """

    path: bytes
    source: int
    relative: bytes = b""
    linked: bool = False


class FolderQueue:
    """A queue in which folders that symbolic links lead to come last, in the order of paths."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.close()

    def push(self, folder: Folder) -> None:
        """Add a folder to read."""
        self._connection.execute(
            "INSERT INTO folder VALUES (?, ?, ?, ?)",
            (folder.linked, folder.path, folder.source, folder.relative),
        )

    def pop(self) -> Folder | None:
        """Take the next folder out; None when all are read."""
        found = self._connection.execute(
            "SELECT rowid, linked, path, source, relative FROM folder"
            " ORDER BY linked, path, source LIMIT 1"
        ).fetchone()
        if found is None:
            return None
        rowid, linked, path, source, relative = found
        self._connection.execute("DELETE FROM folder WHERE rowid = ?", (rowid,))
        return Folder(path=path, source=source, relative=relative, linked=bool(linked))

    def visit(self, device: int, inode: int) -> bool:
        """Remember a folder by its identity; return whether it is the first time."""
        # As text: inodes of some file systems do not fit SQLite's signed 64 bits.
        added = self._connection.execute(
            "INSERT OR IGNORE INTO visited VALUES (?, ?)", (str(device), str(inode))
        )
        return added.rowcount == 1
