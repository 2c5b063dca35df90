"""The catalog of a destination: one value, whose methods each are one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct
from sqlalchemy import Connection
from sqlalchemy.engine import Engine

from flows.storing.byproducts import Byproducts
from flows.storing.catalog import (
    archive_rows,
    fetch_rows,
    outcome_rows,
    run_rows,
    signature_rows,
    site_rows,
)
from flows.storing.catalog.binding import bind, check
from flows.storing.catalog.errors import CatalogError, telling
from flows.storing.catalog.locking import locked_catalog
from flows.storing.catalog.opening import (
    database_url,
    has_schema,
    make_schema,
    open_engine,
    place_of,
    writing,
)
from flows.storing.catalog.page_rows import ArchivedPage, ArchiveRow, FetchRow, PageRow
from flows.storing.catalog.run_rows import Begun, RunKind, RunState
from flows.storing.destinations import Destination, open_destination
from flows.storing.ledger import Row, Status
from flows.storing.lines import LINES_FILE


class Changes(Struct, frozen=True, kw_only=True):
    """What a run has to write of its outcomes, as one transaction.

    Attributes:
        rows: Rows that are new or have changed.
        byproducts: What pages that were cleaned give besides, by their keys.
        found: Keys of rows that a run has found as they are, by the status that they get.
        run: The run that has found them so.
        gone: Keys of rows whose input is no longer there.
        removed: Keys of rows to remove.
    """

    rows: Sequence[Row] = ()
    byproducts: Mapping[str, Byproducts] = {}
    found: Sequence[tuple[Status, Sequence[str]]] = ()
    run: str = ""
    gone: Sequence[str] = ()
    removed: Sequence[str] = ()


class Catalog:
    """Pages, raw records, outcomes and runs of a destination.

    Every method raises ``CatalogFailedError`` where the database fails. It may be used by several
    threads, and several processes may have the same catalog open.

    Attributes:
        place: Where it is, for people: a path, or a URL without its password.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self.place = place
        self._engine = engine
        self._numbers: dict[str, int] = {}
        self._arrived = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose queries all see the same state of the catalog."""
        with telling(self.place, "read"), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":  # SQLite does so anyway
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a connection in a transaction that writes, and commit it at the end."""
        return writing(self._engine, self.place)

    def locked(self, kind: RunKind) -> AbstractContextManager[None]:
        """Hold the catalog's lock for runs of a kind.

        Raises:
            DestinationLockedError: Another run holds it.
        """
        return locked_catalog(self._engine, self.place, str(kind))

    # Runs

    def begin_run(self, kind: RunKind, configuration: str = "") -> Begun:
        """Note that a run begins, and return its name and what it has to take up.

        Whoever begins one holds the lock of its kind: other runs of that kind that have not ended
        were killed.
        """
        with self.writing() as connection:
            return run_rows.begin_run(connection, kind, configuration)

    @contextmanager
    def run(self, kind: RunKind, configuration: str = "") -> Iterator[Begun]:
        """Begin a run, and note that it has failed if the block ends with an error."""
        begun = self.begin_run(kind, configuration)
        try:
            yield begun
        except BaseException:
            with suppress(CatalogError):  # the error that ended the run is the one to be told
                self.end_run(begun, RunState.FAILED)
            raise

    def note_parts(self, run: Begun, parts: Iterable[str]) -> None:
        """Keep what parts rows name when a run begins."""
        with self.writing() as connection:
            run_rows.note_parts(connection, run, list(parts))

    def end_run(self, run: Begun, state: RunState, report: Struct | None = None) -> None:
        """Note how a run has ended."""
        with self.writing() as connection:
            run_rows.end_run(connection, run, state, report)

    # Outcomes

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the ledger in the order of their keys."""
        with self.reading() as connection:
            yield from outcome_rows.all_rows(connection)

    def waiting_rows(self) -> Iterator[Row]:
        """Yield the rows of a killed run whose articles are in no part yet."""
        with self.reading() as connection:
            yield from outcome_rows.waiting_rows(connection)

    def put_rows(self, rows: Sequence[Row]) -> None:
        """Put rows in the place of those of the same inputs, all or none."""
        self.change(Changes(rows=rows))

    def remove_rows(self, keys: Sequence[str]) -> None:
        """Remove rows, all or none."""
        self.change(Changes(removed=keys))

    def change(self, changes: Changes) -> None:
        """Write what has come of some inputs, all or none."""
        waiting = [row for row in changes.rows if row.output == LINES_FILE]
        rows = [row for row in changes.rows if row.output != LINES_FILE]
        with self.writing() as connection:
            self._learn_numbers(connection, rows)
            outcome_rows.remove_rows(connection, changes.removed)
            outcome_rows.put_rows(connection, rows, self._numbers)
            outcome_rows.remove_waiting(connection, [row.input for row in rows])
            signature_rows.remove_signatures(connection, changes.removed)
            site_rows.forget_inputs(connection, changes.removed)
            signature_rows.put_signatures(connection, changes.rows, changes.byproducts)
            arrived = site_rows.arrivals_of(changes.rows, changes.byproducts)
            self._put_arrivals(connection, arrived)
            outcome_rows.put_waiting(connection, waiting)
            for status, keys in changes.found:
                outcome_rows.mark_rows(connection, changes.run, status, keys)
            outcome_rows.mark_gone(connection, changes.gone)

    def forget_waiting(self) -> None:
        """Remove the rows that wait; all their articles are in parts by now."""
        with self.writing() as connection:
            outcome_rows.remove_waiting(connection)

    def status_counts(self, run: str) -> dict[Status, int]:
        """Return how many rows of a run there are, by status."""
        with self.reading() as connection:
            return outcome_rows.status_counts(connection, run)

    # Pages

    def pages(self, urls: Iterable[str]) -> dict[str, PageRow]:
        """Return what is known of addresses, by address; unknown ones are left out."""
        with self.reading() as connection:
            return fetch_rows.pages_of(connection, urls)

    def put_fetches(self, pages: Sequence[PageRow], fetches: Sequence[FetchRow]) -> None:
        """Put pages, and add their fetches; when a page was first seen stays."""
        with self.writing() as connection:
            fetch_rows.put_pages(connection, pages)
            fetch_rows.add_fetches(connection, fetches)

    # Archives

    def archive(self, path: str) -> ArchiveRow | None:
        """Return what is known of a WARC file; None for one that was not scanned."""
        with self.reading() as connection:
            return archive_rows.archive_of(connection, path)

    def put_archive(self, row: ArchiveRow, pages: Iterable[ArchivedPage]) -> None:
        """Put a WARC file and its pages in the place of what was known of it."""
        with self.writing() as connection:
            archive_rows.put_archive(connection, row, pages)

    def archived_pages(self, path: str) -> Iterator[ArchivedPage]:
        """Yield the pages of a WARC file in their order."""
        with self.reading() as connection:
            yield from archive_rows.pages_in(connection, path)

    # Sites

    def put_arrivals(self, arrivals: Sequence[site_rows.Arrival]) -> None:
        """Put what inputs have shown of their sites, all or none."""
        with self.writing() as connection:
            self._put_arrivals(connection, arrivals)

    def _put_arrivals(self, connection: Connection, arrivals: Sequence[site_rows.Arrival]) -> None:
        site_rows.put_arrivals(connection, arrivals)
        self._arrived += len(arrivals)
        if self._arrived >= site_rows.TRIMMED_AFTER:
            site_rows.trim_arrivals(connection)
            self._arrived = 0

    def _learn_numbers(self, connection: Connection, rows: Sequence[Row]) -> None:
        unknown = {row.run for row in rows} - self._numbers.keys()
        if unknown:
            known = run_rows.run_numbers(connection, sorted(unknown))
            self._numbers |= dict.fromkeys(unknown, 0) | known


def open_catalog(url: str, destination: Destination) -> Catalog:
    """Open the catalog of a destination for a run; it is made if need be.

    Args:
        url: The setting ``catalog.url``; empty for a file in the destination.
        destination: The destination, whose folder is there.

    Raises:
        CatalogError: The database cannot be used, or is not this destination's.
    """
    address = database_url(url, destination.folder)
    engine, place = open_engine(address), place_of(address)
    make_schema(engine, place)
    with writing(engine, place) as connection:
        bind(connection, address, destination)
    return Catalog(engine, place)


def find_catalog(url: str, destination: Destination | str | Path) -> Catalog | None:
    """Open the catalog of a destination to read it; None where there is none.

    Raises:
        CatalogError: The database cannot be used, or is not this destination's.
    """
    if isinstance(destination, str | Path):
        destination = open_destination(destination)
    address = database_url(url, destination.folder)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        return None
    engine, place = open_engine(address, read_only=True), place_of(address)
    if not has_schema(engine, place):
        engine.dispose()
        return None
    with telling(place, "read", CatalogError), engine.connect() as connection:
        check(connection, address, destination)
    return Catalog(engine, place)


__all__ = ["Begun", "Catalog", "CatalogError", "Changes", "find_catalog", "open_catalog"]
