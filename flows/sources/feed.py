"""RSS and Atom feeds: the pages that they list."""

from __future__ import annotations

import calendar
import io
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from flows.sources.entries import Entry, ListingError

# feedparser holds the whole feed, and takes about a second for two megabytes.
_MAX_BYTES = 20_000_000


def feed_entries(body: bytes, url: str) -> Iterator[Entry]:
    """Yield the entries of a feed in their order.

    Args:
        body: The feed, decoded.
        url: Its address, to which those of its entries may be relative.

    Raises:
        ListingError: It is no feed, is too large, or has entries without an address.
    """
    import feedparser  # noqa: PLC0415 - for feeds only

    if len(body) > _MAX_BYTES:
        raise ListingError(f"the feed has {len(body)} bytes; the most is {_MAX_BYTES}")
    headers = {"content-location": url, "content-type": "application/xml"}
    # Given as a stream: bytes might be taken for the name of a file or for an address to fetch.
    parsed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    if not parsed.entries and not parsed.get("version"):
        cause = parsed.get("bozo_exception")
        raise ListingError(f"no feed{f': {cause}' if cause else ''}")
    language = parsed.feed.get("language")
    unaddressed = 0
    for item in parsed.entries:
        entry = _entry(item, language)
        if entry is None:
            unaddressed += 1
        else:
            yield entry
    if unaddressed:
        raise ListingError(f"{unaddressed} entries of the feed have no address")


def _entry(item: Mapping[str, Any], language: str | None) -> Entry | None:
    address = item.get("feedburner_origlink") or item.get("link")
    if not address:
        return None
    title = item.get("title_detail") or {}
    return Entry(
        url=address,
        title=item.get("title") or None,
        published=_time(item.get("published_parsed")),
        # feedparser gives the time of publication for that of a change, but says that it has none.
        modified=_time(item["updated_parsed"]) if "updated_parsed" in item else None,
        language=item.get("language") or title.get("language") or language,
    )


def _time(parsed: time.struct_time | None) -> str | None:
    """Return a time of UTC as feedparser has it in ISO 8601; None for one that is impossible."""
    if parsed is None:
        return None
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat().replace("+00:00", "Z")
