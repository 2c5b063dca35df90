"""The body of an answer, read within limits; what it would unpack to is measured on the way."""

from __future__ import annotations

import zlib
from fnmatch import fnmatchcase

import httpx
from msgspec import Struct

from flows.fetching.errors import FetchError
from flows.fetching.fetched import Kind, Reason
from flows.fetching.settings import Fetching

HEAD_BYTES = 512_000
"""How much of a body is kept decoded: as much of robots.txt as is read (RFC 9309 asks for at least
500 KiB of it), and enough for the head of any page."""

_GZIP = frozenset(("gzip", "x-gzip"))
_GZIP_FRAMING = 16 + zlib.MAX_WBITS
_STEP_BYTES = 1 << 18


class Limits(Struct, frozen=True):
    """What is taken of one kind of body.

    Attributes:
        wire_bytes: The most that may come.
        plain_bytes: The most that it may unpack to.
        media_types: Patterns of media types; empty takes all.
        cut: Whether a longer body is cut, and its head taken, instead of refused.
    """

    wire_bytes: int
    plain_bytes: int
    media_types: tuple[str, ...] = ()
    cut: bool = False


class Received(Struct, frozen=True):
    """A body.

    Attributes:
        wire: As it came, still coded.
        head: The first ``HEAD_BYTES`` of it, decoded.
    """

    wire: bytes
    head: bytes


def limits_of(settings: Fetching) -> dict[Kind, Limits]:
    """Return the limits of each kind."""
    plain = settings.max_plain_bytes
    return {
        Kind.PAGE: Limits(settings.max_page_bytes, plain, settings.page_types),
        Kind.FEED: Limits(settings.max_feed_bytes, plain, settings.feed_types),
        Kind.POLICY: Limits(HEAD_BYTES, HEAD_BYTES, cut=True),
    }


async def receive(response: httpx.Response, limits: Limits) -> Received:
    """Read a body.

    Raises:
        FetchError: ``content_type``, ``content_coding`` or ``too_large`` by the headers, before any
            of it is read; ``too_large``, ``bomb`` or ``content_coding`` while it is.
    """
    _check_headers(response, limits)
    coded = _coding(response) in _GZIP
    measure = _Unpacked(limits) if coded else _Plain()
    wire = bytearray()
    async for piece in response.aiter_raw():
        wire += piece
        if len(wire) > limits.wire_bytes:
            if not limits.cut:
                raise _too_large(limits)
            break
        measure.take(piece)
        if limits.cut and measure.is_full:
            break
    else:
        measure.finish()
    return Received(bytes(wire), bytes(measure.head))


class _Plain:
    """Keeps the head of a body that is not coded."""

    def __init__(self) -> None:
        self.head = bytearray()
        self.count = 0

    @property
    def is_full(self) -> bool:
        return len(self.head) >= HEAD_BYTES

    def take(self, piece: bytes) -> None:
        self.count += len(piece)
        if not self.is_full:
            self.head += piece[: HEAD_BYTES - len(self.head)]

    def finish(self) -> None:
        """Find the end in order: what has no coding ends anywhere."""


class _Unpacked(_Plain):
    """Unpacks gzip a step at a time, keeps the head and counts the rest."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.is_begun = False
        self._limits = limits
        self._unpacker = zlib.decompressobj(_GZIP_FRAMING)

    def take(self, piece: bytes) -> None:
        self.is_begun = self.is_begun or bool(piece)
        while piece and not (self._limits.cut and self.is_full):
            if self._unpacker.eof:  # another member follows, as RFC 1952 allows
                self._unpacker = zlib.decompressobj(_GZIP_FRAMING)
            try:
                plain = self._unpacker.decompress(piece, _STEP_BYTES)
            except zlib.error as error:
                raise _damaged(str(error)) from error
            super().take(plain)
            piece = self._unpacker.unconsumed_tail or self._unpacker.unused_data
            if self.count > self._limits.plain_bytes and not self._limits.cut:
                most = f"{self._limits.plain_bytes:,} bytes"
                raise FetchError(Reason.BOMB, f"unpacks to more than {most}")

    def finish(self) -> None:
        if self.is_begun and not self._unpacker.eof:
            raise _damaged("it ends too early")


def _check_headers(response: httpx.Response, limits: Limits) -> None:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type and limits.media_types:
        patterns = [each.lower() for each in limits.media_types]
        if not any(fnmatchcase(media_type, pattern) for pattern in patterns):
            raise FetchError(Reason.CONTENT_TYPE, f"{media_type} is not asked for")
    coding = _coding(response)
    if coding not in _GZIP and coding not in {"", "identity"}:
        raise FetchError(Reason.CONTENT_CODING, f"coded as {coding}, which was not asked for")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limits.wire_bytes and not limits.cut:
        raise _too_large(limits)


def _coding(response: httpx.Response) -> str:
    return str(response.headers.get("content-encoding", "")).strip().lower()


def _too_large(limits: Limits) -> FetchError:
    return FetchError(Reason.TOO_LARGE, f"more than {limits.wire_bytes:,} bytes")


def _damaged(detail: str) -> FetchError:
    return FetchError(Reason.CONTENT_CODING, f"damaged gzip: {detail}")
