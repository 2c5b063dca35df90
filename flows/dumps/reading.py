"""Rows of dumps read again, mostly in their order: what is open stays open."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Generator
from contextlib import ExitStack
from types import TracebackType
from typing import IO, Protocol, Self

from flows.dumps.kinds import DumpKind
from flows.dumps.opening import open_dump
from flows.dumps.tables import DumpError, RawRow, Table
from flows.sources.locations import CHANGED_DUMP, Location

_MAX_OPEN = 4
_CHUNK = 1 << 20
# Rows of Parquet that are passed over one by one; what is further is looked up by its row group.
_MAX_SKIPPED = 5_000


class DumpReader:
    """Reads rows; of each dump it goes on where it was, as far as that helps.

    A few dumps stay open at once. A row that lies before the last one of a compressed dump or of a
    Parquet file costs reading it from its beginning (or that of the row group) again.
    """

    def __init__(self) -> None:
        self._open: OrderedDict[bytes, _Place] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for path in list(self._open):
            self._close(path)

    def fetch(self, location: Location) -> bytes:
        """Return the bytes of a row, as ``RawRow.content`` has them.

        Raises:
            OSError: It cannot be read, or the dump is not what it was.
        """
        try:
            return self._place(location).fetch(location)
        except DumpError as error:
            self._close(location.path)
            raise OSError(f"{CHANGED_DUMP}: {error}") from error
        except OSError:
            self._close(location.path)
            raise

    def _place(self, location: Location) -> _Place:
        place = self._open.get(location.path)
        if place is not None and place.is_before(location):
            self._open.move_to_end(location.path)
            return place
        self._close(location.path)
        if len(self._open) >= _MAX_OPEN:
            self._close(next(iter(self._open)))
        place = _place_in(location)
        self._open[location.path] = place
        return place

    def _close(self, path: bytes) -> None:
        place = self._open.pop(path, None)
        if place is not None:
            place.close()


class _Place(Protocol):
    """A dump that is open, at some place in it."""

    def is_before(self, location: Location) -> bool:
        """Return whether a row can be reached from here."""

    def fetch(self, location: Location) -> bytes:
        """Return the bytes of a row."""

    def close(self) -> None:
        """Close the dump."""


class _TextPlace:
    """A place in a dump whose rows are bytes of it."""

    def __init__(self, path: bytes, table: Table) -> None:
        self._stack = ExitStack()
        self._file: IO[bytes] = self._stack.enter_context(open_dump(path, table.compression))
        self._is_forward = bool(table.compression)
        self._at = 0

    def is_before(self, location: Location) -> bool:
        return not self._is_forward or self._at <= location.start

    def fetch(self, location: Location) -> bytes:
        # What the decompressor raises goes through the contexts that tell what it means.
        with self._stack.pop_all() as stack:
            content = self._read(location)
            self._stack = stack.pop_all()
        if len(content) < location.length:
            raise DumpError("it is shorter than it was")
        return content

    def close(self) -> None:
        self._stack.close()

    def _read(self, location: Location) -> bytes:
        if not self._is_forward:
            self._file.seek(location.start)
        while self._is_forward and self._at < location.start:
            skipped = len(self._file.read(min(_CHUNK, location.start - self._at)))
            if not skipped:
                raise DumpError("it is shorter than it was")
            self._at += skipped
        content = self._file.read(location.length)
        self._at = location.start + len(content)
        return content


class _ParquetPlace:
    """A place among the rows of a Parquet file."""

    def __init__(self, path: bytes, first: int) -> None:
        from flows.dumps.parquet_rows import parquet_rows  # noqa: PLC0415 - imports pyarrow

        self._rows: Generator[RawRow, None, None] = parquet_rows(path, first)
        self._next = first

    def is_before(self, location: Location) -> bool:
        return self._next <= location.row < self._next + _MAX_SKIPPED

    def fetch(self, location: Location) -> bytes:
        for row in self._rows:
            self._next = row.number + 1
            if row.number == location.row:
                return row.content
        raise DumpError("it has fewer rows than it had")

    def close(self) -> None:
        self._rows.close()


def _place_in(location: Location) -> _Place:
    if location.table is None:
        raise ValueError(f"{location.path!r} is no row of a dump")
    if location.table.kind is DumpKind.PARQUET:
        return _ParquetPlace(location.path, location.row)
    return _TextPlace(location.path, location.table)
