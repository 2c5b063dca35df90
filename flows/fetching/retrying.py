"""Asking again what may work the next time, and waiting as long as a site wants."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from flows.fetching.errors import FetchError
from flows.fetching.fetched import Reason
from flows.fetching.pacing import time_after
from flows.fetching.reply import Reply
from flows.fetching.settings import Fetching

TRANSIENT = frozenset((429, 502, 503, 504))
SLOW_DOWN = frozenset((429, 503))
"""Statuses by which a site asks for fewer requests, whatever the page."""

_MAX_BACKOFF_SECONDS = 60.0
_MAX_ASKED_SECONDS = 10.0 * 365 * 86_400


async def ask_patiently(
    ask: Callable[[], Awaitable[Reply]], hold: Callable[[float], None], settings: Fetching
) -> Reply:
    """Ask until there is an answer, as often and as long as the settings allow.

    Args:
        ask: Sends the request once, in the host's turn.
        hold: Lets nothing go to the host for some seconds.
        settings: Attempts and waits.

    Raises:
        FetchError: What the last attempt gave.
    """

    async def attempt() -> Reply:
        return _judged(await ask(), hold, settings)

    backoff = wait_exponential(settings.backoff_seconds, _MAX_BACKOFF_SECONDS) + wait_random(
        0, settings.backoff_seconds / 2
    )
    retrying = AsyncRetrying(
        stop=stop_after_attempt(settings.max_attempts),
        retry=retry_if_exception(_is_transient),
        wait=lambda state: _asked_wait(state, otherwise=backoff(state)),
        reraise=True,
    )
    return await retrying(attempt)


def retry_after(value: str | None) -> float | None:
    """Return the seconds that Retry-After asks for (RFC 9110, 10.2.3); None if it says nothing.

    A time that has passed is 0.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), _MAX_ASKED_SECONDS)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return min(max(0.0, (when - datetime.now(UTC)).total_seconds()), _MAX_ASKED_SECONDS)


def _judged(reply: Reply, hold: Callable[[float], None], settings: Fetching) -> Reply:
    """Return an answer, or raise what makes it none; a busy site's host is held meanwhile."""
    if reply.status not in TRANSIENT:
        return reply
    wait = retry_after(reply.headers.get("retry-after"))
    if wait is not None and wait > settings.max_wait_seconds:
        hold(wait)
        raise FetchError(
            Reason.RETRY_LATER,
            f"{reply.told}: to be asked again after {time_after(wait)}",
            wait_seconds=wait,
            reply=reply,
        )
    if reply.status in SLOW_DOWN:
        hold(settings.backoff_seconds if wait is None else wait)
    raise FetchError(Reason.STATUS, reply.told, transient=True, wait_seconds=wait, reply=reply)


def _is_transient(error: BaseException) -> bool:
    return isinstance(error, FetchError) and error.transient


def _asked_wait(state: RetryCallState, *, otherwise: float) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait_seconds if isinstance(error, FetchError) else None
    return otherwise if asked is None else asked
