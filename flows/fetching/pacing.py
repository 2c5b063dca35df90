"""Whose turn it is: how many requests run at once, and how long each host is left alone."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime, timedelta

from flows.fetching.errors import FetchError
from flows.fetching.fetched import Reason
from flows.fetching.settings import Fetching

_MANY_HOSTS = 1_000


class _Host:
    """The state of one host.

    Attributes:
        last: When a request to it began or ended last, in seconds of ``time.monotonic``.
        held_until: Until when it has asked to be left alone.
        waiting: Count of requests that run or wait.
    """

    def __init__(self, connections: int) -> None:
        self.last = -math.inf
        self.held_until = -math.inf
        self.waiting = 0
        self.slots = asyncio.Semaphore(connections)
        self.gate = asyncio.Lock()
        self.alone = asyncio.Lock()


class Pacing:
    """Gives turns to requests.

    A request to a host starts when at least ``delay`` seconds have passed since the last one to it
    began and, where that has ended, since its end. With one connection a host, which is the default
    and the rule where robots.txt asks for a delay, this is: from the end of one to the start of the
    next.
    """

    def __init__(self, settings: Fetching) -> None:
        self._settings = settings
        self._total = asyncio.Semaphore(settings.connections)
        self._hosts: dict[str, _Host] = {}
        self._many = _MANY_HOSTS

    @asynccontextmanager
    async def turn(self, host: str, asked_delay: float | None = None) -> AsyncIterator[None]:
        """Wait for a host's turn, and hold it while the context lasts.

        Args:
            host: Its name; ports and schemes share their host's turn.
            asked_delay: Seconds between requests that its robots.txt asks for.

        Raises:
            FetchError: ``retry_later``, where the host has asked for a longer wait than the
                settings allow.
        """
        state = self._hosts.setdefault(host, _Host(self._settings.connections_per_host))
        delay = max(self._settings.delay_seconds, asked_delay or 0.0)
        state.waiting += 1
        try:
            async with state.slots, state.alone if asked_delay else nullcontext():
                async with state.gate:
                    await self._wait(host, state, delay)
                    await self._total.acquire()
                    state.last = time.monotonic()
                try:
                    yield
                finally:
                    self._total.release()
                    state.last = time.monotonic()
        finally:
            state.waiting -= 1
            self._forget_idle_hosts()

    def hold(self, host: str, seconds: float) -> None:
        """Let nothing go to a host for so long, as it has asked."""
        state = self._hosts.setdefault(host, _Host(self._settings.connections_per_host))
        state.held_until = max(state.held_until, time.monotonic() + seconds)

    async def _wait(self, host: str, state: _Host, delay: float) -> None:
        # Asked anew after each wait: the host may have asked to be left alone meanwhile.
        while (left := max(state.last + delay, state.held_until) - time.monotonic()) > 0:
            if left > max(self._settings.max_wait_seconds, delay):
                raise FetchError(
                    Reason.RETRY_LATER,
                    f"{host} has asked to be left alone until {time_after(left)}",
                    wait_seconds=left,
                )
            await asyncio.sleep(left)

    def _forget_idle_hosts(self) -> None:
        if len(self._hosts) <= self._many:
            return
        # A host is idle when its longest possible delay has passed.
        idle_since = time.monotonic() - max(
            self._settings.max_delay_seconds, self._settings.delay_seconds
        )
        self._hosts = {
            name: state
            for name, state in self._hosts.items()
            if state.waiting or max(state.last, state.held_until) > idle_since
        }
        self._many = max(_MANY_HOSTS, 2 * len(self._hosts))


def time_after(seconds: float) -> str:
    """Return the ISO 8601 time (UTC, whole seconds) after so many seconds from now."""
    then = datetime.now(UTC) + timedelta(seconds=seconds)
    return then.isoformat(timespec="seconds")
