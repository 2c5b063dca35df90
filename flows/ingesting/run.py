"""A run of ingest: its sources, its locks, its files, its catalog, its report."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from flows.fetching.fetcher import Fetcher
from flows.fetching.identity import request_headers
from flows.ingesting.frontier import Frontier
from flows.ingesting.keeping import Keeping
from flows.ingesting.recovering import note_recovered
from flows.ingesting.report import IngestReport, SourceReport
from flows.ingesting.source_ingest import IngestWatcher, SourceIngest, Tools, together
from flows.run_settings import RunSettings
from flows.sources.choosing import chosen_sources
from flows.sources.declared import FetchedSource, FolderSource, Source, WarcSource
from flows.sources.files import reading_error
from flows.sources.places import places_of
from flows.sources.roots import SourceError
from flows.storing.catalog.catalog import Catalog, open_catalog
from flows.storing.catalog.run_rows import RunKind, RunState
from flows.storing.destinations import Destination, open_destination
from flows.storing.lock import locked
from flows.storing.policy_file import PolicyFile
from flows.storing.raw_store import RawStore
from flows.storing.urls import StorageError
from flows.storing.warc_files import WarcFiles
from flows.storing.warc_recovery import recover
from flows.working.stopping import StopRequest

_POLICIES = "policies.sqlite"


class _Run(Struct, frozen=True):
    """What an ingest works with."""

    name: str
    settings: RunSettings
    store: RawStore
    catalog: Catalog
    files: WarcFiles
    policies: PolicyFile
    watcher: IngestWatcher
    stop: StopRequest


def ingest_sources(
    names: Sequence[str],
    settings: RunSettings,
    *,
    watcher: IngestWatcher,
    stop: StopRequest | None = None,
) -> IngestReport:
    """Ask for what declared sources list, keep it as WARC, and account for every address.

    Of sources of the kinds ``warc`` and ``folder`` the files are counted: there is nothing to
    fetch, and they are cleaned where they are.

    Args:
        names: Names of sources; none stands for all.
        settings: The settings in force.
        watcher: Who is told how the run goes.
        stop: Who may ask the run to stop: the fetches in hand are finished.

    Raises:
        SourceError: There is no such source, or its files, the raw store or the folder of the
            catalog cannot be used.
        FetchSettingsError: The settings allow no fetching.
        DestinationLockedError: Another ingest is going on.
        CatalogError: The catalog cannot be used.
        OSError: A record cannot be written.
    """
    begun_at = time.monotonic()
    sources = chosen_sources(names, settings.sources)
    reports = files_reports(sources)
    fetched = fetched_sources(sources)
    if fetched:
        request_headers(settings.fetch)  # raises where they allow no fetching: before all else
    stop = stop or StopRequest()
    with ExitStack() as stack:
        stack.enter_context(stop)
        store = open_raw_store(settings)
        catalog = stack.enter_context(_open_catalog(settings))
        stack.enter_context(catalog.locked(RunKind.INGEST))
        stack.enter_context(_locked_folder(store.state_folder))
        begun = stack.enter_context(catalog.run(RunKind.INGEST))
        max_bytes = settings.fetch.max_plain_bytes
        recovered = sum(
            note_recovered(catalog, each) for each in recover(store, max_bytes=max_bytes)
        )
        files = stack.enter_context(WarcFiles(store, begun.name))
        policies = stack.enter_context(PolicyFile(store.state_folder / _POLICIES))
        run = _Run(begun.name, settings, store, catalog, files, policies, watcher, stop)
        if fetched:
            reports |= asyncio.run(_ingest(fetched, run))
        files.close()
        report = IngestReport(
            run=begun.name,
            raw=store.place,
            sources=tuple(reports[name] for name in sources),
            recovered=recovered,
            seconds=round(time.monotonic() - begun_at, 3),
            stopped=stop.is_asked,
        )
        state = RunState.STOPPED if report.stopped else RunState.COMPLETED
        catalog.end_run(begun, state, report)
    return report


def open_raw_store(settings: RunSettings) -> RawStore:
    """Return the raw store of the settings; nothing is made yet.

    Raises:
        SourceError: It cannot be used.
    """
    try:
        return RawStore(settings.storage.raw)
    except StorageError as error:
        raise SourceError(f"storage.raw: {error}") from error


def open_articles(settings: RunSettings) -> Destination:
    """Return the destination of the articles, whose catalog knows the pages.

    Raises:
        SourceError: It cannot be used.
    """
    try:
        return open_destination(settings.storage.clean)
    except StorageError as error:
        raise SourceError(f"storage.clean: {error}") from error


def fetched_sources(sources: Mapping[str, Source]) -> dict[str, FetchedSource]:
    """Return the sources whose pages are fetched."""
    return {
        name: source
        for name, source in sources.items()
        if not isinstance(source, WarcSource | FolderSource)
    }


def files_reports(sources: Mapping[str, Source]) -> dict[str, SourceReport]:
    """Return what there is to say of the sources that are not fetched: how many files they name.

    Raises:
        SourceError: A pattern fits nothing, or a list of files cannot be read.
    """
    reports: dict[str, SourceReport] = {}
    for name, source in sources.items():
        if isinstance(source, WarcSource | FolderSource):
            kind = str(source.__struct_config__.tag)
            count = sum(1 for _ in places_of(name, source))
            reports[name] = SourceReport(name=name, kind=kind, listed=count)
    return reports


async def _ingest(sources: Mapping[str, FetchedSource], run: _Run) -> dict[str, SourceReport]:
    fetching = run.settings.fetch
    with Frontier() as frontier:
        async with Fetcher(fetching, policies=run.policies) as fetcher:
            tools = Tools(
                fetcher=fetcher,
                keeping=Keeping(
                    fetcher,
                    run.store,
                    run.catalog,
                    run.files,
                    run=run.name,
                    max_bytes=fetching.max_plain_bytes,
                ),
                frontier=frontier,
                watcher=run.watcher,
                stop=run.stop,
                connections_per_host=fetching.connections_per_host,
                now=datetime.now(UTC),
            )
            ingests = {name: SourceIngest(name, sources[name], tools) for name in sources}
            await together(each.ingest() for each in ingests.values())
    return {name: each.tally.report() for name, each in ingests.items()}


@contextmanager
def _open_catalog(settings: RunSettings) -> Iterator[Catalog]:
    destination = open_articles(settings)
    if destination.folder is not None:
        _make_folder(destination.folder)
    with open_catalog(settings.catalog.url, destination) as catalog:
        yield catalog


@contextmanager
def _locked_folder(folder: Path) -> Iterator[None]:
    _make_folder(folder)
    with locked(folder):
        yield


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"{folder} cannot be made: {reading_error(error)}") from error
