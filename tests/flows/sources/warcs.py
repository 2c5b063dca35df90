"""Made WARC files: records as crawlers write them, and as they should not."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

STORY = "<!doctype html><title>Ferry</title><p>The ferry runs again from Monday.</p>"
HTML = ("Content-Type", "text/html; charset=utf-8")
DATE = "2026-03-04T05:06:07Z"


class MadeWarc:
    """A WARC file in the making."""

    def __init__(self, *, gzipped: bool = True) -> None:
        self._file = io.BytesIO()
        self._writer = WARCWriter(self._file, gzip=gzipped)

    @property
    def content(self) -> bytes:
        return self._file.getvalue()

    def info(self) -> None:
        record = self._writer.create_warcinfo_record("made.warc.gz", {"software": "tests"})
        self._writer.write_record(record)

    def response(
        self,
        url: str,
        body: str | bytes = STORY,
        headers: Sequence[tuple[str, str]] = (HTML,),
        status: str = "200 OK",
        **warc_headers: str,
    ) -> None:
        """Write a response; ``_`` in names of WARC headers stands for a hyphen."""
        payload = body.encode() if isinstance(body, str) else body
        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        named = {name.replace("_", "-"): value for name, value in warc_headers.items()}
        record = self._writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(payload),
            http_headers=http,
            warc_headers_dict={"WARC-Date": DATE, **named},
        )
        self._writer.write_record(record)

    def other(self, kind: str, url: str, content: bytes, content_type: str) -> None:
        """Write a record of another type."""
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(content),
            length=len(content),
            warc_content_type=content_type,
            warc_headers_dict={"WARC-Date": DATE},
        )
        self._writer.write_record(record)

    def raw(self, content: bytes) -> None:
        """Write bytes as a gzip member of their own."""
        self._file.write(gzip.compress(content, mtime=0))


def chunked(body: bytes) -> bytes:
    middle = len(body) // 2
    pieces = [body[:middle], body[middle:]]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
