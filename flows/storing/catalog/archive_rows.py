"""WARC files that were scanned, and the pages in them, in the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import ColumnElement, Connection, delete, select

from flows.storing.catalog.page_rows import ArchivedPage, ArchiveRow
from flows.storing.catalog.tables import archived_pages, archives
from flows.storing.catalog.text import json_of, key_of, storable, value_of
from flows.storing.catalog.upserting import upsert

_BATCH = 1_000


def archive_of(connection: Connection, path: str) -> ArchiveRow | None:
    """Return what is known of a WARC file."""
    statement = select(archives.c.body).where(archives.c.key == key_of(path))
    body = connection.execute(statement).scalar()
    return None if body is None else value_of(body, ArchiveRow)


def put_archive(connection: Connection, row: ArchiveRow, pages: Iterable[ArchivedPage]) -> None:
    """Put a WARC file and its pages in the place of what was known of it."""
    key = key_of(row.path)
    upsert(connection, archives, [{"key": key, "body": json_of(row)}])
    connection.execute(delete(archived_pages).where(archived_pages.c.archive == key))
    remaining = iter(pages)
    while batch := list(islice(remaining, _BATCH)):
        connection.execute(archived_pages.insert(), [_values(key, page) for page in batch])


def pages_in(connection: Connection, path: str) -> Iterator[ArchivedPage]:
    """Yield the pages of a WARC file in their order."""
    statement = (
        select(archived_pages.c.body)
        .where(archived_pages.c.archive == key_of(path))
        .order_by(archived_pages.c.offset)
    )
    for (body,) in connection.execute(statement, execution_options={"yield_per": _BATCH}):
        yield value_of(body, ArchivedPage)


def archived_where(
    connection: Connection, condition: ColumnElement[bool], limit: int
) -> list[ArchivedPage]:
    """Return the first pages in WARC files that fulfil a condition."""
    statement = (
        select(archived_pages.c.body)
        .where(condition)
        .order_by(archived_pages.c.archive, archived_pages.c.offset)
        .limit(limit)
    )
    return [value_of(body, ArchivedPage) for (body,) in connection.execute(statement)]


def _values(key: str, page: ArchivedPage) -> dict[str, object]:
    return {
        "archive": key,
        "offset": page.offset,
        "record_id": storable(page.record_id),
        "url": key_of(page.url),
        "body": json_of(page),
    }
