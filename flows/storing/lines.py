"""Articles of parts before their part is made: one line of JSON each, found by its digest."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

LINES_FILE = "rows.partial.jsonl"


class LineStore:
    """Lines appended to a file, so that a kill loses none, and an index of them on disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index = sqlite3.connect("", isolation_level=None)
        self._index.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA cache_size = -1024;"
            "CREATE TABLE line (sha256 BLOB PRIMARY KEY, start INTEGER, length INTEGER)"
            " WITHOUT ROWID; BEGIN"
        )
        self._end = 0
        for line in _whole_lines(path):
            self._note(hashlib.sha256(line).digest(), len(line))
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
        self._index.close()

    def add(self, line: bytes) -> str:
        """Keep a line, which ends with a line feed and has no other; return its sha256."""
        digest = hashlib.sha256(line)
        if digest.hexdigest() not in self:
            file = self._opened()
            file.seek(self._end)
            file.write(line)
            file.flush()
            self._note(digest.digest(), len(line))
        return digest.hexdigest()

    def __contains__(self, sha256: str) -> bool:
        return self._place(sha256) is not None

    def line(self, sha256: str) -> bytes:
        """Return the line of a digest.

        Raises:
            KeyError: There is none.
        """
        place = self._place(sha256)
        if place is None:
            raise KeyError(sha256)
        start, length = place
        file = self._opened()
        file.seek(start)
        return file.read(length)

    def discard(self) -> None:
        """Remove the file; its lines stand in parts by now."""
        if self._file is not None:
            self._file.close()
        self._path.unlink(missing_ok=True)

    def _opened(self) -> BinaryIO:
        """Return the file, which is not touched before something is to be done with it."""
        if self._file is None:
            self._file = self._path.open("r+b" if self._path.exists() else "w+b")
            self._file.truncate(self._end)  # a line that a killed run has not finished
        return self._file

    def _note(self, digest: bytes, length: int) -> None:
        self._index.execute(
            "INSERT OR IGNORE INTO line VALUES (?, ?, ?)", (digest, self._end, length)
        )
        self._end += length

    def _place(self, sha256: str) -> tuple[int, int] | None:
        found: tuple[int, int] | None = self._index.execute(
            "SELECT start, length FROM line WHERE sha256 = ?", (bytes.fromhex(sha256),)
        ).fetchone()
        return found


def _whole_lines(path: Path) -> Iterator[bytes]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        for line in file:
            if not line.endswith(b"\n"):
                return
            yield line
