"""The pages of WARC files (ISO 28500): where each lies, how it was fetched, its bytes."""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Iterator
from typing import IO
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from cleaners.reasons import UnreadablePageError
from flows.sources.files import open_regular
from flows.sources.sidecar import Facts
from flows.sources.warc_answers import Answer, NoPage, answer_of, no_page_kind, payload_of
from flows.sources.warc_records import PlacedRecord, WarcError, warc_records

__all__ = ["NoPage", "WarcError", "WarcPage", "read_warc_page", "scan_warc", "slug_of"]

_MAX_SLUG = 60
_NOT_IN_SLUGS = re.compile(r"[\W_]+")
_FILE_ENDING = re.compile(r"\.(?:x?html?|php|aspx?|jsp)$", re.IGNORECASE)


class WarcPage(Struct, frozen=True, kw_only=True):
    """A page in a WARC file.

    Attributes:
        offset: Where its gzip member (or its record, in a plain file) begins, in bytes.
        length: Length of that in bytes: these bytes alone are what ``read_warc_page`` reads.
        record_id: ``WARC-Record-ID``, with its angle brackets; empty where there is none.
        url: Address of the page: that was asked for, where the record says so, else its own.
        facts: What is known of the fetching.
        sha256: Digest of the payload with transfer and content coding undone, in hexadecimal;
            empty where there is a problem.
        size: Bytes of that payload; where there is a problem, of what the record holds.
        slug: A short name made of the address, to call files by.
        truncated: Why the crawler cut it (``length``, ``time``, ``disconnect``, ``segment`` ...);
            empty for a whole page.
        problem: Why the payload cannot be read; ``read_warc_page`` raises it. Empty for none.
    """

    offset: int
    length: int
    record_id: str
    url: str
    facts: Facts
    sha256: str
    size: int
    slug: str
    truncated: str = ""
    problem: str = ""


def scan_warc(
    source: str | bytes | os.PathLike[str] | IO[bytes],
    *,
    max_bytes: int,
    left_out: Counter[NoPage],
) -> Iterator[WarcPage]:
    """Yield the pages of a WARC file in their order, in bounded memory.

    Args:
        source: Path of a local file, or a file opened for reading bytes (of fsspec, say) that
            stands at its beginning; only reading is asked of it, and it is not closed.
        max_bytes: The most that a decoded payload may have.
        left_out: Counts the records that are no pages, by kind.

    Raises:
        WarcError: The file is no WARC, cannot be read at random, or is damaged; the pages before
            the damage were yielded.
        OSError: It cannot be read.
    """
    if isinstance(source, (str, bytes, os.PathLike)):
        with open_regular(os.fsencode(source)) as file:
            yield from _pages_of(file, max_bytes, left_out)
    else:
        yield from _pages_of(source, max_bytes, left_out)


def read_warc_page(member: bytes, *, max_bytes: int) -> tuple[bytes, Facts]:
    """Return the payload of a page, transfer and content coding undone, and its fetch facts.

    Args:
        member: The bytes of the file from ``WarcPage.offset`` on, ``WarcPage.length`` of them.
        max_bytes: The most that the payload may have.

    Raises:
        WarcError: The bytes are no record with an answer.
        UnreadablePageError: ``too_large``, or ``corrupt_compression`` of the content coding.
    """
    for placed in warc_records(io.BytesIO(member)):
        page = answer_of(placed.record)  # of any type: also a feed, an image
        if isinstance(page, NoPage):
            raise WarcError(0, f"the record has no page: {page}")
        payload = payload_of(page, max_bytes)
        placed.place()
        return payload, page.facts
    raise WarcError(0, "there is no record here")


def slug_of(url: str) -> str:
    """Return a short name of letters, digits and hyphens for an address: its host and last part."""
    parts = urlsplit(url)
    last = _FILE_ENDING.sub("", unquote(parts.path).rstrip("/")).rpartition("/")[2]
    host = (parts.netloc.rpartition("@")[2]).removeprefix("www.")
    return _NOT_IN_SLUGS.sub("-", f"{host} {last}".lower())[:_MAX_SLUG].strip("-") or "page"


def _pages_of(file: IO[bytes], max_bytes: int, left_out: Counter[NoPage]) -> Iterator[WarcPage]:
    for placed in warc_records(file):
        page = answer_of(placed.record)
        no_page = page if isinstance(page, NoPage) else no_page_kind(page)
        if no_page is None and isinstance(page, Answer):
            yield _page(page, placed, max_bytes)
        elif no_page is not None:
            left_out[no_page] += 1


def _page(page: Answer, placed: PlacedRecord, max_bytes: int) -> WarcPage:
    headers = page.record.rec_headers
    digest, size, problem = "", page.body_bytes, ""
    try:
        payload = payload_of(page, max_bytes)
        digest, size = hashlib.sha256(payload).hexdigest(), len(payload)
    except UnreadablePageError as error:
        problem = str(error)
    offset, length = placed.place()
    url = page.facts.url or ""
    return WarcPage(
        offset=offset,
        length=length,
        record_id=headers.get_header("WARC-Record-ID") or "",
        url=url,
        facts=page.facts,
        sha256=digest,
        size=size,
        slug=slug_of(url),
        truncated=headers.get_header("WARC-Truncated")
        or ("segment" if headers.get_header("WARC-Segment-Number") else ""),
        problem=problem,
    )
