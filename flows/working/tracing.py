"""The whole way of one page: from its address over the raw record to its article."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, func

from flows.dumps.kinds import dump_name
from flows.sources.addresses import normalised
from flows.storing.catalog.archive_rows import archived_where
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.fetch_rows import fetches_of, pages_where
from flows.storing.catalog.outcome_rows import ID_DIGITS, rows_where
from flows.storing.catalog.page_rows import ArchivedPage, FetchRow, PageRow
from flows.storing.catalog.run_rows import RunRow, run_named
from flows.storing.catalog.tables import archived_pages, outcomes, pages
from flows.storing.catalog.text import key_of
from flows.storing.destinations import Destination
from flows.storing.ledger import Row
from flows.storing.names import input_key
from flows.storing.urls import is_url

MAX_TRACES = 20
_MAX_FETCHES = 20
_BEGINNING = 3  # characters of a name that may be misspelt only behind them
_MANY = 5_000
_IDENTIFIER = re.compile(r"[0-9a-f]{8,64}")
_RECORD = re.compile(r"<?(?P<urn>urn:[\w:.-]+)>?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_MEMBER = re.compile(r"(?P<archive>.+)/(?P<offset>[0-9]{12,})(?:-[^/]*)?")


class Trace(Struct, frozen=True, kw_only=True):
    """The way of one page; what it has not come by is None or empty.

    Attributes:
        page: The address, and its last fetch.
        fetches: Its fetches, the newest first.
        archived: The record of a WARC file, or the row of a dump, that it is.
        outcome: What became of it.
        run: The run that the outcome is of.
    """

    page: PageRow | None = None
    fetches: tuple[FetchRow, ...] = ()
    archived: ArchivedPage | None = None
    outcome: Row | None = None
    run: RunRow | None = None


class Tracer:
    """Finds pages in a catalog by whatever a person knows of them."""

    def __init__(self, catalog: Catalog, destination: Destination, raw: bytes) -> None:
        """Make a tracer.

        Args:
            catalog: The catalog.
            destination: The destination that it is of.
            raw: Absolute path (or URL) of the raw store, which the catalog's files lie below.
        """
        self._catalog = catalog
        self._destination = destination
        self._raw = input_key(raw, destination.path)

    def traces(self, what: str) -> list[Trace]:
        """Return the ways of the pages that are meant, at most ``MAX_TRACES``.

        Args:
            what: An address, the path of an input, of an article, of its record or of a WARC file,
                a name from the ledger, an article's identifier or its beginning, or the identifier
                of a WARC record.
        """
        with self._catalog.reading() as connection:
            found = [*self._by_outcome(connection, what), *self._by_page(connection, what)]
        unique = {(t.outcome and t.outcome.input, t.page and t.page.url): t for t in found}
        known = {trace.page.url for trace in unique.values() if trace.page and trace.outcome}
        return [
            trace
            for trace in unique.values()
            if trace.outcome or not trace.page or trace.page.url not in known
        ][:MAX_TRACES]

    def near(self, what: str, limit: int) -> list[str]:
        """Return inputs and addresses whose last part is like that of what was not found."""
        name = _last_part(what)
        if not name:
            return []
        with self._catalog.reading() as connection:
            if found := _containing(connection, name, limit):
                return found[:limit]
            beginning = f"/{name[:_BEGINNING]}"
            like = _containing(connection, beginning, _MANY)
        candidates = {_last_part(each): each for each in like}
        return [candidates[each] for each in get_close_matches(name, candidates, n=limit)]

    def _by_outcome(self, connection: Connection, what: str) -> Iterator[Trace]:
        for condition in self._outcome_conditions(what):
            for row in rows_where(connection, condition, MAX_TRACES):
                yield self._of_row(connection, row)

    def _by_page(self, connection: Connection, what: str) -> Iterator[Trace]:
        for condition in _page_conditions(what):
            for page in pages_where(connection, condition, MAX_TRACES):
                yield from self._of_page(connection, page)
        for archived in archived_where(connection, _archived_condition(what), MAX_TRACES):
            rows = self._of_member(connection, archived.archive, archived.offset)
            yield from (self._of_row(connection, row) for row in rows)
            if not rows:
                yield Trace(archived=archived)

    def _outcome_conditions(self, what: str) -> Iterator[ColumnElement[bool]]:
        columns = outcomes.c
        if _addresses(what):
            yield columns.url.in_([key_of(each) for each in _addresses(what)])
        if _IDENTIFIER.fullmatch(what):
            yield columns.id.startswith(what[:ID_DIGITS])
        paths = {what, *self._keys(what)}
        yield columns.key.in_([key_of(each) for each in paths])
        outputs = {key_of(each) for path in paths for each in _articles(path)}
        yield columns.output.in_(outputs)
        for path in paths:  # the pages of a WARC file or of a dump
            if path.endswith((".warc", ".warc.gz")) or dump_name(path, is_named=False):
                yield _below(path)

    def _keys(self, what: str) -> Iterator[str]:
        """Yield the keys that a path may stand for: as seen from here, and from the destination."""
        if is_url(what):
            yield input_key(what.encode(), self._destination.path)
            return
        yield input_key(os.path.realpath(os.fsencode(what)), self._destination.path)
        yield input_key(os.fsencode(Path.cwd() / what), self._destination.path)

    def _of_row(self, connection: Connection, row: Row) -> Trace:
        page, archived = self._page_of(connection, row)
        return Trace(
            page=page,
            fetches=() if page is None else tuple(fetches_of(connection, page.url, _MAX_FETCHES)),
            archived=archived,
            outcome=row,
            run=run_named(connection, row.run),
        )

    def _page_of(
        self, connection: Connection, row: Row
    ) -> tuple[PageRow | None, ArchivedPage | None]:
        member = _MEMBER.fullmatch(row.input)
        archived: list[ArchivedPage] = []
        if member is not None:
            archive, offset = member["archive"], int(member["offset"])
            file = archive.removeprefix(f"{self._raw}/")
            at = and_(pages.c.file == key_of(file), pages.c.offset == offset)
            archived = archived_where(
                connection,
                and_(
                    archived_pages.c.archive == key_of(archive), archived_pages.c.offset == offset
                ),
                1,
            )
            if found := pages_where(connection, at, 1):
                return found[0], archived[0] if archived else None
        addresses = [key_of(each) for each in _addresses(row.url or "")]
        found = pages_where(connection, pages.c.key.in_(addresses), 1)
        return found[0] if found else None, archived[0] if archived else None

    def _of_page(self, connection: Connection, page: PageRow) -> Iterator[Trace]:
        rows = self._of_member(connection, f"{self._raw}/{page.file}", page.offset)
        rows = rows if page.file else []
        fetches = tuple(fetches_of(connection, page.url, _MAX_FETCHES))
        for row in rows:
            run = run_named(connection, row.run)
            yield Trace(page=page, fetches=fetches, outcome=row, run=run)
        if not rows:
            yield Trace(page=page, fetches=fetches)

    def _of_member(self, connection: Connection, archive: str, offset: int) -> list[Row]:
        return rows_where(connection, _below(archive, f"{offset:012d}"), MAX_TRACES)


def _below(archive: str, beginning: str = "") -> ColumnElement[bool]:
    """Return the condition that an input is a page of an archive; found by the index."""
    prefix = f"{archive}/{beginning}"
    return and_(outcomes.c.key >= prefix, outcomes.c.key < prefix[:-1] + chr(ord(prefix[-1]) + 1))


def _page_conditions(what: str) -> Iterator[ColumnElement[bool]]:
    if addresses := _addresses(what):
        yield pages.c.key.in_([key_of(each) for each in addresses])
    if record := _RECORD.fullmatch(what):
        yield func.lower(pages.c.record_id) == f"<{record['urn']}>".lower()


def _archived_condition(what: str) -> ColumnElement[bool]:
    if record := _RECORD.fullmatch(what):
        return func.lower(archived_pages.c.record_id) == f"<{record['urn']}>".lower()
    return archived_pages.c.url.in_([key_of(each) for each in _addresses(what)])


def _last_part(what: str) -> str:
    """Return the name in a path or address, without its endings."""
    name = re.split(r"[/\\]", what.partition("?")[0].rstrip("/"))[-1]
    return key_of(name.partition(".")[0] or name)


def _containing(connection: Connection, part: str, limit: int) -> list[str]:
    rows = rows_where(connection, outcomes.c.key.contains(part, autoescape=True), limit)
    seen = pages_where(connection, pages.c.key.contains(part, autoescape=True), limit)
    return [*(row.input for row in rows), *(page.url for page in seen)]


def _addresses(what: str) -> list[str]:
    if not _ADDRESS.match(what):
        return []
    return list(dict.fromkeys(each for each in (what, normalised(what)) if each))


def _articles(path: str) -> tuple[str, ...]:
    """Return the article files that a file may be or belong to: a record's is beside it."""
    stem, dot, ending = path.rpartition(".")
    if not dot or ending != "json":
        return (path,)
    return (path, f"{stem}.md", f"{stem}.txt")
