"""What a list of pages says of each: its address, and what it knows besides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec import Struct


class Entry(Struct, frozen=True, kw_only=True):
    """A page that a source lists.

    Attributes:
        url: Its address as listed, made absolute.
        title: Its title.
        published: When it was published: an ISO 8601 time or day.
        modified: When it last changed: an ISO 8601 time or day.
        language: Its language, such as ``de-AT``.
    """

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None


class Further(Struct, frozen=True):
    """A listing that another one names, such as a sitemap of an index.

    Attributes:
        url: Its address, made absolute.
        modified: When it last changed: an ISO 8601 time or day.
    """

    url: str
    modified: str | None = None


class ListingError(Exception):
    """A feed or sitemap that cannot be read, or only in part; says why, for a person."""


def iso_time(text: str | None) -> str | None:
    """Return an ISO 8601 time or day as it stands; None for what is none."""
    trimmed = (text or "").strip()
    return trimmed if trimmed and latest_moment(trimmed) is not None else None


def latest_moment(text: str) -> datetime | None:
    """Return the moment of an ISO 8601 time, of a day its end; None for what is neither.

    A time without a zone is taken for UTC.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return moment + timedelta(days=1) if "T" not in text and ":" not in text else moment
    except OverflowError:
        return None
