"""The texts of a catalog in the order in which one may be the copy of another, on disk."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import msgspec
import numpy as np
from msgspec import Struct

from flows.near_duplicates.searching import Numbers
from flows.near_duplicates.signatures import SLOTS, Signature, Slots
from flows.storing.atomic import private_file
from flows.storing.catalog.near_duplicate_rows import ComparedArticle
from flows.storing.ledger import NearDuplicate

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -8192;
CREATE TABLE arrived (
    place INTEGER PRIMARY KEY, moment TEXT, published TEXT, key TEXT, id TEXT, output TEXT,
    standing BLOB, shingles INTEGER
);
CREATE TABLE text (
    number INTEGER PRIMARY KEY, key TEXT, id TEXT, output TEXT, standing BLOB
);
CREATE TABLE change (output TEXT, key TEXT, standing BLOB, PRIMARY KEY (output, key)) WITHOUT ROWID;
"""
_TEXTS_AT_ONCE = 8_192
_UNKNOWN = "~"  # comes after every date


class Standing(Struct, frozen=True):
    """What is said of a text.

    Attributes:
        near_duplicate: The cluster that its article is in, if it is in one.
        left_out: Whether its article is left out as a near copy.
        returns: Whether it was left out and is to come back with the next run.
    """

    near_duplicate: NearDuplicate | None = None
    left_out: bool = False
    returns: bool = False


class ComparedText(Struct, frozen=True):
    """A text that is compared with others.

    Attributes:
        key: The input of its article.
        id: Identifier of the article.
        output: The file that holds it; None for one that was left out.
        standing: What was said of it last time.
    """

    key: str
    id: str
    output: str | None
    standing: Standing


class Change(Struct, frozen=True):
    """An article of which something else is to be said than by now.

    Attributes:
        key: Its input.
        output: The file that holds it; None for one that was left out.
        standing: What is to be said of it.
    """

    key: str
    output: str | None
    standing: Standing


def standing_of(article: ComparedArticle) -> Standing:
    """Return what is said of an article in the catalog."""
    left_out = article.output is None
    return Standing(article.near_duplicate, left_out, left_out and not article.configuration)


class ComparedTexts:
    """The texts of a catalog, numbered in their order: memory hardly grows with their number.

    They are ordered by the time of the fetch (of a page of which none is known, by the day of
    publication), then by that day, then by the key of the input.

    Attributes:
        slots: Their signatures, n x ``SLOTS``, in a file.
        shingles: How many shingles each has.
        digest: Digest of the texts and their order.
    """

    slots: Slots
    shingles: Numbers
    digest: str

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._folder = self._stack.enter_context(private_file("slots")).parent
        self._arrived = self._stack.enter_context((self._folder / "arrived").open("w+b"))
        self._count = 0
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
        self._stack.close()

    def add(self, article: ComparedArticle, signature: Signature) -> None:
        """Add the text of an article."""
        moment, published = _moment(article.fetched_at), article.published or _UNKNOWN
        self._arrived.write(signature.slots)
        self._connection.execute(
            "INSERT INTO arrived VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._count,
                moment or published,
                published,
                article.input,
                article.id,
                article.output,
                msgspec.json.encode(standing_of(article)),
                signature.shingles,
            ),
        )
        self._count += 1

    def number(self) -> None:
        """Put those that were added into their order, and number them."""
        places = np.empty(self._count, dtype=np.int64)
        self.shingles = np.empty(self._count, dtype=np.int64)
        found = self._connection.execute(
            "SELECT place, shingles, key, id, output, standing FROM arrived"
            " ORDER BY moment, published, key"
        )
        digest = hashlib.sha256()
        for number, (place, shingles, key, identifier, output, standing) in enumerate(found):
            places[number] = place
            self.shingles[number] = shingles
            digest.update(msgspec.msgpack.encode((key, identifier, shingles)))
            self._connection.execute(
                "INSERT INTO text VALUES (?, ?, ?, ?, ?)",
                (number, key, identifier, output, standing),
            )
        self._order_slots(places, digest)
        self.digest = digest.hexdigest()

    def _order_slots(self, places: Numbers, digest: hashlib._Hash) -> None:
        self._arrived.flush()
        shape = (self._count, SLOTS)
        if not self._count:
            self.slots = np.empty(shape, dtype="<u2")
            return
        arrived = np.memmap(self._arrived, dtype="<u2", mode="r", shape=shape)
        ordered = np.memmap(self._folder / "ordered", dtype="<u2", mode="w+", shape=shape)
        for start in range(0, self._count, _TEXTS_AT_ONCE):
            part = arrived[places[start : start + _TEXTS_AT_ONCE]]
            ordered[start : start + len(part)] = part
            digest.update(part.tobytes())
        self.slots = np.asarray(ordered)

    def __iter__(self) -> Iterator[ComparedText]:
        """Iterate over the texts by their numbers."""
        found = self._connection.execute(
            "SELECT key, id, output, standing FROM text ORDER BY number"
        )
        for row in found:
            yield _text(*row)

    def text(self, number: int) -> ComparedText:
        """Return a text by its number."""
        row = self._connection.execute(
            "SELECT key, id, output, standing FROM text WHERE number = ?", (number,)
        ).fetchone()
        return _text(*row)

    def note(self, change: Change) -> None:
        """Note that something else is to be said of an article."""
        self._connection.execute(
            "INSERT INTO change VALUES (?, ?, ?)",
            (change.output or "", change.key, msgspec.json.encode(change.standing)),
        )

    def changed_outputs(self) -> Iterator[str]:
        """Yield the files that hold changed articles, in order; empty for those left out."""
        found = self._connection.execute("SELECT DISTINCT output FROM change ORDER BY output")
        return (output for (output,) in found)

    def changes(self) -> Iterator[Change]:
        """Yield what changes, by the file that holds the article, then by key."""
        found = self._connection.execute(
            "SELECT key, output, standing FROM change ORDER BY output, key"
        )
        for key, output, standing in found:
            yield Change(key, output or None, msgspec.json.decode(standing, type=Standing))


def _moment(fetched_at: str | None) -> str | None:
    """Return a time in UTC, so that times are in the order of their texts; None for none."""
    try:
        found = datetime.fromisoformat(fetched_at or "")
        if found.tzinfo is None:
            found = found.replace(tzinfo=UTC)
        return found.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):  # no time, or one at the end of all days
        return None


def _text(key: str, identifier: str, output: str | None, standing: bytes) -> ComparedText:
    return ComparedText(key, identifier, output, msgspec.json.decode(standing, type=Standing))
