"""Fetching from the invented sites, in one line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TypeVar

from flows.fetching.fetched import Fetched, Kind, Known
from flows.fetching.fetcher import Fetcher
from flows.fetching.policies import PolicyStore
from tests.sites import Web

T = TypeVar("T")


def using(
    web: Web,
    work: Callable[[Fetcher], Awaitable[T]],
    settings: Mapping[str, object] | None = None,
    policies: PolicyStore | None = None,
) -> T:
    """Return what some work with a fetcher gives."""

    async def whole() -> T:
        async with Fetcher(web.settings(**(settings or {})), policies=policies) as fetcher:
            return await work(fetcher)

    return asyncio.run(whole())


def fetch(
    web: Web,
    url: str,
    *,
    kind: Kind = Kind.PAGE,
    known: Known | None = None,
    **settings: object,
) -> Fetched:
    return using(web, lambda fetcher: fetcher.fetch(url, kind=kind, known=known), settings)


def fetch_all(web: Web, urls: Iterable[str], **settings: object) -> list[Fetched]:
    """Fetch some addresses at the same time, with one fetcher."""

    async def work(fetcher: Fetcher) -> list[Fetched]:
        return list(await asyncio.gather(*(fetcher.fetch(url) for url in urls)))

    return using(web, work, settings)


def fetch_in_turn(web: Web, urls: Iterable[str], **settings: object) -> list[Fetched]:
    """Fetch some addresses one after the other, with one fetcher."""

    async def work(fetcher: Fetcher) -> list[Fetched]:
        return [await fetcher.fetch(url) for url in urls]

    return using(web, work, settings)
