"""The addresses that an ingest has found and not yet asked for, kept on disk: there may be many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from flows.sources.entries import Entry

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -4096;
CREATE TABLE address (
    number INTEGER PRIMARY KEY, url TEXT UNIQUE, host TEXT, source TEXT, via TEXT,
    last_asked TEXT, waits INTEGER, entry BLOB
);
CREATE INDEX address_order ON address (source, waits, host, last_asked, number);
"""


class Waiting(Struct, frozen=True, kw_only=True):
    """An address that waits to be asked for.

    Attributes:
        url: The address, normalised.
        host: Its host.
        source: Name of the source that lists it.
        via: Address of the listing that names it; empty for none.
        entry: What the source says of it.
        last_asked: When it was last asked for (ISO 8601, UTC); empty for never.
    """

    url: str
    host: str
    source: str
    entry: Entry
    via: str = ""
    last_asked: str = ""


class Frontier:
    """A queue by source and host, in which each address of a run is once.

    Those that were never asked for go first, then those that were asked for longest ago; else it
    is in the order of the source.
    """

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

    def add(self, waiting: Waiting, *, waits: bool = True) -> bool:
        """Add an address; return whether it was not there.

        Args:
            waiting: The address.
            waits: Whether it is to be asked for; else it is only remembered.
        """
        added = self._connection.execute(
            "INSERT OR IGNORE INTO address (url, host, source, via, last_asked, waits, entry)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                waiting.url,
                waiting.host,
                waiting.source,
                waiting.via,
                waiting.last_asked,
                waits,
                msgspec.msgpack.encode(waiting.entry),
            ),
        )
        return added.rowcount == 1

    def limit(self, source: str, most: int) -> int:
        """Keep the first addresses of a source, as many as given; return how many went."""
        gone = self._connection.execute(
            "DELETE FROM address WHERE number IN (SELECT number FROM address WHERE source = ?"
            " AND waits = 1 ORDER BY last_asked, number LIMIT -1 OFFSET ?)",
            (source, most),
        )
        return gone.rowcount

    def hosts(self, source: str) -> list[str]:
        """Return the hosts of a source's addresses, in the order in which they were found."""
        found = self._connection.execute(
            "SELECT host FROM address WHERE source = ? AND waits = 1"
            " GROUP BY host ORDER BY min(number)",
            (source,),
        )
        return [host for (host,) in found]

    def of_host(self, source: str, host: str, *, batch: int) -> Iterator[Sequence[Waiting]]:
        """Yield a source's addresses of a host in their order, some at a time."""
        after = ("", 0)
        while True:
            found = self._connection.execute(
                "SELECT number, url, via, last_asked, entry FROM address"
                " WHERE source = ? AND waits = 1 AND host = ? AND (last_asked, number) > (?, ?)"
                " ORDER BY last_asked, number LIMIT ?",
                (source, host, *after, batch),
            ).fetchall()
            if not found:
                return
            after = (found[-1][3], found[-1][0])
            yield [
                Waiting(
                    url=url,
                    host=host,
                    source=source,
                    via=via,
                    last_asked=last_asked,
                    entry=msgspec.msgpack.decode(entry, type=Entry),
                )
                for _, url, via, last_asked, entry in found
            ]
