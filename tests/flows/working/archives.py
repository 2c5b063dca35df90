"""WARC files of invented pages."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FETCHED_AT = "2026-03-04T05:06:07Z"


def write_archive(path: Path, pages: Mapping[str, str]) -> None:
    """Write a WARC file with a response for each page, by its address, and an image."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.name.endswith(".gz"))
        for url, text in pages.items():
            _write(writer, url, text.encode(), "text/plain; charset=utf-8")
        _write(writer, "https://harbour.example/boat.png", b"\x89PNG", "image/png")


def _write(writer: WARCWriter, url: str, body: bytes, content_type: str) -> None:
    headers = StatusAndHeaders("200 OK", [("Content-Type", content_type)], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": FETCHED_AT},
        )
    )
