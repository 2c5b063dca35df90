"""A site that is busy: 429 and 503, with and without Retry-After, for a while or for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.sites.messages import NOT_FOUND, Answer, Asked, page

_READY = page("<title>Ready</title><h1>Thank you for waiting</h1>")


def busy(asked: Asked) -> Answer:
    """Answer ``/<status>/<times>/<Retry-After>``: so many times the status, then the page.

    Retry-After is a count of seconds, ``date`` for a date in a second or two, ``none`` or any
    other text.
    """
    parts = asked.path.strip("/").split("/")
    if len(parts) != 3 or not parts[0].isdigit():
        return NOT_FOUND
    status, times, retry_after = parts
    if asked.nth >= int(times):
        return _READY
    headers = () if retry_after == "none" else (("Retry-After", _told(retry_after)),)
    return Answer(status=int(status), headers=headers, body=b"busy")


def _told(retry_after: str) -> str:
    if retry_after != "date":
        return retry_after
    soon = datetime.now(UTC) + timedelta(seconds=1.5)
    return format_datetime(soon.replace(microsecond=0), usegmt=True)
