"""The beginning of a dump: how it is written, and which columns it has."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO

from msgspec.structs import asdict

from flows.dumps.columns import DumpColumns, choose_columns
from flows.dumps.json_columns import columns_in
from flows.dumps.kinds import DumpKind, DumpName
from flows.dumps.opening import open_dump
from flows.dumps.records import in_unicode
from flows.dumps.spans import Lines, TooLongError, csv_reader, span_rows
from flows.dumps.tables import DumpError, RowError, Table

_HEAD_ROWS = 100
_HEAD_BYTES = 4 << 20
_HEADER_BYTES = 1 << 20
_HEAD_CHUNK = 1 << 15  # no more than is needed: damage behind it is to cost as few rows as can be
_WIDE_BYTES = 1_000
_DELIMITERS = {"csv": (",", ";", "\t", "|"), "tsv": ("\t", ",", ";", "|")}
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def table_of(path: bytes, name: DumpName, wanted: DumpColumns, max_bytes: int) -> Table | None:
    """Return how a dump is written and what its columns are for; None for one without any row.

    Args:
        path: Its absolute path or URL.
        name: What its name says of it.
        wanted: The columns that the settings name.
        max_bytes: The most bytes that a row may have.

    Raises:
        DumpError: It is none, or it has not the columns that are wanted.
        OSError: It cannot be read.
    """
    if name.kind is DumpKind.PARQUET:
        from flows.dumps.parquet_rows import parquet_table  # noqa: PLC0415 - imports pyarrow

        return parquet_table(path, wanted)
    with open_dump(path, name.compression) as file:
        if name.kind is DumpKind.CSV:
            return _csv_table(file, path, name, wanted)
        names = _names_in_lines(file, max_bytes)
    if names is None:
        return None
    chosen = choose_columns(wanted, names)
    return Table(kind=name.kind, compression=name.compression, **asdict(chosen))


def _names_in_lines(file: IO[bytes], max_bytes: int) -> list[str] | None:
    """Return the columns that the first rows have; None where there are no rows."""
    names: dict[str, None] = {}
    problem: RowError | None = None
    read = 0
    for row in islice(span_rows(file, Table(kind=DumpKind.JSON_LINES), max_bytes), _HEAD_ROWS):
        if not read and row.content.lstrip(b"\xef\xbb\xbf \t").startswith(b"["):
            raise DumpError("it is one array of JSON; `jq -c '.[]'` makes JSON Lines of it")
        try:
            if row.problem is not None:
                raise row.problem
            names |= dict.fromkeys(columns_in(row.content))
        except RowError as error:
            problem = problem or error
        read += row.length
        if read > _HEAD_BYTES and names:
            break
    if names:
        return list(names)
    if problem is not None:
        raise DumpError(f"it is no JSON Lines, an object a line: line 1: {problem.detail}")
    return None if not read else []


def _csv_table(file: IO[bytes], path: bytes, name: DumpName, wanted: DumpColumns) -> Table | None:
    head = file.read(_HEAD_CHUNK)
    while b"\n" not in head and len(head) < _HEADER_BYTES and (more := file.read(_HEAD_CHUNK)):
        head += more
    if not head.strip():
        return None
    if head.startswith(_WIDE_MARKS) or b"\0" in head[:_WIDE_BYTES]:
        raise DumpError("it is in UTF-16 or no text at all; save it as UTF-8")
    is_tabbed = b".tsv" in path.lower() or b".tab" in path.lower()
    problems: list[DumpError] = []
    for delimiter in _DELIMITERS["tsv" if is_tabbed else "csv"]:
        names = _names(head, delimiter)
        try:
            chosen = choose_columns(wanted, names)
        except DumpError as error:
            problems.append(error)
            continue
        return Table(
            kind=name.kind,
            compression=name.compression,
            names=names,
            delimiter=delimiter,
            **asdict(chosen),
        )
    raise problems[0]


def _names(head: bytes, delimiter: str) -> tuple[str, ...]:
    """Return the names of a header; one that is empty or stands there twice gets a number."""
    lines = Lines(io.BytesIO(head), len(head))
    try:
        fields = next((each for each in csv_reader(lines, delimiter, len(head)) if each), [])
        fields, _ = in_unicode(fields)
    except (csv.Error, TooLongError, RowError) as error:
        raise DumpError(f"its first record, the names of columns, is damaged: {error}") from error
    return tuple(_distinct(fields))


def _distinct(names: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for number, given in enumerate(names, 1):
        name = given.strip() or f"column_{number}"
        while name in seen:
            name = f"{name}_{number}"
        seen.add(name)
        yield name
