"""The WARC files of a run: read through once, and known from the catalog after that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from flows.sources.archives import archive_pages, archive_problem, archive_stamp, page_name
from flows.sources.folder import Found
from flows.sources.locations import Member
from flows.sources.sidecar import Facts
from flows.sources.warc import slug_of
from flows.sources.warc_records import WarcError
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.page_rows import ArchivedPage, ArchiveRow
from flows.storing.names import path_text
from flows.working.index import Index, Input

_facts = msgspec.json.Decoder(Facts)


class ScannedArchives:
    """Adds the pages of WARC files to the inputs of a run."""

    def __init__(
        self,
        catalog: Catalog | None,
        index: Index,
        max_bytes: int,
        *,
        reading_only: bool = False,
    ) -> None:
        """Begin with what an earlier run has left.

        Args:
            catalog: What knows files that were read before.
            index: Where the inputs go.
            max_bytes: Largest page that is read.
            reading_only: Whether the catalog is left as it is.
        """
        self._catalog = catalog
        self._index = index
        self._max_bytes = max_bytes
        self._reading_only = reading_only

    def add(self, found: Found, archive: Input, left_out: Counter[str]) -> None:
        """Add the pages of a file; where it is damaged, it stands as an input for the rest.

        Args:
            found: The file.
            archive: The same as an input.
            left_out: Counts the records that are no pages, by kind.
        """
        try:
            size, mark = archive_stamp(found)
            row = ArchiveRow(path=archive.key, size=size, modified=mark, max_bytes=self._max_bytes)
            if self._knows(row, left_out):
                self._add_known(archive)
            else:
                self._scan(found, archive, row, left_out)
        except (OSError, WarcError) as error:
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
                name = page_name(page.offset, slug_of(page.url))
                self._index.add_input(_page(archive, name, _member(page)))

    def _scan(self, found: Found, archive: Input, row: ArchiveRow, left_out: Counter[str]) -> None:
        kinds: Counter[str] = Counter()
        pages = 0
        try:
            for name, member in archive_pages(found, self._max_bytes, kinds):
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
    return (known.size, known.modified, known.max_bytes) == (row.size, row.modified, row.max_bytes)


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
                offset=member.start,
                length=member.length,
                record_id=member.record_id,
                url=member.facts.url or "",
                sha256=member.sha256,
                size=member.size,
                facts=msgspec.json.encode(member.facts).decode(),
                problem=member.problem,
            )


def _member(page: ArchivedPage) -> Member:
    return Member(
        start=page.offset,
        length=page.length,
        record_id=page.record_id,
        sha256=page.sha256,
        size=page.size,
        facts=_facts.decode(page.facts),
        problem=page.problem,
    )
