"""What a run knows of its inputs and of the ledger, on disk: memory does not grow with pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import msgspec
from msgspec import Struct

from flows.dumps.tables import Table
from flows.sources.locations import Location, Member
from flows.storing.ledger import Row
from flows.storing.names import folded

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -4096;
CREATE TABLE input (
    key TEXT PRIMARY KEY, path BLOB, source INTEGER, relative BLOB, problem TEXT,
    size INTEGER, sidecar BLOB, member BLOB
) WITHOUT ROWID;
CREATE TABLE row (key TEXT PRIMARY KEY, output TEXT, body BLOB) WITHOUT ROWID;
CREATE INDEX row_output ON row (output);
CREATE TABLE claim (name TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID;
CREATE TABLE digest (sha256 BLOB PRIMARY KEY, key TEXT) WITHOUT ROWID;
"""
_BATCH = 256


class Input(Struct, frozen=True):
    """An input of a run.

    Attributes:
        key: Its name in the ledger.
        path: Where it is read from.
        source: Position of its source among the sources of the run.
        relative: Its path below the source, with ``/``.
        problem: The system's words for why it cannot be read, where that is known by now.
        size: Count of bytes of a remote file; else -1.
        sidecar: Name of the sidecar of a remote file.
        member: The record of an archive, or the row of a dump, that it is.
        table: How the dump is written, if it is a row of one.
    """

    key: str
    path: bytes
    source: int
    relative: bytes
    problem: str = ""
    size: int = -1
    sidecar: bytes = b""
    member: Member | None = None
    table: Table | None = None

    @property
    def location(self) -> Location:
        """Where its bytes lie."""
        member = self.member
        if member is None:
            return Location(self.path)
        if self.table is None:
            return Location(self.path, member.start, member.length)
        return Location(
            self.path,
            member.start,
            member.length,
            row=member.row,
            table=self.table,
            sha256=member.sha256,
        )


class Index:
    """A private temporary database of a run: inputs, ledger rows, claimed names, digests.

    Keys are in the order of their code points, in every query.
    """

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")
        self._decoder = msgspec.json.Decoder(Row)
        self._members = msgspec.json.Decoder(Member)
        self._encoder = msgspec.json.Encoder()
        self._tables: dict[bytes, Table] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.close()

    # Inputs

    def add_input(self, found: Input) -> None:
        """Add an input; one that two sources of a run hold is the first one's."""
        self._connection.execute(
            "INSERT OR IGNORE INTO input VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                found.key,
                found.path,
                found.source,
                found.relative,
                found.problem,
                found.size,
                found.sidecar,
                None if found.member is None else self._encoder.encode(found.member),
            ),
        )

    def add_table(self, path: bytes, table: Table) -> None:
        """Say how a dump is written, of which rows are inputs."""
        self._tables[path] = table

    def tables(self) -> Mapping[bytes, Table]:
        """Return how each dump is written."""
        return self._tables

    def remove_inputs(self, keys: Sequence[str]) -> int:
        """Take inputs out that are none after all; return how many there were."""
        marks = ", ".join("?" * len(keys))
        return self._connection.execute(
            f"DELETE FROM input WHERE key IN ({marks})",  # noqa: S608 - only question marks
            tuple(keys),
        ).rowcount

    def has_input(self, key: str) -> bool:
        """Return whether there is an input of this key."""
        return self._one("SELECT 1 FROM input WHERE key = ?", key) is not None

    def input_count(self) -> int:
        """Return how many inputs there are."""
        return self._count("SELECT COUNT(*) FROM input")

    def input(self, key: str) -> Input | None:
        """Return an input by its key."""
        found = self._one(
            "SELECT key, path, source, relative, problem, size, sidecar, member"
            " FROM input WHERE key = ?",
            key,
        )
        if found is None:
            return None
        key, path, source, relative, problem, size, sidecar, member = found
        return Input(
            key,
            path,
            source,
            relative,
            problem,
            size=size,
            sidecar=sidecar,
            member=None if member is None else self._members.decode(member),
            table=self._tables.get(path),
        )

    def inputs_below(self, key: str) -> Iterator[Input]:
        """Yield the inputs that are pages of an archive, in order."""
        below, end = f"{key}/", f"{key}0"  # what follows the slash in the order of characters
        keys = self._keys(
            "SELECT key FROM input WHERE key > ?1 AND key > ?3 AND key < ?4 ORDER BY key LIMIT ?2",
            below,
            end,
        )
        for each in keys:
            found = self.input(each)
            if found is not None:
                yield found

    def input_keys(self) -> Iterator[str]:
        """Yield the keys of the inputs in order; inputs may be removed meanwhile."""
        return self._keys("SELECT key FROM input WHERE key > ? ORDER BY key LIMIT ?")

    def keys_with_output(self, ending: str, file: str) -> Iterator[str]:
        """Yield in order the keys of inputs and of rows with a certain output, or ending of it."""
        return self._keys(
            "SELECT key FROM input WHERE key > ?1 UNION"
            " SELECT key FROM row WHERE key > ?1 AND (output LIKE ?3 OR output = ?4)"
            " ORDER BY key LIMIT ?2",
            f"%{ending}",
            file,
        )

    # Rows

    def put(self, row: Row) -> None:
        """Put a row in place of the one of the same input, if there is one."""
        self._connection.execute(
            "INSERT OR REPLACE INTO row VALUES (?, ?, ?)",
            (row.input, row.output, self._encoder.encode(row)),
        )

    def relocate(self, row: Row) -> None:
        """Put a row in place of the one that differs from it in the place of the output only."""
        self._connection.execute(
            "UPDATE row SET output = ?, body = ? WHERE key = ?",
            (row.output, self._encoder.encode(row), row.input),
        )

    def remove_row(self, key: str) -> None:
        """Take a row out, and give its names up."""
        self._connection.execute("DELETE FROM row WHERE key = ?", (key,))
        self._connection.execute("DELETE FROM claim WHERE key = ?", (key,))

    def row(self, key: str) -> Row | None:
        """Return the row of an input, of this run if there is one by now, else as it was found."""
        found = self._one("SELECT body FROM row WHERE key = ?", key)
        return None if found is None else self._decoder.decode(found[0])

    def rows(self) -> Iterator[Row]:
        """Yield all rows in the order of their keys; they may be replaced meanwhile."""
        for key in self._keys("SELECT key FROM row WHERE key > ? ORDER BY key LIMIT ?"):
            row = self.row(key)
            if row is not None:
                yield row

    def rows_in(self, output: str) -> Iterator[Row]:
        """Yield the rows whose article is in a certain file, in order; they may be replaced."""
        keys = "SELECT key FROM row WHERE key > ?1 AND output = ?3 ORDER BY key LIMIT ?2"
        for key in self._keys(keys, output):
            row = self.row(key)
            if row is not None:
                yield row

    def output_count(self, output: str) -> int:
        """Return how many rows have their article in a certain file."""
        return self._count("SELECT COUNT(*) FROM row WHERE output = ?", output)

    # Claims on names, digests seen

    def claim(self, name: str, key: str) -> bool:
        """Claim a file of the destination for an input; return whether it is that input's."""
        self._connection.execute("INSERT OR IGNORE INTO claim VALUES (?, ?)", (folded(name), key))
        return self.owner(name) == key

    def owner(self, name: str) -> str | None:
        """Return the key of the input that a file of the destination belongs to."""
        found = self._one("SELECT key FROM claim WHERE name = ?", folded(name))
        return None if found is None else str(found[0])

    def first_with(self, sha256: str, key: str) -> str:
        """Return the first input with these bytes, which is this one if there was none yet."""
        digest = bytes.fromhex(sha256)
        self._connection.execute("INSERT OR IGNORE INTO digest VALUES (?, ?)", (digest, key))
        found = self._one("SELECT key FROM digest WHERE sha256 = ?", digest)
        return key if found is None else str(found[0])

    def _keys(self, statement: str, *values: str) -> Iterator[str]:
        last = ""
        while batch := self._connection.execute(statement, (last, _BATCH, *values)).fetchall():
            for (last,) in batch:
                yield last

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return found

    def _count(self, statement: str, *values: object) -> int:
        (count,) = self._connection.execute(statement, values).fetchone()
        return int(count)
