"""URLs of files, as fsspec takes them: ``s3://bucket/raw/page.html``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_SCHEME = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+://")


class StorageError(ValueError):
    """A place of files that cannot be used; its message is one line that says what to do."""


def is_url(path: str | bytes) -> bool:
    """Return whether this is the URL of a file elsewhere, and no path of this machine."""
    text = path if isinstance(path, str) else path.decode("utf-8", "surrogateescape")
    return _SCHEME.match(text) is not None


def scheme_of(url: str) -> str:
    """Return what stands before the path, ``://`` included."""
    return url[: url.index("://") + 3]


def normal_url(url: str) -> str:
    """Return a URL without a closing slash and without slashes before its path."""
    scheme = scheme_of(url)
    return scheme + url.removeprefix(scheme).strip("/")


def file_system(url: str) -> tuple[AbstractFileSystem, str]:
    """Return what reads and writes at a URL, and the path that it knows it by.

    Raises:
        StorageError: There is no such protocol, or what it needs is not installed.
    """
    from fsspec.core import url_to_fs  # noqa: PLC0415 - for URLs only

    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        extra = "; install copydesk[s3]" if url.startswith("s3:") else ""
        raise StorageError(f"{url} cannot be reached: {error}{extra}") from error
    except ValueError as error:
        raise StorageError(f"{url} cannot be reached: {error}") from error
    return system, str(path)
