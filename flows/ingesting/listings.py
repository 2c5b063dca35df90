"""Feeds, sitemaps and lists of addresses: what they list, fetched only where they have changed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from msgspec import Struct

from flows.fetching.errors import FetchError
from flows.fetching.fetcher import Fetcher
from flows.ingesting.keeping import Keeping
from flows.ingesting.report import SourceTally, Trouble
from flows.sources.addresses import host_of, normalised
from flows.sources.declared import FeedSource, FetchedSource, UrlSource
from flows.sources.entries import Entry, Further, ListingError
from flows.sources.feed import feed_entries
from flows.sources.files import open_regular, reading_error
from flows.sources.sitemap import sitemap_entries
from flows.sources.url_list import addresses_in
from flows.storing.remote_errors import as_system_errors
from flows.storing.urls import file_system, is_url
from flows.storing.warc_writing import Asked

BATCH = 1_000
_MAX_LISTINGS = 20_000
_MAX_DEPTH = 4
_INVALID = "invalid_url"
_UNREADABLE = "unreadable"


class Batch(Struct, frozen=True):
    """Some of what a listing lists.

    Attributes:
        via: Address of the listing; empty for a list of the settings.
        entries: The pages.
    """

    via: str
    entries: Sequence[Entry]


class Listings:
    """The listings of a source, those that they name included, each once."""

    def __init__(
        self,
        name: str,
        source: FetchedSource,
        fetcher: Fetcher,
        keeping: Keeping,
        tally: SourceTally,
    ) -> None:
        self._name = name
        self._source = source
        self._fetcher = fetcher
        self._keeping = keeping
        self._tally = tally
        self._seen: set[str] = set()

    async def batches(self) -> AsyncIterator[Batch]:
        """Yield what the source lists, some at a time.

        A listing that cannot be fetched or read as a whole is counted by the tally; the others are
        read nevertheless.
        """
        if isinstance(self._source, UrlSource):
            for batch in self._own(self._source):
                yield batch
            return
        waiting = [(address, 0) for address in self._source.addresses]
        while waiting:
            address, depth = waiting.pop(0)
            async for found in self._read(address):
                if isinstance(found, Batch):
                    yield found
                else:
                    waiting += self._deeper(found, depth + 1)

    def _own(self, source: UrlSource) -> Iterator[Batch]:
        yield Batch("", [Entry(url=address) for address in source.addresses])
        for file in source.files:
            try:
                with _opened(file) as lines:
                    entries = addresses_in(lines)
                    while batch := list(islice(entries, BATCH)):
                        yield Batch("", batch)
            except OSError as error:
                self._unread(file, _UNREADABLE, reading_error(error))

    def _deeper(self, further: Sequence[Further], depth: int) -> list[tuple[str, int]]:
        if depth <= _MAX_DEPTH:
            return [(each.url, depth) for each in further]
        for each in further:
            self._unread(each.url, "too_deep", f"{depth} sitemap indexes, one in the other")
        return []

    async def _read(self, address: str) -> AsyncIterator[Batch | Sequence[Further]]:
        url = normalised(address)
        if url is None:
            self._unread(address, _INVALID, "it is no address of the web")
            return
        if url in self._seen:
            return
        if len(self._seen) >= _MAX_LISTINGS:
            self._unread(url, "too_many", f"more than {_MAX_LISTINGS} sitemaps")
            return
        self._seen.add(url)
        if url.endswith("/robots.txt"):
            yield await self._sitemaps_of(url)
            return
        async for found in self._fetched(url):
            yield found

    async def _sitemaps_of(self, url: str) -> Sequence[Further]:
        try:
            named = await self._fetcher.sitemaps(url)
        except FetchError as error:
            self._unread(url, str(error.reason), error.detail)
            return ()
        if not named:
            self._unread(url, "no_sitemaps", "it names no sitemaps")
        return [Further(each) for each in named]

    async def _fetched(self, url: str) -> AsyncIterator[Batch | Sequence[Further]]:
        asked = Asked(url=url, host=host_of(url), source=self._name, is_listing=True)
        kept = await self._keeping.fetch(asked)
        self._tally.listings[kept.settled] += 1
        if kept.payload is None:
            self._unread(url, kept.row.reason, kept.row.detail)
            return
        parse = feed_entries if isinstance(self._source, FeedSource) else sitemap_entries
        entries = parse(kept.payload, kept.row.final_url or url)
        is_whole = False
        while not is_whole:
            # Parsing takes seconds for a large one: in a thread, so that fetches go on meanwhile.
            batch, error = await asyncio.to_thread(_taken, entries)
            is_whole = len(batch) < BATCH
            yield Batch(url, [each for each in batch if isinstance(each, Entry)])
            yield [each for each in batch if isinstance(each, Further)]
            if error is not None:
                self._unread(url, _UNREADABLE, str(error))

    def _unread(self, url: str, reason: str, detail: str) -> None:
        self._tally.unread(Trouble(url, reason, detail))


def _taken(
    entries: Iterator[Entry | Further],
) -> tuple[list[Entry | Further], ListingError | None]:
    """Return some entries; fewer than ``BATCH`` at the end, or where an error ends them."""
    batch: list[Entry | Further] = []
    try:
        batch.extend(islice(entries, BATCH))
    except ListingError as error:
        return batch, error
    return batch, None


@contextmanager
def _opened(file: str) -> Iterator[Iterable[bytes]]:
    if is_url(file):
        system, path = file_system(file)
        with as_system_errors(file), system.open(path, "rb") as lines:
            yield lines
    else:
        with open_regular(os.fsencode(file)) as lines:
            yield lines
