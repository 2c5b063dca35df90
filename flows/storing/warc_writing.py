"""What was fetched as WARC records (ISO 28500): responses, what is known of them, revisits."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from msgspec import Struct
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.fetching.fetched import Fetched
from flows.sources.warc_answers import ASKED_HEADER, KIND_HEADER, LISTING, SOURCE_HEADER
from flows.sources.warc_records import WarcError, warc_records
from flows.storing.raw_store import RawStore
from flows.storing.warc_files import Place, WarcFiles

_HTTP_RESPONSE = "application/http; msgtype=response"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_FIELDS = "application/warc-fields"
# Headers that are true of the way, not of what is stored: warcio and browsers would believe them.
# Renamed as Common Crawl does.
_OF_THE_WAY = frozenset(("transfer-encoding", "trailer"))
_RENAMED = "X-Crawl-"
# Packed; what stands before the HTTP headers of our own records is far shorter.
_MAX_WARC_HEADER_BYTES = 16_000


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked for, and why.

    Attributes:
        url: The normalised address.
        host: Whose file the record goes to.
        source: Name of the source that lists it.
        is_listing: Whether it is a feed or sitemap, and no page.
        via: Address of the listing that names it; empty for none.
    """

    url: str
    host: str
    source: str
    is_listing: bool = False
    via: str = ""


class Original(Struct, frozen=True):
    """The record of a payload that was kept earlier.

    Attributes:
        record_id: ``WARC-Record-ID``, with its angle brackets.
        url: ``WARC-Target-URI``.
        date: ``WARC-Date``.
        payload_digest: ``WARC-Payload-Digest``.
    """

    record_id: str
    url: str
    date: str
    payload_digest: str


def write_response(files: WarcFiles, asked: Asked, fetched: Fetched) -> Place:
    """Write what came, as it came but for chunking, and beside it what is known of the fetch.

    Raises:
        OSError: It cannot be written.
    """

    def make(writer: WARCWriter) -> ArcWarcRecord:
        return writer.create_warc_record(
            fetched.final_url,
            "response",
            payload=io.BytesIO(fetched.body),
            length=len(fetched.body),
            http_headers=_http(fetched),
            warc_headers_dict=_headers(asked, fetched),
        )

    place = files.write(asked.host, make)
    files.write(asked.host, lambda writer: _metadata(writer, asked, fetched, place))
    return place


def write_not_modified(
    files: WarcFiles, asked: Asked, fetched: Fetched, original: Original
) -> Place:
    """Write that the server says that nothing has changed since the original was kept.

    The record has no HTTP headers: replay tools (pywb 2.10) would show those of the 304, and no
    page, where without any they show the original.

    Raises:
        OSError: It cannot be written.
    """

    def make(writer: WARCWriter) -> ArcWarcRecord:
        record = writer.create_warc_record(
            fetched.final_url,
            "revisit",
            warc_content_type=_HTTP_RESPONSE,
            warc_headers_dict=_headers(asked, fetched) | {"WARC-Profile": _NOT_MODIFIED},
        )
        record.rec_headers.add_header("WARC-Payload-Digest", original.payload_digest)
        return _referring(record, original)

    return files.write(asked.host, make)


def write_same(files: WarcFiles, asked: Asked, fetched: Fetched, original: Original) -> Place:
    """Write that the same payload came again as is kept in the original.

    Raises:
        OSError: It cannot be written.
    """

    def make(writer: WARCWriter) -> ArcWarcRecord:
        record = writer.create_revisit_record(
            fetched.final_url,
            original.payload_digest,
            original.url,
            original.date,
            http_headers=_http(fetched),
            warc_headers_dict=_headers(asked, fetched),
        )
        record.rec_headers.add_header("WARC-Refers-To", original.record_id)
        return record

    return files.write(asked.host, make)


def original_at(store: RawStore, file: str, offset: int, length: int) -> Original | None:
    """Return the record that was kept in a place; None where it is no longer, or has no digest."""
    if not store.holds(file):
        return None
    try:
        member = store.member(file, offset, min(length, _MAX_WARC_HEADER_BYTES))
        headers = next(warc_records(io.BytesIO(member))).record.rec_headers
    except (OSError, WarcError, StopIteration):
        return None
    names = ("WARC-Record-ID", "WARC-Target-URI", "WARC-Date", "WARC-Payload-Digest")
    values = [headers.get_header(name) or "" for name in names]
    return Original(*values) if all(values) else None


def _headers(asked: Asked, fetched: Fetched) -> dict[str, str]:
    moment = datetime.fromisoformat(fetched.fetched_at).astimezone(UTC)
    headers = {
        "WARC-Date": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        ASKED_HEADER: asked.url,
        SOURCE_HEADER: asked.source,
    }
    if fetched.address:
        headers["WARC-IP-Address"] = fetched.address
    if asked.is_listing:
        headers[KIND_HEADER] = LISTING
    return headers


def _http(fetched: Fetched) -> StatusAndHeaders:
    headers = [
        (f"{_RENAMED}{name}" if name.lower() in _OF_THE_WAY else name, _text(value))
        for name, value in fetched.headers
    ]
    status = f"{fetched.status} {fetched.status_text}".strip()
    return StatusAndHeaders(status, headers, protocol=fetched.http_version or "HTTP/1.1")


def _text(value: str) -> str:
    """Return a header's value, whose characters stand for bytes, as text where it is UTF-8."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _referring(record: ArcWarcRecord, original: Original) -> ArcWarcRecord:
    record.rec_headers.add_header("WARC-Refers-To", original.record_id)
    record.rec_headers.add_header("WARC-Refers-To-Target-URI", original.url)
    record.rec_headers.add_header("WARC-Refers-To-Date", original.date)
    return record


def _metadata(writer: WARCWriter, asked: Asked, fetched: Fetched, response: Place) -> ArcWarcRecord:
    fields = [
        ("source", asked.source),
        ("via", asked.via),
        ("fetchTimeMs", str(round(fetched.seconds * 1000))),
        ("attempts", str(fetched.attempts)),
        *(("redirect", f"{each.status} {each.url} {each.target}") for each in fetched.redirects),
        *(("signal", f"{each.origin} {each.name}: {each.value}") for each in fetched.signals),
    ]
    lines = [f"{name}: {' '.join(value.split())}\r\n" for name, value in fields if value]
    content = "".join(lines).encode("utf-8")
    return writer.create_warc_record(
        fetched.final_url,
        "metadata",
        payload=io.BytesIO(content),
        length=len(content),
        warc_content_type=_FIELDS,
        warc_headers_dict={
            "WARC-Date": _headers(asked, fetched)["WARC-Date"],
            "WARC-Refers-To": response.record_id,
            "WARC-Concurrent-To": response.record_id,
        },
    )
