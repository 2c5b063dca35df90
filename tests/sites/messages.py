"""Requests as the sites see them, and the answers that they give."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

import msgspec
from msgspec import Struct

HTML = "text/html; charset=utf-8"
XML = "application/xml"


class Asked(Struct, frozen=True, kw_only=True):
    """A request.

    Attributes:
        host: The Host header (or that of an absolute target), without port.
        path: With the query, as it came.
        headers: By lower-case name.
        nth: How often this path of this host has been asked for before.
        edition: The edition of the news that the web shows: 1, later 2, 3 ...
        port: Where the server listens.
    """

    host: str
    path: str
    headers: Mapping[str, str]
    nth: int
    edition: int
    port: int


class Answer(Struct, frozen=True, kw_only=True):
    """An answer.

    Attributes:
        pieces: Makes a body piece by piece, in place of ``body``.
        chunked: Frame the body in chunks; pieces without it end with the connection.
        declared_length: A Content-Length that is not the body's.
        wait_seconds: Time before the first byte.
        drop: Close the connection without a word.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    pieces: Callable[[], AsyncIterator[bytes]] | None = None
    chunked: bool = False
    declared_length: int | None = None
    wait_seconds: float = 0.0
    drop: bool = False

    def header(self, name: str) -> str | None:
        return next((value for each, value in self.headers if each.lower() == name.lower()), None)


Site = Callable[[Asked], Answer]
"""One host: an answer to every request."""

NOT_FOUND = Answer(status=404, headers=(("Content-Type", HTML),), body=b"<h1>Not found</h1>")


def page(html: str, *headers: tuple[str, str], status: int = 200) -> Answer:
    return Answer(status=status, headers=(("Content-Type", HTML), *headers), body=html.encode())


def text(content: str, content_type: str = "text/plain; charset=utf-8") -> Answer:
    return Answer(headers=(("Content-Type", content_type),), body=content.encode())


def redirect(target: str, status: int = 302) -> Answer:
    return Answer(status=status, headers=(("Location", target),), body=b"moved")


def with_etag(asked: Asked, answer: Answer, *, weak: bool = False) -> Answer:
    """Give an answer its entity tag, or 304 to who has it already."""
    tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
    tag = f"W/{tag}" if weak else tag
    if tag in asked.headers.get("if-none-match", ""):
        return Answer(status=304, headers=(("ETag", tag),))
    return msgspec.structs.replace(answer, headers=(*answer.headers, ("ETag", tag)))


def with_modified(asked: Asked, answer: Answer, modified: str) -> Answer:
    """Give an answer its ISO 8601 time of change, or 304 to who has seen it since."""
    when = datetime.fromisoformat(modified)
    header = ("Last-Modified", format_datetime(when, usegmt=True))
    since = asked.headers.get("if-modified-since")
    if since is not None and parsedate_to_datetime(since) >= when:
        return Answer(status=304, headers=(header,))
    return msgspec.structs.replace(answer, headers=(*answer.headers, header))
