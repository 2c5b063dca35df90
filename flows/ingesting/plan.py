"""What an ingest would ask for: listings are fetched for that, but no page, and nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime

from flows.fetching.fetcher import Fetcher
from flows.ingesting.frontier import Frontier
from flows.ingesting.keeping import Keeping
from flows.ingesting.report import Settled, SourceReport
from flows.ingesting.run import (
    fetched_sources,
    files_reports,
    open_articles,
    open_raw_store,
)
from flows.ingesting.source_ingest import SourceIngest, Tools
from flows.run_settings import RunSettings
from flows.sources.choosing import chosen_sources
from flows.sources.declared import Source
from flows.storing.catalog.catalog import Catalog, find_catalog
from flows.working.stopping import StopRequest

_BATCH = 1_000


def plan_ingest(
    names: Sequence[str],
    settings: RunSettings,
    *,
    planned: Callable[[str, str], None],
    stop: StopRequest | None = None,
) -> tuple[SourceReport, ...]:
    """Find out what an ingest would ask for; ``unreached`` counts the pages of a source.

    Feeds and sitemaps have to be fetched for that, politely and conditionally as in an ingest.
    Nothing is written, neither raw records nor the catalog.

    Args:
        names: Names of sources; none stands for all.
        settings: The settings in force.
        planned: Called with the source and address of each page that would be asked for.
        stop: Who may ask to stop.

    Raises:
        SourceError: There is no such source, or its files or the stores cannot be used.
        FetchSettingsError: The settings allow no fetching.
        CatalogError: The catalog cannot be used.
    """
    sources = chosen_sources(names, settings.sources)
    stop = stop or StopRequest()
    with ExitStack() as stack:
        stack.enter_context(stop)
        catalog = find_catalog(settings.catalog.url, open_articles(settings))
        if catalog is not None:
            stack.enter_context(catalog)
        return asyncio.run(_plan(sources, settings, catalog, planned, stop))


class _Silence:
    """Says nothing."""

    def waiting(self, source: str, pages: int) -> None:
        """Say nothing of the pages that wait."""

    def settled(self, source: str, outcome: Settled) -> None:
        """Say nothing of an outcome."""


async def _plan(
    sources: Mapping[str, Source],
    settings: RunSettings,
    catalog: Catalog | None,
    planned: Callable[[str, str], None],
    stop: StopRequest,
) -> tuple[SourceReport, ...]:
    reports = files_reports(sources)
    fetched = fetched_sources(sources)
    if not fetched:
        return tuple(reports.values())
    max_bytes = settings.fetch.max_plain_bytes
    store = open_raw_store(settings)
    with Frontier() as frontier:
        async with Fetcher(settings.fetch) as fetcher:
            tools = Tools(
                fetcher=fetcher,
                keeping=Keeping(fetcher, store, catalog, None, run="", max_bytes=max_bytes),
                frontier=frontier,
                watcher=_Silence(),
                stop=stop,
                connections_per_host=1,
                now=datetime.now(UTC),
            )
            for name, source in fetched.items():
                ingesting = SourceIngest(name, source, tools)
                await ingesting.list_pages()
                for url in _waiting(frontier, name):
                    planned(name, url)
                reports[name] = ingesting.tally.report()
    return tuple(reports[name] for name in sources)


def _waiting(frontier: Frontier, source: str) -> Iterator[str]:
    for host in frontier.hosts(source):
        for batch in frontier.of_host(source, host, batch=_BATCH):
            yield from (page.url for page in batch)
