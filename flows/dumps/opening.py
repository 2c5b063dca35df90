"""The bytes of a dump, decompressed, from a file or a store."""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, cast

from flows.dumps.tables import DumpError
from flows.sources.files import open_regular
from flows.storing.remote_errors import as_system_errors
from flows.storing.urls import file_system, is_url

_ARROW_NAMES = {"gz": "gzip", "zst": "zstd", "bz2": "bz2"}
# What a damaged file has lost before the damage is less than this.
_BUFFER_BYTES = 1 << 15


@contextmanager
def open_dump(path: bytes, compression: str = "") -> Iterator[IO[bytes]]:
    """Open the decompressed bytes of a dump; compressed ones are read forward only.

    Files of several members or frames, one after the other, are read to their end.

    Raises:
        NotAFileError: It is no regular file.
        DumpError: Also in the block: its compression is damaged, or ends too early.
        OSError: Also in the block: it cannot be read.
    """
    with ExitStack() as stack:
        if is_url(path):
            stack.enter_context(as_system_errors(path.decode(), (DumpError,)))
        stack.enter_context(_damage_told())
        file = stack.enter_context(_stored(path))
        yield stack.enter_context(_decompressed(file, compression))


def _stored(path: bytes) -> IO[bytes]:
    if not is_url(path):
        return open_regular(path)
    system, inner = file_system(path.decode())
    # Files of stores have no bound for the length of a line.
    return io.BufferedReader(cast("io.RawIOBase", system.open(inner, "rb")), _BUFFER_BYTES)


def _decompressed(file: IO[bytes], compression: str) -> IO[bytes]:
    """Return the decompressed bytes of a file.

    Arrow's streams tell a file that ends too early, which those of zstandard do not, and are a
    fifth faster than gzip's.
    """
    if not compression:
        return file
    if compression == "xz":
        stream = cast("io.RawIOBase", lzma.LZMAFile(file))  # noqa: SIM115 - open_dump closes it
    else:
        import pyarrow as pa  # noqa: PLC0415 - large, and for compressed dumps only

        stream = cast("io.RawIOBase", pa.CompressedInputStream(file, _ARROW_NAMES[compression]))
    return io.BufferedReader(stream, _BUFFER_BYTES)


@contextmanager
def _damage_told() -> Iterator[None]:
    """Turn what the decompressors raise into ``DumpError``."""
    try:
        yield
    except (lzma.LZMAError, EOFError) as error:
        raise DumpError(f"its compression is damaged: {error}") from error
    except OSError as error:
        if type(error) is OSError and error.errno is None:  # as Arrow tells of damage
            raise DumpError(f"its compression is damaged: {error}") from error
        raise
