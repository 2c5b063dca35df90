"""Where the bytes of a page lie, and how they are got: a file, a remote file, a record."""

from __future__ import annotations

from msgspec import Struct

from flows.sources.files import open_regular, read_file
from flows.sources.sidecar import Facts
from flows.storing.urls import is_url


class Member(Struct, frozen=True, kw_only=True):
    """A page in a WARC file, as the scan of the file found it.

    Attributes:
        start: Where its record begins, in bytes of the file.
        length: Length of the record (or of its gzip member), in bytes.
        record_id: Identifier of the record.
        sha256: Digest of the page, its codings undone; empty for one above the bound.
        size: Count of bytes of the page.
        facts: What is known of the fetching.
        problem: Why it cannot be read, where that is known by now.
    """

    start: int
    length: int
    record_id: str
    sha256: str
    size: int
    facts: Facts
    problem: str = ""


class Location(Struct, frozen=True):
    """Where the bytes of a page lie.

    Attributes:
        path: Absolute path, or URL.
        start: Where the record of an archive begins, in bytes.
        length: Length of that record; 0 for a whole file.
    """

    path: bytes
    start: int = 0
    length: int = 0

    @property
    def is_remote(self) -> bool:
        """Whether it is not on this machine."""
        return is_url(self.path)


def fetch_bytes(location: Location, max_bytes: int) -> bytes:
    """Return the bytes as they lie there: of a whole file at most one more than ``max_bytes``.

    Raises:
        NotAFileError: It is no regular file.
        OSError: It cannot be read.
    """
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
    if not location.length:
        return fetched
    from flows.sources.warc import WarcError, read_warc_page  # noqa: PLC0415 - for archives only

    try:
        page, _ = read_warc_page(fetched, max_bytes=max_bytes)
    except WarcError as error:
        raise OSError(f"the archive has changed since it was scanned: {error}") from error
    return page
