"""The rows of JSON Lines and CSV: each with the bytes of the file that it stands in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO

from cleaners.reasons import Unreadable
from flows.dumps.kinds import DumpKind
from flows.dumps.tables import RawRow, RowError, RowProblem, Table

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CHUNK = 1 << 20


class TooLongError(ValueError):
    """A row has more bytes than is read of one."""


def span_rows(file: IO[bytes], table: Table, max_bytes: int) -> Iterator[RawRow]:
    """Yield the rows of a dump of text in their order; blank lines are none.

    A row that cannot be read is one with a problem; the rows behind it are read all the same.

    Args:
        file: The decompressed bytes, from their beginning on.
        table: How the dump is written.
        max_bytes: The most that a row may have; what a longer one has is passed over.
    """
    if table.kind is DumpKind.CSV:
        yield from _records(file, table, max_bytes)
    else:
        yield from _json_lines(file, max_bytes)


class Lines:
    """The lines of a file, as ``csv.reader`` takes them, with the bytes that they stand in.

    Attributes:
        end: Where the line that was given last ends, in bytes.
        count: How many lines were given.
        taken: The lines since ``begin_row``.
    """

    def __init__(self, file: IO[bytes], max_bytes: int) -> None:
        self._file = file
        self._max_bytes = max_bytes
        self._begin = 0
        self.end = 0
        self.count = 0
        self.taken: list[bytes] = []

    def begin_row(self) -> None:
        """Begin to count the bytes of a row."""
        self._begin = self.end
        self.taken = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.next_line()
        if not line:
            raise StopIteration
        return line.decode("utf-8", "surrogateescape")

    def next_line(self) -> bytes:
        """Return the next line, with its end; empty at the end of the file.

        Raises:
            TooLongError: With it the row has too many bytes; the line was passed over.
        """
        line = self._file.readline(self._max_bytes + 1)
        length = len(line)
        while line and not line.endswith(b"\n") and (more := self._file.readline(_CHUNK)):
            length += len(more)  # the rest of a line that is too long
            if more.endswith(b"\n"):
                break
        is_first, self.end, self.count = not self.end, self.end + length, self.count + bool(line)
        if self.end - self._begin > self._max_bytes:
            raise TooLongError(f"the row has more than {self._max_bytes} bytes")
        self.taken.append(line)
        return line.removeprefix(_BYTE_ORDER_MARK) if is_first else line


def _json_lines(file: IO[bytes], max_bytes: int) -> Iterator[RawRow]:
    lines = Lines(file, max_bytes)
    number = 0
    while True:
        start, content = lines.end, b""
        problem: RowError | None = None
        lines.begin_row()
        try:
            content = lines.next_line()
        except TooLongError as error:
            problem = _too_large(lines.count, error)
        if not content and problem is None:
            return
        if content.isspace():
            continue
        number += 1
        yield RawRow(number, start, lines.end - start, lines.count, content, problem)


def _records(file: IO[bytes], table: Table, max_bytes: int) -> Iterator[RawRow]:
    lines = Lines(file, max_bytes)
    reader = csv_reader(lines, table.delimiter, max_bytes)
    number = -1  # the first record is the header
    while True:
        start, line, is_blank = lines.end, lines.count + 1, False
        problem: RowError | None = None
        lines.begin_row()
        try:
            is_blank = not next(reader)
        except StopIteration:
            return
        except TooLongError as error:
            problem = _too_large(line, error)
        except csv.Error as error:
            problem = RowError(RowProblem.BROKEN_ROW, f"line {line}: {error}")
        number += not is_blank
        if number and not is_blank:
            content = b"" if problem else b"".join(lines.taken)
            yield RawRow(number, start, lines.end - start, line, content, problem)


def csv_reader(lines: Iterator[str], delimiter: str, max_bytes: int) -> Iterator[list[str]]:
    """Return a reader of CSV that refuses what is not quoted as it should be."""
    csv.field_size_limit(max(max_bytes, csv.field_size_limit()))
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _too_large(line: int, error: TooLongError) -> RowError:
    return RowError(Unreadable.TOO_LARGE, f"line {line}: {error}")
