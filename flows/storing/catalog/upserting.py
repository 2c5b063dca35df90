"""Rows put in the place of those with the same primary key, in either database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import ReadOnlyColumnCollection

# Bound parameters of a statement: SQLite takes 32,766, PostgreSQL 65,535.
KEYS_A_STATEMENT = 500

_Item = TypeVar("_Item")
Excluded = ReadOnlyColumnCollection[str, ColumnElement[object]]
Changes = Callable[[Excluded], Mapping[str, object]]


def upsert(
    connection: Connection,
    table: Table,
    values: Sequence[Mapping[str, object]],
    changes: Changes | None = None,
) -> None:
    """Insert rows, or put their values in the place of those that have the same primary key.

    Args:
        connection: A connection in a transaction.
        table: The table.
        values: The rows, by the names of the columns; all have the same ones.
        changes: Gives columns that become something else than the new value where there is a row
            already, from the new values.
    """
    if not values:
        return
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table)
    key = [column.name for column in table.primary_key]
    update: dict[str, object] = {
        name: statement.excluded[name] for name in values[0] if name not in key
    }
    if changes is not None:
        update |= changes(statement.excluded)
    connection.execute(
        statement.on_conflict_do_update(index_elements=key, set_=update), list(values)
    )


def batches(items: Sequence[_Item], size: int = KEYS_A_STATEMENT) -> Iterator[Sequence[_Item]]:
    """Yield pieces of a sequence, in order."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
