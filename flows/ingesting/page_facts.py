"""What the catalog says of an address: the validators to ask with, and the facts of a fetch."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from flows.fetching.fetched import Fetched, Known, Outcome
from flows.sources.entries import Entry
from flows.storing.catalog.page_rows import PageRow, Redirect, Signal
from flows.storing.warc_writing import Asked


def validators(row: PageRow) -> Known | None:
    """Return the validators of what is kept; None where there are none."""
    if not (row.etag or row.last_modified):
        return None
    return Known(
        etag=row.etag or None, last_modified=row.last_modified or None, url=row.final_url or None
    )


def described(row: PageRow, asked: Asked, entry: Entry | None, fetched: Fetched) -> PageRow:
    """Return what is known of an address after it was asked for, but for the payload.

    The final address stays that of the payload that is kept: its validators belong to it.
    """
    listed = entry or Entry(url=asked.url)
    arrived = fetched.outcome in (Outcome.FETCHED, Outcome.NOT_MODIFIED)
    return replace(
        row,
        source=asked.source,
        first_seen=row.first_seen or datetime.now(UTC).isoformat(timespec="seconds"),
        fetched_at=fetched.fetched_at,
        status=fetched.status,
        outcome=str(fetched.outcome),
        reason=str(fetched.reason or ""),
        detail=fetched.detail,
        final_url=fetched.final_url if arrived else row.final_url,
        redirects=tuple(Redirect(each.url, each.status, each.target) for each in fetched.redirects),
        signals=tuple(Signal(each.name, each.value, each.origin) for each in fetched.signals),
        title=listed.title or row.title,
        published=listed.published or row.published,
        modified=listed.modified,
        language=listed.language or row.language,
    )
