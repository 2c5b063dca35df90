"""Ingests of the invented sites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from flows.commands.config import toml_of
from flows.ingesting.report import IngestReport, Settled
from flows.ingesting.run import ingest_sources
from flows.run_settings import RunSettings, run_settings_from
from flows.sources.warc import NoPage, WarcPage, scan_warc
from flows.storing.catalog.catalog import find_catalog
from flows.storing.catalog.fetch_rows import fetches_of
from flows.storing.catalog.page_rows import FetchRow, PageRow
from flows.working.stopping import StopRequest
from tests.sites import Web


class Told:
    """Who is told how an ingest goes, and remembers it; may ask it to stop after some pages."""

    def __init__(self, stop: StopRequest | None = None, after: int = 0) -> None:
        self._stop = stop
        self._after = after
        self.pages: Counter[str] = Counter()
        self.outcomes: Counter[Settled] = Counter()

    def waiting(self, source: str, pages: int) -> None:
        self.pages[source] += pages

    def settled(self, source: str, outcome: Settled) -> None:
        assert source in self.pages
        self.outcomes[outcome] += 1
        if self._stop is not None and self.outcomes.total() == self._after:
            self._stop.ask()


class Archive:
    """The ingests of a folder."""

    def __init__(self, folder: Path, web: Web, sources: Mapping[str, Mapping[str, object]]) -> None:
        self.folder = folder
        self.web = web
        self.sources = dict(sources)
        self.told = Told()

    def settings(self, **fetch: object) -> RunSettings:
        return run_settings_from(
            {
                "fetch": self.web.options(**fetch),
                "storage": {"raw": str(self.folder / "raw"), "clean": str(self.folder / "clean")},
                "sources": self.sources,
            }
        )

    def ingest(self, *names: str, stop_after: int | None = None, **fetch: object) -> IngestReport:
        """Ingest, and make sure that the report balances.

        Args:
            names: Of sources; none stands for all.
            stop_after: How many pages are settled when the run is asked to stop.
            fetch: Settings of the table ``fetch``.
        """
        stop = StopRequest()
        self.told = Told() if stop_after is None else Told(stop, stop_after)
        self.web.forget()
        settings = self.settings(**fetch)
        report = ingest_sources(names, settings, watcher=self.told, stop=stop)
        assert report.balanced
        asked = sum(self.told.outcomes.values())
        unreached = sum(source.unreached for source in report.sources)
        assert sum(self.told.pages.values()) == asked + unreached
        return report

    def write_settings(self, **fetch: object) -> None:
        """Write a ``copydesk.toml`` with which the command line does the same."""
        tables: dict[str, Mapping[str, object]] = {"fetch": self.web.options(**fetch)}
        tables |= {f"sources.{name}": source for name, source in self.sources.items()}
        lines: list[str] = []
        for name, options in tables.items():
            lines += [f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in options.items())]
        (self.folder / "copydesk.toml").write_text("\n".join(lines), "utf-8")

    def requests(self, host: str) -> list[tuple[str, int, bool]]:
        """Return path, status and whether it was conditional, of what a host was asked for."""
        return [
            (
                each.path,
                each.status,
                bool({"if-none-match", "if-modified-since"} & each.headers.keys()),
            )
            for each in self.web.log(host)
            if each.path not in ("/robots.txt", "/.well-known/tdmrep.json")
        ]

    def pages(self) -> list[WarcPage]:
        """Return the pages of all WARC files."""
        return [page for path in self.files() for page in scanned(path)[0]]

    def files(self) -> list[Path]:
        return sorted((self.folder / "raw").rglob("*.warc.gz"))

    def rows(self, *urls: str) -> list[PageRow | None]:
        catalog = find_catalog("", self.folder / "clean")
        assert catalog is not None
        with catalog:
            found = catalog.pages(urls)
        return [found.get(url) for url in urls]

    def fetches(self, url: str) -> Sequence[FetchRow]:
        """Return the fetches of a page, the first one first."""
        catalog = find_catalog("", self.folder / "clean")
        assert catalog is not None
        with catalog, catalog.reading() as connection:
            return fetches_of(connection, url, 100)[::-1]


def _toml(value: object) -> str:
    return toml_of(tuple(value) if isinstance(value, list) else value)


def scanned(path: Path) -> tuple[list[WarcPage], Counter[NoPage]]:
    left_out: Counter[NoPage] = Counter()
    return list(scan_warc(path, max_bytes=1_000_000, left_out=left_out)), left_out


def outcomes(report: IngestReport, source: str) -> dict[str, int]:
    """Return the outcomes of a source that there are."""
    (found,) = (each for each in report.sources if each.name == source)
    return {name: count for name, count in found.outcomes.items() if count}
