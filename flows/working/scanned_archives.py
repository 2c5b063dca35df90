"""The WARC files and dumps of a run: read through once, and known from the catalog after that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from flows.dumps.finding import Dumps
from flows.dumps.kinds import DumpName
from flows.dumps.tables import DumpError
from flows.sources.archives import archive_pages, archive_problem, archive_stamp, page_name
from flows.sources.folder import Found, Root
from flows.sources.locations import Member
from flows.sources.sidecar import Facts
from flows.sources.warc import slug_of
from flows.sources.warc_records import WarcError
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.page_rows import ArchivedPage, ArchiveRow
from flows.storing.names import path_text
from flows.working.index import Index, Input

_facts = msgspec.json.Decoder(Facts)

Scan = Callable[[Counter[str]], Iterator[tuple[bytes, Member]]]
"""Yields the pages of a file with their names below it; counts what is no page, by kind."""


class ScannedArchives:
    """Adds the pages of WARC files, and the rows of dumps, to the inputs of a run."""

    def __init__(
        self,
        catalog: Catalog | None,
        index: Index,
        dumps: Dumps,
        *,
        reading_only: bool = False,
    ) -> None:
        """Begin with what an earlier run has left.

        Args:
            catalog: What knows files that were read before.
            index: Where the inputs go.
            dumps: What tells dumps from pages, and which is the largest page that is read.
            reading_only: Whether the catalog is left as it is.
        """
        self._catalog = catalog
        self._index = index
        self._dumps = dumps
        self._max_bytes = dumps.max_bytes
        self._reading_only = reading_only

    def add(self, found: Found, archive: Input, left_out: Counter[str]) -> None:
        """Add the pages of a WARC file; where it is damaged, it stands as an input for the rest.

        Args:
            found: The file.
            archive: The same as an input.
            left_out: Counts the records that are no pages, by kind.
        """

        def scan(kinds: Counter[str]) -> Iterator[tuple[bytes, Member]]:
            return archive_pages(found, self._max_bytes, kinds)

        self._add(found, archive, left_out, scan)

    def dump_name(self, found: Found, roots: Sequence[Root]) -> DumpName | None:
        """Return what a file's name says of it, if it is taken for a dump; None for a page."""
        return self._dumps.name_of(found, roots)

    def add_dump(self, found: Found, dump: Input, name: DumpName) -> None:
        """Add the rows of a dump; where it is damaged, it stands as an input for the rest.

        Args:
            found: The file.
            dump: The same as an input.
            name: What its name says of it.
        """
        from flows.dumps.scanning import dump_pages  # noqa: PLC0415 - for dumps only

        try:
            table = self._dumps.table_in(found.path, name)
        except DumpError as error:
            self._index.add_input(replace(dump, problem=str(error)))
            return
        if table is None:  # it has no rows
            return

        def scan(_: Counter[str]) -> Iterator[tuple[bytes, Member]]:
            return dump_pages(found.path, table, self._max_bytes)

        self._index.add_table(dump.path, table)
        self._add(found, dump, Counter(), scan, msgspec.json.encode(table, order="sorted").decode())

    def _add(
        self, found: Found, archive: Input, left_out: Counter[str], scan: Scan, table: str = ""
    ) -> None:
        try:
            size, mark = archive_stamp(found)
            row = ArchiveRow(
                path=archive.key,
                size=size,
                modified=mark,
                max_bytes=self._max_bytes,
                table=table,
            )
            if self._knows(row, left_out):
                self._add_known(archive)
            else:
                self._scan(archive, row, left_out, scan)
        except (OSError, WarcError, DumpError) as error:
            self._index.add_input(replace(archive, problem=archive_problem(error)))

    def _knows(self, row: ArchiveRow, left_out: Counter[str]) -> bool:
        known = None if self._catalog is None else self._catalog.archive(row.path)
        if known is None or not _is_same(known, row):
            return False
        left_out.update(known.kinds)
        return True

    def _add_known(self, archive: Input) -> None:
        if self._catalog is not None:
            for page in self._catalog.archived_pages(archive.key):
                self._index.add_input(_page(archive, _name(page), _member(page)))

    def _scan(self, archive: Input, row: ArchiveRow, left_out: Counter[str], scan: Scan) -> None:
        kinds: Counter[str] = Counter()
        pages = 0
        try:
            for name, member in scan(kinds):
                self._index.add_input(_page(archive, name, member))
                pages += 1
        finally:
            left_out.update(kinds)
        if self._catalog is not None and not self._reading_only:
            others = kinds.total()
            row = replace(
                row, records=pages + others, pages=pages, left_out=others, kinds=dict(kinds)
            )
            self._catalog.put_archive(row, _archived(archive.key, self._index))


def _is_same(known: ArchiveRow, row: ArchiveRow) -> bool:
    return (known.size, known.modified, known.max_bytes, known.table) == (
        row.size,
        row.modified,
        row.max_bytes,
        row.table,
    )


def _name(page: ArchivedPage) -> bytes:
    if not page.row:
        return page_name(page.offset, slug_of(page.url))
    from flows.dumps.scanning import member_name  # noqa: PLC0415 - for dumps only

    return member_name(page.row, page.url)


def _page(archive: Input, name: bytes, member: Member) -> Input:
    return replace(
        archive,
        key=f"{archive.key}/{path_text(name)}",
        relative=archive.relative + b"/" + name,
        member=member,
    )


def _archived(key: str, index: Index) -> Iterator[ArchivedPage]:
    for each in index.inputs_below(key):
        member = each.member
        if member is not None:
            yield ArchivedPage(
                archive=key,
                offset=member.row or member.start,
                length=member.length,
                record_id=member.record_id,
                url=member.facts.url or "",
                sha256=member.sha256,
                size=member.size,
                facts=msgspec.json.encode(member.facts).decode(),
                problem=member.problem,
                row=member.row,
                start=member.start if member.row else 0,
                rest=member.rest,
            )


def _member(page: ArchivedPage) -> Member:
    return Member(
        start=page.start if page.row else page.offset,
        length=page.length,
        record_id=page.record_id,
        sha256=page.sha256,
        size=page.size,
        facts=_facts.decode(page.facts),
        problem=page.problem,
        row=page.row,
        rest=page.rest,
    )
