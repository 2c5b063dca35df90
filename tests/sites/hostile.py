"""Sites that fetchers fear: bombs, lengths and codings that lie, types that lie."""

from __future__ import annotations

import gzip
import zlib
from functools import cache

from tests.sites.messages import HTML, NOT_FOUND, Answer, Asked

_PAGE = b"<!doctype html><title>Small</title><article><h1>Small</h1><p>A small page.</p></article>"
_PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def bomb(asked: Asked) -> Answer:
    """Answer with packed bodies, honest and not."""
    packed = gzip.compress(_PAGE, mtime=0)
    answers = {
        "/honest.html": _coded(packed, "gzip"),
        "/two-members.html": _coded(gzip.compress(_PAGE[:40], mtime=0) + gzip.compress(_PAGE[40:])),
        "/called-x-gzip.html": _coded(packed, "x-gzip"),
        "/cut.html": _coded(packed[:-12], "gzip"),
        "/damaged.html": _coded(packed[:20] + b"\xff" * 30, "gzip"),
        "/not-coded.html": _coded(_PAGE, "gzip"),
        "/brotli.html": _coded(b"\x0b\x02\x80<p>\x03", "br"),
        "/deflate.html": _coded(zlib.compress(_PAGE), "deflate"),
        "/twice.html": _coded(gzip.compress(packed), "gzip, gzip"),
        "/identity.html": _coded(_PAGE, "identity"),
        "/claims-a-gigabyte.html": Answer(
            headers=(("Content-Type", HTML),), body=_PAGE, declared_length=1_000_000_000
        ),
    }
    if asked.path == "/bomb.html":
        return _coded(_bomb())
    return answers.get(asked.path, NOT_FOUND)


def lying(asked: Asked) -> Answer:
    """Answer with bodies that are not what their type says."""
    answers = {
        "/pdf-called-html": _typed(_PDF, HTML),
        "/html-called-png": _typed(_PAGE, "image/png"),
        "/png-called-html": _typed(_PNG, "TEXT/HTML ;charset=utf-8"),
        "/report.pdf": _typed(_PDF, "application/pdf"),
        "/no-type": _typed(_PAGE, None),
        "/nonsense-type": _typed(_PAGE, "ordinary words"),
        "/xhtml": _typed(_PAGE, "application/xhtml+xml"),
        "/feed-called-html": _typed(b"<rss><channel></channel></rss>", HTML),
    }
    return answers.get(asked.path, NOT_FOUND)


def _coded(body: bytes, coding: str = "gzip") -> Answer:
    return Answer(headers=(("Content-Type", HTML), ("Content-Encoding", coding)), body=body)


def _typed(body: bytes, content_type: str | None) -> Answer:
    return Answer(headers=(("Content-Type", content_type),) if content_type else (), body=body)


@cache
def _bomb() -> bytes:
    """Return some 200 kB that are 200 MB of spaces, in members of 10 MB."""
    return gzip.compress(b" " * 10_000_000, mtime=0) * 20
