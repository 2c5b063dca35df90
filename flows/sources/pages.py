"""A page as cleaning takes it: its bytes, with what is known of their fetching."""

from __future__ import annotations

from datetime import UTC, datetime

from cleaners.document import Page
from flows.sources.sidecar import Facts


def page_of(content: bytes, name: str, facts: Facts, latest_date: str | None) -> Page:
    """Return a page.

    Args:
        content: Its bytes, decompressed.
        name: The name of its file.
        facts: What is known of the fetching.
        latest_date: ISO 8601 day of the run; no date after it is believed of a page of whose
            fetching no time is known.
    """
    return Page(
        raw=content,
        url=facts.url,
        final_url=facts.final_uri,
        headers=facts.headers,
        status=facts.status,
        fetched_at=facts.fetched_at,
        name=name,
        latest_date=None if has_fetch_time(facts) else latest_date,
    )


def has_fetch_time(facts: Facts) -> bool:
    """Return whether it is known when a page was fetched."""
    return bool(facts.fetched_at) or any(name.lower() == "date" for name in facts.headers)


def day_of_run() -> str:
    """Return the ISO 8601 day on which this runs, of UTC."""
    return datetime.now(UTC).date().isoformat()
