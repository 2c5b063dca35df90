"""What response headers and meta elements say of the use of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml.etree import HTMLPullParser, _Element

from flows.fetching.fetched import Signal
from flows.fetching.reply import Reply
from flows.fetching.tdm import POLICY, RESERVATION

ROBOTS_HEADER = "x-robots-tag"
ROBOTS_META = "robots"
HEADER = "header"
META = "meta"

_HEADERS = (ROBOTS_HEADER, RESERVATION, POLICY)
_HTML = ("", "text/html", "application/xhtml+xml")
_STEP_BYTES = 16_384
_MAX_VALUE_CHARS = 1_000
_MAX_SIGNALS = 50


def header_signals(reply: Reply) -> tuple[Signal, ...]:
    """Return the signals of the response headers, in order."""
    return tuple(
        Signal(name.lower(), value[:_MAX_VALUE_CHARS], HEADER)
        for name, value in reply.header_pairs
        if name.lower() in _HEADERS
    )[:_MAX_SIGNALS]


def meta_signals(reply: Reply, token: str) -> tuple[Signal, ...]:
    """Return the signals of the meta elements in a page's head.

    Only the head of what was received is looked at, and only up to the body element.

    Args:
        reply: The answer.
        token: Our name in lower case, under which a meta element may speak to us.
    """
    media_type = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in _HTML:
        return ()
    names = (ROBOTS_META, RESERVATION, POLICY, token)
    found: list[Signal] = []
    for name, content in _metas(reply.head):
        if name in names and len(found) < _MAX_SIGNALS:
            found.append(Signal(name, content[:_MAX_VALUE_CHARS], META))
    return tuple(found)


def _metas(head: bytes) -> Iterator[tuple[str, str]]:
    """Yield name and content of the meta elements before the body."""
    parser = HTMLPullParser(events=("start",), tag=("meta", "body"))
    for start in range(0, len(head), _STEP_BYTES):
        parser.feed(head[start : start + _STEP_BYTES])
        for _, found in parser.read_events():
            element = cast("_Element", found)
            if element.tag == "body":
                return
            name = element.get("name", "").strip().lower()
            yield name, element.get("content", "").strip()
