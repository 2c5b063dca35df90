"""The body of what was fetched, without its content coding."""

from __future__ import annotations

from flows.fetching.fetched import Fetched
from flows.sources.content_coding import content_decoded


def decoded_body(fetched: Fetched, max_bytes: int) -> bytes:
    """Return the body as it was before it was coded for the way.

    Args:
        fetched: What was fetched.
        max_bytes: The most that it may have, in bytes; a fetch has been within
            ``fetch.max_plain_bytes``.

    Raises:
        UnreadablePageError: It is larger, or damaged.
    """
    return content_decoded(fetched.body, fetched.header("content-encoding") or "", max_bytes)
