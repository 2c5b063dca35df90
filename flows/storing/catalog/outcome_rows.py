"""The ledger in the catalog: one row an input, found by its key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, case, delete, func, select, update

from flows.storing.catalog.tables import outcomes, waiting
from flows.storing.catalog.text import json_of, key_of, storable, value_of
from flows.storing.catalog.upserting import Excluded, batches, upsert
from flows.storing.doubts import doubt_kinds
from flows.storing.ledger import Row, Status

ID_DIGITS = 16
"""So much of an identifier is enough to find it by."""

_STREAMED = {"yield_per": 1_000}


def put_rows(connection: Connection, rows: Sequence[Row], numbers: Mapping[str, int]) -> None:
    """Put rows in the place of those of the same inputs.

    Args:
        connection: A connection in a transaction.
        rows: The rows.
        numbers: The numbers of their runs, by name; a run that is not in it is unknown.
    """
    values = [_values(row, numbers.get(row.run, 0)) for row in rows]
    upsert(connection, outcomes, values, _since)


def put_waiting(connection: Connection, rows: Sequence[Row]) -> None:
    """Keep rows aside whose articles are in no part yet."""
    values = [{"key": key_of(row.input), "body": json_of(row)} for row in rows]
    upsert(connection, waiting, values)


def mark_rows(connection: Connection, run: str, status: Status, keys: Iterable[str]) -> None:
    """Say of rows that a run has found them as they are; nothing else of them is written."""
    for batch in batches([key_of(key) for key in keys]):
        connection.execute(
            update(outcomes)
            .where(outcomes.c.key.in_(batch))
            .values(run=run, status=str(status), carried=True)
        )


def mark_gone(connection: Connection, keys: Iterable[str]) -> None:
    """Say of rows that their input is no longer there."""
    for batch in batches([key_of(key) for key in keys]):
        connection.execute(
            update(outcomes).where(outcomes.c.key.in_(batch)).values(status=str(Status.GONE))
        )


def remove_rows(connection: Connection, keys: Iterable[str]) -> None:
    """Remove rows, those that wait included."""
    for batch in batches([key_of(key) for key in keys]):
        connection.execute(delete(outcomes).where(outcomes.c.key.in_(batch)))
        connection.execute(delete(waiting).where(waiting.c.key.in_(batch)))


def remove_waiting(connection: Connection, keys: Iterable[str] | None = None) -> None:
    """Remove the rows that wait, of some inputs or all."""
    if keys is None:
        connection.execute(delete(waiting))
        return
    for batch in batches([key_of(key) for key in keys]):
        connection.execute(delete(waiting).where(waiting.c.key.in_(batch)))


def all_rows(connection: Connection) -> Iterator[Row]:
    """Yield all rows in the order of their keys."""
    statement = select(
        outcomes.c.body, outcomes.c.status, outcomes.c.carried, outcomes.c.run
    ).order_by(outcomes.c.key)
    for body, status, carried, run in connection.execute(statement, execution_options=_STREAMED):
        yield _row(body, status, carried, run)


def waiting_rows(connection: Connection) -> Iterator[Row]:
    """Yield the rows that wait, in the order of their keys."""
    statement = select(waiting.c.body).order_by(waiting.c.key)
    for (body,) in connection.execute(statement, execution_options=_STREAMED):
        yield value_of(body, Row)


def rows_where(connection: Connection, condition: ColumnElement[bool], limit: int) -> list[Row]:
    """Return the first rows that fulfil a condition."""
    statement = (
        select(outcomes.c.body, outcomes.c.status, outcomes.c.carried, outcomes.c.run)
        .where(condition)
        .order_by(outcomes.c.key)
        .limit(limit)
    )
    return [_row(*found) for found in connection.execute(statement)]


def status_counts(connection: Connection, run: str) -> dict[Status, int]:
    """Return how many rows of a run there are, by status."""
    statement = (
        select(outcomes.c.status, func.count())
        .where(outcomes.c.run == run)
        .group_by(outcomes.c.status)
    )
    return {Status(status): count for status, count in connection.execute(statement)}


def _row(body: str, status: str, carried: bool, run: str) -> Row:  # noqa: FBT001 - columns
    row = value_of(body, Row)
    if (row.status, row.carried, row.run) == (status, carried, run):
        return row
    return replace(row, status=Status(status), carried=carried, run=run)


def _since(new: Excluded) -> Mapping[str, object]:
    """Keep the run in which an input got its content, as long as it has that content."""
    same = outcomes.c.sha256 == new.sha256
    return {"since": case((same, outcomes.c.since), else_=new.since)}


def _values(row: Row, number: int) -> dict[str, object]:
    return {
        "key": key_of(row.input),
        "status": str(row.status),
        "reason": storable(row.reason),
        "host": _optional(row.host),
        "url": None if row.url is None else key_of(row.url),
        "id": row.id[:ID_DIGITS],
        "output": None if row.output is None else key_of(row.output),
        "sha256": row.sha256,
        "published": _optional(row.published),
        "author_count": row.author_count,
        "words_in": row.words_in,
        "words_out": row.words_out,
        "words_cut": sum(row.cuts.values()),
        "completeness": row.completeness,
        "confidence": row.confidence,
        "doubts": storable(", ".join(doubt_kinds(row))) if row.output is not None else "",
        "carried": row.carried,
        "time": row.time,
        "run": row.run,
        "since": number,
        "body": json_of(row),
    }


def _optional(text: str | None) -> str | None:
    return None if text is None else storable(text)
