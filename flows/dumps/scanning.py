"""The rows of a dump, read once through: where each lies, and the digest of what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from cleaners.reasons import Unreadable
from flows.dumps.kinds import DumpKind, row_name
from flows.dumps.opening import open_dump
from flows.dumps.rows import DumpRow, row_of
from flows.dumps.spans import span_rows
from flows.dumps.tables import MAX_ROW_FACTOR, RawRow, RowError, Table
from flows.sources.locations import Member
from flows.sources.sidecar import Facts
from flows.sources.warc import slug_of


def dump_pages(path: bytes, table: Table, max_bytes: int) -> Iterator[tuple[bytes, Member]]:
    """Yield the rows of a dump with the names that they have below it, in their order.

    A row that is no page is one with a problem; the rows behind it are read all the same.

    Args:
        path: Its absolute path or URL.
        table: How it is written and what its columns are for.
        max_bytes: Largest page that is read.

    Raises:
        DumpError: The dump is damaged; the rows before the damage were yielded.
        OSError: It cannot be read.
    """
    for raw in raw_rows(path, table, max_bytes):
        member = member_of(raw, table, max_bytes)
        yield member_name(member.row, member.facts.url or ""), member


def raw_rows(path: bytes, table: Table, max_bytes: int, first: int = 1) -> Iterator[RawRow]:
    """Yield the rows of a dump as they lie there.

    Args:
        path: Its absolute path or URL.
        table: How it is written.
        max_bytes: Largest page that is read.
        first: The first row of Parquet that is wanted; other dumps are read from their beginning.
    """
    if table.kind is DumpKind.PARQUET:
        from flows.dumps.parquet_rows import parquet_rows  # noqa: PLC0415 - imports pyarrow

        yield from parquet_rows(path, first)
        return
    with open_dump(path, table.compression) as file:
        yield from span_rows(file, table, MAX_ROW_FACTOR * max_bytes)


def member_of(raw: RawRow, table: Table, max_bytes: int) -> Member:
    """Return a row as an input of a run."""
    try:
        if raw.problem is not None:
            raise raw.problem
        row = row_of(raw.content, table, raw.line)
    except RowError as error:
        return _broken(raw, error)
    page = row.page_bytes
    if len(page) > max_bytes:
        detail = f"it has {len(page)} bytes, the limit is {max_bytes}"
        return _broken(raw, RowError(Unreadable.TOO_LARGE, detail), len(page), row)
    return Member(
        start=raw.start,
        length=raw.length,
        record_id="",
        sha256=hashlib.sha256(page).hexdigest(),
        size=len(page),
        facts=Facts(url=row.url),
        row=raw.number,
        rest=row.rest_digest,
    )


def member_name(number: int, url: str) -> bytes:
    """Return the name that a row has below its dump."""
    return row_name(number, _slug(url))


def _slug(url: str) -> str:
    try:
        return slug_of(url) if url else ""
    except ValueError:  # an address that is none, such as http://[
        return ""


def _broken(raw: RawRow, error: RowError, size: int = 0, row: DumpRow | None = None) -> Member:
    return Member(
        start=raw.start,
        length=raw.length,
        record_id="",
        sha256="",
        size=size or raw.length,
        facts=Facts(url=row.url if row else None),
        problem=str(error),
        row=raw.number,
    )
