"""The files in which a site says what robots may do: asked for once, kept within bounds."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from flows.fetching.fetched import Reason

Parsed = TypeVar("Parsed")

_MAX_FILES = 5_000
_MAX_BYTES = 32_000_000
_UNREACHABLE_AGE = timedelta(minutes=10)


class PolicyState(StrEnum):
    """What was found under the address of a policy file."""

    PRESENT = "present"
    MISSING = "missing"
    UNREACHABLE = "unreachable"


class Policy(Struct, frozen=True, kw_only=True):
    """A robots.txt or tdmrep.json as it was found.

    Attributes:
        url: Its address.
        state: Whether there is one; ``unreachable`` is not known to be either.
        body: Its first 512,000 bytes, decoded.
        reason: Why it could not be had, if that holds for the whole host.
        detail: The same in plain words.
        etag: Its entity tag.
        last_modified: Its time of change, as received.
        fetched_at: ISO 8601 time (UTC) at which this was last known to be so.
    """

    url: str
    state: PolicyState
    body: bytes = b""
    reason: Reason | None = None
    detail: str = ""
    etag: str | None = None
    last_modified: str | None = None
    fetched_at: str


class PolicyStore(Protocol):
    """Remembers policies from one run to the next, so that they need not be asked for again."""

    def policy(self, url: str) -> Policy | None:
        """Return what is remembered of an address."""

    def keep_policy(self, policy: Policy) -> None:
        """Remember this; it takes the place of what was remembered of the address."""


class Policies(Generic[Parsed]):
    """Policies of one kind by address, parsed; the least recently used ones are let go."""

    def __init__(
        self,
        load: Callable[[str, Policy | None], Awaitable[Policy]],
        parse: Callable[[Policy], Parsed],
        max_age: timedelta,
        store: PolicyStore | None,
    ) -> None:
        """Take what it works with.

        Args:
            load: Asks the site; gets what is remembered, to ask conditionally.
            parse: Reads a policy; called once for each.
            max_age: After which it is asked for again.
            store: Remembers policies beyond this run.
        """
        self._load = load
        self._parse = parse
        self._max_age = max_age
        self._store = store
        self._kept: OrderedDict[str, tuple[Policy, Parsed]] = OrderedDict()
        self._bytes = 0
        self._coming: dict[str, asyncio.Task[tuple[Policy, Parsed]]] = {}

    async def of(self, url: str) -> tuple[Policy, Parsed]:
        """Return the policy at an address; it is asked for once, by however many at a time."""
        found = self._kept.get(url)
        if found is not None and self._is_fresh(found[0]):
            self._kept.move_to_end(url)
            return found
        task = self._coming.get(url)
        if task is None:
            task = asyncio.create_task(self._found(url))
            self._coming[url] = task
            task.add_done_callback(lambda _: self._coming.pop(url, None))
        return await asyncio.shield(task)

    async def aclose(self) -> None:
        """Stop asking."""
        coming = list(self._coming.values())
        for task in coming:
            task.cancel()
        await asyncio.gather(*coming, return_exceptions=True)

    async def _found(self, url: str) -> tuple[Policy, Parsed]:
        remembered = self._store.policy(url) if self._store is not None else None
        if remembered is not None and self._is_fresh(remembered):
            policy = remembered
        else:
            policy = await self._load(url, remembered)
            if self._store is not None and policy.state is not PolicyState.UNREACHABLE:
                self._store.keep_policy(policy)
        found = (policy, self._parse(policy))
        self._keep(found)
        return found

    def _keep(self, found: tuple[Policy, Parsed]) -> None:
        policy = found[0]
        earlier = self._kept.pop(policy.url, None)
        self._bytes += len(policy.body) - (len(earlier[0].body) if earlier else 0)
        self._kept[policy.url] = found
        while len(self._kept) > 1 and (self._bytes > _MAX_BYTES or len(self._kept) > _MAX_FILES):
            _, (oldest, _) = self._kept.popitem(last=False)
            self._bytes -= len(oldest.body)

    def _is_fresh(self, policy: Policy) -> bool:
        unreachable = policy.state is PolicyState.UNREACHABLE
        max_age = min(self._max_age, _UNREACHABLE_AGE) if unreachable else self._max_age
        return datetime.now(UTC) - datetime.fromisoformat(policy.fetched_at) < max_age
