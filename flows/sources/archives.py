"""The pages of a WARC file as inputs of a run, each under a name of its own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import IO

from flows.dumps.tables import DumpError
from flows.sources.files import open_regular, reading_error
from flows.sources.folder import Found
from flows.sources.locations import Member
from flows.sources.warc import NoPage, WarcError, WarcPage, scan_warc
from flows.storing.remote_errors import as_system_errors
from flows.storing.urls import file_system, is_url

_OFFSET_DIGITS = 12  # enough for a terabyte; so the names of a file's pages stand in its order


def archive_pages(
    found: Found, max_bytes: int, left_out: Counter[str]
) -> Iterator[tuple[bytes, Member]]:
    """Yield the pages of a WARC file with the names that they have below it.

    Args:
        found: The file.
        max_bytes: Largest page that is read.
        left_out: Counts the records that are no pages, by kind.

    Raises:
        WarcError: The file cannot be read any further; what precedes was yielded.
        OSError: It cannot be read.
    """
    kinds: Counter[NoPage] = Counter()
    try:
        url = found.path.decode("utf-8", "replace")
        with as_system_errors(url, (WarcError,)), _opened(found.path) as file:
            for page in scan_warc(file, max_bytes=max_bytes, left_out=kinds):
                yield page_name(page.offset, page.slug), _member(page)
    finally:
        left_out.update({f"warc_{kind}": count for kind, count in kinds.items()})


def archive_stamp(found: Found) -> tuple[int, str]:
    """Return size in bytes and a mark of the version by which a WARC file is known again.

    Raises:
        OSError: It is not there.
    """
    if not is_url(found.path):
        status = os.stat(found.path)  # noqa: PTH116 - bytes
        return status.st_size, str(status.st_mtime_ns)
    url = found.path.decode()
    system, inner = file_system(url)
    with as_system_errors(url):
        facts = system.info(inner)
    mark = facts.get("ETag") or facts.get("LastModified") or facts.get("created") or ""
    return int(facts.get("size") or 0), str(mark)


def archive_problem(error: OSError | WarcError | DumpError) -> str:
    """Return in words why a WARC file or a dump could not be read to its end."""
    return reading_error(error) if isinstance(error, OSError) else str(error)


def _opened(path: bytes) -> AbstractContextManager[IO[bytes]]:
    if not is_url(path):
        return open_regular(path)
    system, inner = file_system(path.decode())
    opened: AbstractContextManager[IO[bytes]] = system.open(inner, "rb")
    return opened


def page_name(offset: int, slug: str) -> bytes:
    """Return the name that a page has below its WARC file."""
    return f"{offset:0{_OFFSET_DIGITS}d}-{slug}".encode()


def _member(page: WarcPage) -> Member:
    return Member(
        start=page.offset,
        length=page.length,
        record_id=page.record_id,
        sha256=page.sha256,
        size=page.size,
        facts=page.facts,
        problem=page.problem,
    )
