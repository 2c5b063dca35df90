"""HTTP content codings undone, bounded: what a ``Content-Encoding`` says was done to a body."""

from __future__ import annotations

import importlib
import zlib
from typing import Protocol, cast

from cleaners.reading import decompress
from cleaners.reasons import Unreadable, UnreadablePageError

# More than two is nothing that a site does on purpose.
_MAX_CODINGS = 3
_PLAIN = frozenset(("", "identity", "none", "utf-8", "binary"))
# `decompress` tells these two by their first bytes, and leaves what is neither as it is.
_BY_FIRST_BYTES = frozenset(("gzip", "x-gzip", "zstd"))


class _BrotliDecompressor(Protocol):
    def process(self, content: bytes, *, output_buffer_limit: int) -> bytes: ...
    def is_finished(self) -> bool: ...


class _Brotli(Protocol):
    error: type[Exception]

    def Decompressor(self) -> _BrotliDecompressor: ...  # noqa: N802 - the library's name


def content_decoded(body: bytes, codings: str, max_bytes: int) -> bytes:
    """Return a body as it was before it was coded for the way.

    A body that is not coded although its header says so comes back as it is: many archives keep
    the header and store what is decoded. A name that is no coding is left out of account, as
    browsers do.

    Args:
        body: The bytes as received, chunking undone.
        codings: The value of ``Content-Encoding``, such as ``gzip`` or ``gzip, br``; last applied
            last.
        max_bytes: The most that the result may have, in bytes.

    Raises:
        UnreadablePageError: ``too_large`` above ``max_bytes``, without unpacking further;
            ``corrupt_compression`` for damaged or cut bytes, too many codings, or ``br`` where
            the library for it is not installed.
    """
    names = [name.strip().lower() for name in codings.split(",")]
    coded = [name for name in names if name not in _PLAIN]
    if len(coded) > _MAX_CODINGS:
        raise _corrupt(f"{len(coded)} content codings, one over the other")
    for name in reversed(coded):
        if name in _BY_FIRST_BYTES:
            body = decompress(body, max_bytes)
        elif name == "deflate":
            body = _inflated(body, max_bytes)
        elif name == "br":
            body = _brotli_decoded(body, max_bytes)
    if len(body) > max_bytes:
        raise _too_large(max_bytes)
    return body


def _inflated(body: bytes, max_bytes: int) -> bytes:
    """Undo ``deflate``: zlib's format by the standard, without its header by some servers."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        decompressor = zlib.decompressobj(window)
        try:
            content = decompressor.decompress(body, max_bytes + 1)
        except zlib.error:
            continue
        if len(content) > max_bytes:
            raise _too_large(max_bytes)
        if not decompressor.eof:
            raise _corrupt("deflate: it ends too early")
        return content
    return body


def _brotli_decoded(body: bytes, max_bytes: int) -> bytes:
    try:
        brotli = cast("_Brotli", importlib.import_module("brotli"))
    except ImportError as error:
        raise _corrupt("br: install the package brotli to read this page") from error
    decompressor = brotli.Decompressor()
    try:
        content = decompressor.process(body, output_buffer_limit=max_bytes + 1)
    except brotli.error:
        return body  # brotli has no first bytes to know it by: it was not coded after all
    if len(content) > max_bytes:
        raise _too_large(max_bytes)
    if not decompressor.is_finished():
        raise _corrupt("br: it ends too early")
    return content


def _too_large(max_bytes: int) -> UnreadablePageError:
    detail = f"more than {max_bytes} bytes after decompression"
    return UnreadablePageError(Unreadable.TOO_LARGE, detail)


def _corrupt(detail: str) -> UnreadablePageError:
    return UnreadablePageError(Unreadable.CORRUPT_COMPRESSION, detail)
