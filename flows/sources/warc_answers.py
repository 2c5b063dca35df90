"""The answers in a WARC file: HTTP responses and resources, and which of them are pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import urlsplit

from msgspec import Struct
from warcio.bufferedreaders import ChunkedDataReader
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from cleaners.reasons import Unreadable, UnreadablePageError
from flows.sources.content_coding import content_decoded
from flows.sources.sidecar import Facts

# What copydesk's own files say besides of a record: what was asked for, by whom, as what.
ASKED_HEADER = "Copydesk-Asked-URI"
SOURCE_HEADER = "Copydesk-Source"
KIND_HEADER = "Copydesk-Kind"
LISTING = "listing"

_MAX_HEADER_BYTES = 1 << 20
_REDIRECTS = range(300, 400)
_WITHOUT_BODY = frozenset((204, 205, 304))
# What a site serves beside its pages. All else is left to cleaning, which looks at the bytes and
# says why something is no page.
_MEDIA = re.compile(
    r"(?:image|audio|video|font|model)/|text/(?:css|javascript|ecmascript|calendar|vcard)"
    r"|application/(?:(?:x-)?javascript|ecmascript|(?:[\w.]+\+)?json|pdf|wasm|font|vnd\.(?!wap)|msword"
    r"|zip|x-(?:rar|7z|tar|shockwave|font)|(?:rss|atom)\+xml|epub|postscript|ogg|mp4|ocsp)",
    re.IGNORECASE,
)

_http_parser = StatusAndHeadersParser(["HTTP/"], verify=False)


class NoPage(StrEnum):
    """Why a record of a WARC file is no page."""

    WARCINFO = "warcinfo"
    REQUEST = "request"
    METADATA = "metadata"
    REVISIT = "revisit"
    CONVERSION = "conversion"
    CONTINUATION = "continuation"
    NOT_HTTP = "not_http"
    REDIRECT = "redirect"
    NO_BODY = "no_body"
    MEDIA = "media"
    LISTING = "listing"
    UNKNOWN_TYPE = "unknown_type"


class Answer(Struct, frozen=True):
    """A record with an answer, its HTTP headers read and its body still to be read.

    Attributes:
        record: The record; its stream stands at the body.
        facts: What is known of the fetching.
        content_type: As received.
        body_bytes: Bytes of the body as it is stored.
    """

    record: ArcWarcRecord
    facts: Facts
    content_type: str
    body_bytes: int


def answer_of(record: ArcWarcRecord) -> Answer | NoPage:
    """Return the answer in a record, of whatever type and status, or what the record is instead."""
    if record.rec_type not in ("response", "resource"):
        known = {str(kind) for kind in NoPage}
        return NoPage(record.rec_type) if record.rec_type in known else NoPage.UNKNOWN_TYPE
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if not _is_http_address(url):
        return NoPage.NOT_HTTP
    http = _http_headers(record)
    if http is None:
        return NoPage.NOT_HTTP
    status = http.get_statuscode() if http.statusline else ""
    asked = record.rec_headers.get_header(ASKED_HEADER) or url
    facts = Facts(
        url=asked,
        final_uri=url if url != asked else None,
        fetched_at=record.rec_headers.get_header("WARC-Date"),
        status=int(status) if status.isdecimal() else None,
        headers=_joined(http),
    )
    if facts.status in _WITHOUT_BODY:
        return NoPage.NO_BODY
    body_bytes = record.length - record.raw_stream.tell()
    return Answer(record, facts, http.get_header("Content-Type") or "", body_bytes)


def no_page_kind(answer: Answer) -> NoPage | None:
    """Return why an answer is no page, by its status and type; None for a page."""
    if answer.record.rec_headers.get_header(KIND_HEADER) == LISTING:
        return NoPage.LISTING
    if answer.facts.status in _REDIRECTS:
        return NoPage.REDIRECT
    return NoPage.MEDIA if _MEDIA.match(answer.content_type.strip()) else None


def _is_http_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)


def _http_headers(record: ArcWarcRecord) -> StatusAndHeaders | None:
    """Read the HTTP headers of a response; a resource has its type alone. None for neither."""
    if record.rec_type == "resource":
        content_type = record.rec_headers.get_header("Content-Type")
        return StatusAndHeaders("", [("Content-Type", content_type)] if content_type else [])
    try:
        http = _http_parser.parse(LimitReader(record.raw_stream, _MAX_HEADER_BYTES))
    except EOFError:
        return None
    record.http_headers = http
    is_http = http.protocol.upper().startswith("HTTP") and http.get_statuscode().isdecimal()
    return http if is_http else None


def _joined(http: StatusAndHeaders) -> Mapping[str, str]:
    """Return headers by name; one that is there twice has its values joined (RFC 9110, 5.3)."""
    spelled: dict[str, str] = {}
    joined: dict[str, str] = {}
    for name, value in http.headers:
        key = spelled.setdefault(name.lower(), name)
        joined[key] = f"{joined[key]}, {value}" if key in joined else value
    return joined


def payload_of(answer: Answer, max_bytes: int) -> bytes:
    """Read the body of an answer and return it with transfer and content coding undone.

    Raises:
        UnreadablePageError: ``too_large``, or ``corrupt_compression`` of the content coding.
    """
    if answer.body_bytes > max_bytes:
        detail = f"{answer.body_bytes} bytes as they are stored, more than {max_bytes}"
        raise UnreadablePageError(Unreadable.TOO_LARGE, detail)
    stream = answer.record.raw_stream
    http: StatusAndHeaders | None = answer.record.http_headers
    if http is None:
        return bytes(stream.read())
    if (http.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    body = stream.read()
    return content_decoded(body, http.get_header("Content-Encoding") or "", max_bytes)
