"""Gzip and Zstandard to plain bytes, streaming and bounded: a bomb costs no more than the limit."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Protocol

import zstandard

from cleaners.reasons import Unreadable, UnreadablePageError

GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTANDARD_MAGIC = b"\x28\xb5\x2f\xfd"
WARC_MAGIC = b"WARC/1."
MAX_LAYERS = 2  # a gzipped page that was stored gzipped once more

_CHUNK_BYTES = 1 << 18
# What the zstd command line takes without --long (RFC 8878 recommends at least 8 MB).
_MAX_WINDOW_BYTES = 1 << 27
_SKIPPABLE_MAGIC_TAIL = b"\x2a\x4d\x18"  # 0x184D2A5? little endian, RFC 8878 3.1.2


class _ByteStream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def decompress(raw: bytes, max_bytes: int) -> bytes:
    """Return what gzip or zstd bytes hold; bytes of any other kind come back as they are.

    The kind is told by the first bytes, never by a name. Several members or frames in a row are
    joined, as the command line tools do, and a layer within a layer is opened once.

    Args:
        raw: The bytes as stored.
        max_bytes: The most that the result may have, in bytes.

    Raises:
        UnreadablePageError: ``too_large`` above ``max_bytes``, without unpacking further;
            ``corrupt_compression`` for damaged, cut or trailing bytes; ``warc`` when a WARC
            archive begins inside.
    """
    for _ in range(MAX_LAYERS):
        if raw.startswith(GZIP_MAGIC):
            raw = _gunzipped(raw, max_bytes)
        elif raw.startswith(ZSTANDARD_MAGIC):
            raw = _unzstandard(raw, max_bytes)
        else:
            break
    return raw


def refuse_warc(head: bytes) -> None:
    """Raise ``warc`` if these first bytes begin a WARC archive (ISO 28500, section 4).

    Raises:
        UnreadablePageError: They do.
    """
    if head.startswith(WARC_MAGIC):
        raise UnreadablePageError(Unreadable.WARC, "begins with a WARC record")


def _gunzipped(raw: bytes, max_bytes: int) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as stream:
            return _read_up_to(stream, max_bytes)
    except (OSError, EOFError, zlib.error) as error:
        raise _corrupt("gzip", str(error)) from error


def _unzstandard(raw: bytes, max_bytes: int) -> bytes:
    try:
        # python-zstandard ends silently where a frame is cut, so the frames are walked first.
        if not _frames_are_whole(raw):
            raise _corrupt("zstd", "the last frame is cut")
        decompressor = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW_BYTES)
        with decompressor.stream_reader(raw, read_across_frames=True) as stream:
            return _read_up_to(stream, max_bytes)
    except zstandard.ZstdError as error:
        raise _corrupt("zstd", str(error)) from error


def _read_up_to(stream: _ByteStream, max_bytes: int) -> bytes:
    chunks: list[bytes] = []
    total = 0
    while chunk := stream.read(_CHUNK_BYTES):
        if not chunks:
            refuse_warc(chunk)
        total += len(chunk)
        if total > max_bytes:
            detail = f"more than {max_bytes} bytes after decompression"
            raise UnreadablePageError(Unreadable.TOO_LARGE, detail)
        chunks.append(chunk)
    return b"".join(chunks)


def _frames_are_whole(raw: bytes) -> bool:
    """Return whether the last frame ends exactly at the end (frame format: RFC 8878, 3.1)."""
    position = 0
    while position < len(raw):
        if raw[position + 1 : position + 4] == _SKIPPABLE_MAGIC_TAIL:
            size = int.from_bytes(raw[position + 4 : position + 8], "little")
            position += 8 + size
        else:
            position = _frame_end(raw, position)
    return position == len(raw)


def _frame_end(raw: bytes, position: int) -> int:
    head = raw[position : position + 18]  # the longest frame header
    position += zstandard.frame_header_size(head)
    last = False
    while not last:
        if position + 3 > len(raw):
            return len(raw) + 1
        block = int.from_bytes(raw[position : position + 3], "little")
        last, kind, size = bool(block & 1), block >> 1 & 3, block >> 3
        position += 3 + (1 if kind == 1 else size)  # kind 1 repeats a single byte
    return position + (4 if zstandard.get_frame_parameters(head).has_checksum else 0)


def _corrupt(kind: str, detail: str) -> UnreadablePageError:
    return UnreadablePageError(Unreadable.CORRUPT_COMPRESSION, f"{kind}: {detail}")
