"""What object stores raise, as the errors of the operating system that the rest understands."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def as_system_errors(url: str, passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Turn what a store's client raises into ``OSError``.

    fsspec's own are errors of the system by now. A client's others (no connection, no credentials,
    a time-out) become ``EIO``: no other page would fare better, so a run ends on them.

    Args:
        url: What the message names.
        passing: Errors that are none of the store's.
    """
    try:
        yield
    except OSError as error:
        if error.errno is not None or isinstance(error, FileNotFoundError | NotADirectoryError):
            raise
        raise OSError(errno.EIO, _told(url, error)) from error
    except passing:
        raise
    except Exception as error:
        raise OSError(errno.EIO, _told(url, error)) from error


def _told(url: str, error: Exception) -> str:
    return f"{url}: {type(error).__name__}: {' '.join(str(error).split())}"
