"""Pages by their address, and their fetches, in the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, case, select

from flows.storing.catalog.page_rows import FetchRow, PageRow
from flows.storing.catalog.tables import fetches, pages
from flows.storing.catalog.text import json_of, key_of, storable, value_of
from flows.storing.catalog.upserting import Excluded, batches, upsert


def pages_of(connection: Connection, urls: Iterable[str]) -> dict[str, PageRow]:
    """Return what is known of addresses, by address; those that are not known are left out."""
    found: dict[str, PageRow] = {}
    for batch in batches(list(urls)):
        keys = {key_of(url): url for url in batch}
        statement = select(pages.c.key, pages.c.first_seen, pages.c.body).where(
            pages.c.key.in_(list(keys))
        )
        for key, first_seen, body in connection.execute(statement):
            found[keys[key]] = _page(first_seen, body)
    return found


def pages_where(
    connection: Connection, condition: ColumnElement[bool], limit: int
) -> list[PageRow]:
    """Return the first pages that fulfil a condition."""
    statement = (
        select(pages.c.first_seen, pages.c.body).where(condition).order_by(pages.c.key).limit(limit)
    )
    return [_page(*found) for found in connection.execute(statement)]


def put_pages(connection: Connection, rows: Sequence[PageRow]) -> None:
    """Put pages in the place of those of the same address; when each was first seen stays."""
    by_key = {key_of(row.url): row for row in rows}  # the last one of each address
    upsert(connection, pages, [_page_values(key, row) for key, row in by_key.items()], _first_seen)


def add_fetches(connection: Connection, rows: Sequence[FetchRow]) -> None:
    """Add fetches."""
    if rows:
        connection.execute(fetches.insert(), [_fetch_values(row) for row in rows])


def fetches_of(connection: Connection, url: str, limit: int) -> list[FetchRow]:
    """Return the last fetches of an address, the newest first."""
    statement = (
        select(fetches.c.body)
        .where(fetches.c.key == key_of(url))
        .order_by(fetches.c.number.desc())
        .limit(limit)
    )
    return [value_of(body, FetchRow) for (body,) in connection.execute(statement)]


def _page(first_seen: str, body: str) -> PageRow:
    return replace(value_of(body, PageRow), first_seen=first_seen)


def _first_seen(new: Excluded) -> Mapping[str, object]:
    known = pages.c.first_seen != ""
    return {"first_seen": case((known, pages.c.first_seen), else_=new.first_seen)}


def _page_values(key: str, row: PageRow) -> dict[str, object]:
    return {
        "key": key,
        "host": storable(row.host),
        "source": storable(row.source),
        "first_seen": row.first_seen,
        "fetched_at": row.fetched_at,
        "status": row.status,
        "outcome": row.outcome,
        "reason": storable(row.reason),
        "sha256": row.sha256,
        "bytes": row.bytes,
        "file": key_of(row.file),
        "offset": row.offset,
        "record_id": storable(row.record_id),
        "body": json_of(row),
    }


def _fetch_values(row: FetchRow) -> dict[str, object]:
    return {
        "key": key_of(row.url),
        "run": row.run,
        "at": row.at,
        "outcome": row.outcome,
        "reason": storable(row.reason),
        "body": json_of(row),
    }
