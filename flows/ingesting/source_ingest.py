"""An ingest: what sources list is asked for politely, and every address gets one outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Protocol

from msgspec import Struct

from flows.fetching.fetched import Reason
from flows.fetching.fetcher import Fetcher
from flows.ingesting.frontier import Frontier, Waiting
from flows.ingesting.keeping import Keeping
from flows.ingesting.listings import Batch, Listings
from flows.ingesting.report import Settled, SourceTally, Trouble
from flows.sources.addresses import host_of, normalised
from flows.sources.declared import FetchedSource
from flows.sources.entries import Entry, latest_moment
from flows.sources.filtering import Filter
from flows.storing.catalog.page_rows import PageRow
from flows.storing.warc_writing import Asked
from flows.working.stopping import StopRequest

_HOSTS_AT_ONCE = 64
_BATCH = 100
_GOOD = frozenset((Settled.FETCHED, Settled.NOT_MODIFIED, Settled.SAME))


class IngestWatcher(Protocol):
    """Who is told how an ingest goes."""

    def waiting(self, source: str, pages: int) -> None:
        """So many more pages of a source will be asked for."""

    def settled(self, source: str, outcome: Settled) -> None:
        """A page was asked for."""


class Tools(Struct, frozen=True):
    """What all sources of an ingest share.

    Attributes:
        fetcher: Fetches.
        keeping: Fetches and keeps.
        frontier: The addresses that wait.
        watcher: Who is told.
        stop: Who may ask to stop.
        connections_per_host: How many pages of a host are asked for at once.
        now: When the ingest began.
    """

    fetcher: Fetcher
    keeping: Keeping
    frontier: Frontier
    watcher: IngestWatcher
    stop: StopRequest
    connections_per_host: int
    now: datetime


class SourceIngest:
    """The ingest of one source."""

    def __init__(self, name: str, source: FetchedSource, tools: Tools) -> None:
        self.tally = SourceTally(name, str(source.__struct_config__.tag))
        self._name = name
        self._source = source
        self._tools = tools
        self._filter = Filter(source, tools.now)

    async def ingest(self) -> None:
        """List the pages, and ask for those that wait; errors as of both."""
        await self.list_pages()
        await self.fetch_pages()

    async def list_pages(self) -> None:
        """Find what the source lists, and settle all that need not be asked for.

        Raises:
            OSError: A record cannot be written.
            CatalogFailedError: The catalog cannot be read or written.
        """
        tools = self._tools
        listings = Listings(self._name, self._source, tools.fetcher, tools.keeping, self.tally)
        async for batch in listings.batches():
            if tools.stop.is_asked:
                break
            self._sort(batch)
        if self._source.max_pages is not None:
            beyond = tools.frontier.limit(self._name, self._source.max_pages)
            self.tally.outcomes[Settled.POSTPONED] += beyond
        tools.watcher.waiting(self._name, self.tally.listed - self.tally.outcomes.total())

    async def fetch_pages(self) -> None:
        """Ask for the pages that wait: hosts beside one another, the pages of each in order.

        Raises:
            OSError: A record cannot be written.
            CatalogFailedError: The catalog cannot be read or written.
        """
        hosts = iter(self._tools.frontier.hosts(self._name))
        await together(self._lane(hosts) for _ in range(_HOSTS_AT_ONCE))

    async def _lane(self, hosts: Iterator[str]) -> None:
        for host in hosts:
            pages = self._pages_of(host)
            await together(self._fetch(pages) for _ in range(self._tools.connections_per_host))

    def _pages_of(self, host: str) -> Iterator[Waiting]:
        for batch in self._tools.frontier.of_host(self._name, host, batch=_BATCH):
            yield from batch

    async def _fetch(self, pages: Iterator[Waiting]) -> None:
        for page in pages:
            if self._tools.stop.is_asked:
                return
            asked = Asked(url=page.url, host=page.host, source=self._name, via=page.via)
            kept = await self._tools.keeping.fetch(asked, page.entry)
            self.tally.bytes += kept.received
            row = kept.row
            trouble = Trouble(row.url, row.reason, row.detail) if row.reason else None
            self.tally.settle(kept.settled, trouble)
            self._tools.watcher.settled(self._name, kept.settled)

    def _sort(self, batch: Batch) -> None:
        """Settle the entries of a listing that need not be asked for, and queue the others."""
        self.tally.listed += len(batch.entries)
        wanted: list[tuple[str, Entry]] = []
        for entry in batch.entries:
            url = normalised(entry.url)
            if url is None:
                trouble = Trouble(entry.url, str(Reason.INVALID_URL), "it is no address of the web")
                self.tally.settle(Settled.REFUSED, trouble)
            elif (unwanted := self._filter.unwanted(entry, url)) is not None:
                self.tally.settle(Settled.FILTERED)
                self.tally.filtered[unwanted] += 1
            else:
                wanted.append((url, entry))
        rows = self._tools.keeping.known([url for url, _ in wanted])
        for url, entry in wanted:
            self._queue(url, entry, batch.via, rows.get(url))

    def _queue(self, url: str, entry: Entry, via: str, row: PageRow | None) -> None:
        is_known = row is not None and self._is_known(row, entry)
        waiting = Waiting(
            url=url,
            host=host_of(url),
            source=self._name,
            entry=entry,
            via=via,
            last_asked=row.fetched_at if row is not None else "",
        )
        if not self._tools.frontier.add(waiting, waits=not is_known):
            self.tally.settle(Settled.REPEATED)
        elif is_known:
            self.tally.settle(Settled.KNOWN)

    def _is_known(self, row: PageRow, entry: Entry) -> bool:
        """Return whether a page is kept and there is no reason yet to ask for it again."""
        if row.outcome not in _GOOD or not self._tools.keeping.holds(row):
            return False
        asked = datetime.fromisoformat(row.fetched_at)
        if entry.modified is not None:
            # Of another time than before the page is asked for, also of an earlier one: sites
            # tell times of change that are wrong, but hardly the same one after a change.
            changed = latest_moment(entry.modified)
            return entry.modified == row.modified and changed is not None and changed < asked
        return self._tools.now - asked < timedelta(days=self._source.refetch_days)


async def together(coroutines: Iterable[Coroutine[object, object, None]]) -> None:
    """Run coroutines beside one another; the first error ends them all, and is raised as it is."""
    tasks = [asyncio.ensure_future(each) for each in coroutines]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
