"""robots.txt and tdmrep.json of sites, remembered from one ingest to the next in a file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from flows.fetching.policies import Policy

_SCHEMA = "CREATE TABLE IF NOT EXISTS policy (url TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID"


class PolicyFile:
    """Remembers policies; what cannot be read of the file is asked for again."""

    def __init__(self, path: Path) -> None:
        """Open the file; it is made if need be, and made anew where it is damaged.

        Raises:
            OSError: It cannot be made.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = _opened(path)
        except sqlite3.DatabaseError:
            path.unlink()
            self._connection = _opened(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.close()

    def policy(self, url: str) -> Policy | None:
        """Return what is remembered of an address."""
        found = self._connection.execute("SELECT body FROM policy WHERE url = ?", (url,)).fetchone()
        try:
            return None if found is None else msgspec.msgpack.decode(found[0], type=Policy)
        except msgspec.DecodeError:  # of another version
            return None

    def keep_policy(self, policy: Policy) -> None:
        """Remember this; it takes the place of what was remembered of the address."""
        self._connection.execute(
            "INSERT OR REPLACE INTO policy VALUES (?, ?)",
            (policy.url, msgspec.msgpack.encode(policy)),
        )


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_SCHEMA)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
