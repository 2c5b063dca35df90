"""Reading input files: regular files only, and never more than a bound."""

from __future__ import annotations

import hashlib
import os
import stat
from io import BufferedReader

from msgspec import Struct


class NotAFileError(OSError):
    """The path leads to a pipe, a socket, a device or a folder: nothing that holds a page."""


class FileDigest(Struct, frozen=True):
    """What tells whether a file has changed.

    Attributes:
        size: Count of bytes.
        sha256: Digest of its bytes in hexadecimal; empty for a file above the bound.
    """

    size: int
    sha256: str


_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a character device"),
    (stat.S_ISBLK, "a block device"),
    (stat.S_ISDIR, "a folder"),
)


def open_regular(path: bytes) -> BufferedReader:
    """Open a file for reading; a pipe without a writer does not make it wait.

    Raises:
        NotAFileError: It is no regular file.
        OSError: It cannot be opened.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    _refuse_special(os.stat(path).st_mode)  # noqa: PTH116 - a socket cannot even be opened
    descriptor = os.open(path, flags)
    try:
        _refuse_special(os.fstat(descriptor).st_mode)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def digest_of_file(path: bytes, max_bytes: int) -> FileDigest:
    """Return size and digest of a file; one above ``max_bytes`` is not read.

    Raises:
        NotAFileError: It is no regular file.
        OSError: It cannot be read.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > max_bytes:
            return FileDigest(size=size, sha256="")
        return FileDigest(size=size, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def read_file(path: bytes, max_bytes: int) -> bytes:
    """Return the bytes of a file, at most one more than ``max_bytes``.

    Raises:
        NotAFileError: It is no regular file.
        OSError: It cannot be read.
    """
    with open_regular(path) as file:
        return file.read(max_bytes + 1)


def reading_error(error: OSError) -> str:
    """Return the system's words for why a file cannot be read."""
    return error.strerror or str(error) or type(error).__name__


def _refuse_special(mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = next((words for is_kind, words in _KINDS if is_kind(mode)), "no regular file")
        raise NotAFileError(f"it is {kind}")
