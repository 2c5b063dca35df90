"""Where the bytes of a page lie, and how they are got: a file, a remote file, a record, a row."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from flows.dumps.tables import DumpError, RowError, Table
from flows.sources.files import open_regular, read_file
from flows.sources.sidecar import Facts
from flows.storing.urls import is_url

if TYPE_CHECKING:
    from flows.dumps.rows import DumpRow

CHANGED_DUMP = "the dump has changed since it was scanned; the next run reads it anew"


class RowFacts(Facts, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a row of a dump.

    Attributes:
        rest: Digest of all that it holds besides its page and address.
    """

    rest: str = ""


class Member(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page in a WARC file or a dump, as the scan of the file found it.

    Attributes:
        start: Where its record begins, in bytes of the file; of a compressed dump, of what is
            decompressed; of a Parquet file 0.
        length: Length of the record (or of its gzip member), in bytes.
        record_id: Identifier of the record; empty for a row.
        sha256: Digest of the page, its codings undone; empty for one above the bound.
        size: Count of bytes of the page.
        facts: What is known of the fetching.
        problem: Why it cannot be read, where that is known by now.
        row: Which row of a dump it is, from 1; 0 for a record of a WARC file.
        rest: Digest of all that the row holds besides its page and address.
    """

    start: int
    length: int
    record_id: str
    sha256: str
    size: int
    facts: Facts
    problem: str = ""
    row: int = 0
    rest: str = ""

    @property
    def known_facts(self) -> Facts:
        """What is known of the page, the rest of its row included."""
        if not self.row:
            return self.facts
        return RowFacts(url=self.facts.url, rest=self.rest)


class Location(Struct, frozen=True):
    """Where the bytes of a page lie.

    Attributes:
        path: Absolute path, or URL.
        start: Where the record of an archive begins, in bytes.
        length: Length of that record; 0 for a whole file.
        row: Which row of a dump it is, from 1; 0 for none.
        table: How the dump is written, if it is a row of one.
        sha256: Digest of the page in that row.
    """

    path: bytes
    start: int = 0
    length: int = 0
    row: int = 0
    table: Table | None = None
    sha256: str = ""

    @property
    def is_remote(self) -> bool:
        """Whether it is not on this machine."""
        return is_url(self.path)


def fetch_bytes(location: Location, max_bytes: int) -> bytes:
    """Return the bytes as they lie there: of a whole file at most one more than ``max_bytes``.

    Of a dump's rows ``DumpReader`` reads many in their order faster.

    Raises:
        NotAFileError: It is no regular file.
        OSError: It cannot be read.
    """
    if location.table is not None:
        from flows.dumps.reading import DumpReader  # noqa: PLC0415 - for dumps only

        with DumpReader() as dumps:
            return dumps.fetch(location)
    if location.is_remote:
        from flows.sources.remote_files import read_remote  # noqa: PLC0415 - at need

        return read_remote(location.path, location.start, location.length or None)
    if not location.length:
        return read_file(location.path, max_bytes)
    with open_regular(location.path) as file:
        file.seek(location.start)
        return file.read(location.length)


def page_bytes(location: Location, fetched: bytes, max_bytes: int) -> bytes:
    """Return the page in what ``fetch_bytes`` gave: itself, or the content of the record.

    Raises:
        OSError: The record is not what the scan of the archive found.
        UnreadablePageError: Its content coding is damaged, or the page is too large.
    """
    if location.table is not None:
        return dump_row(location, fetched).page_bytes
    if not location.length:
        return fetched
    from flows.sources.warc import WarcError, read_warc_page  # noqa: PLC0415 - for archives only

    try:
        page, _ = read_warc_page(fetched, max_bytes=max_bytes)
    except WarcError as error:
        raise OSError(f"the archive has changed since it was scanned: {error}") from error
    return page


def dump_row(location: Location, fetched: bytes) -> DumpRow:
    """Return the row of a dump in what ``fetch_bytes`` gave.

    Raises:
        OSError: The row is not what the scan of the dump found.
    """
    from flows.dumps.rows import row_of  # noqa: PLC0415 - for dumps only

    if location.table is None:
        raise ValueError(f"{location.path!r} is no row of a dump")
    try:
        row = row_of(fetched, location.table)
    except (RowError, DumpError) as error:
        raise OSError(f"{CHANGED_DUMP}: {error}") from error
    if hashlib.sha256(row.page_bytes).hexdigest() != location.sha256:
        raise OSError(CHANGED_DUMP)
    return row
