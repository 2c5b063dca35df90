"""One writer at a time for a destination."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

LOCK_FILE = ".copydesk.lock"


class DestinationLockedError(RuntimeError):
    """Another run is writing to the same destination, or it cannot be told."""


@contextmanager
def locked(destination: Path) -> Iterator[None]:
    """Hold the destination's lock; the system frees it however this process ends.

    Raises:
        DestinationLockedError: Another run holds it, or the lock file cannot be made.
    """
    path = destination / LOCK_FILE
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DestinationLockedError(
            f"another run is writing to {destination} (it holds the lock {path}); "
            "wait until it has ended, or choose another destination"
        ) from error
    except OSError as error:
        raise DestinationLockedError(
            f"the lock {path} cannot be taken: {error.strerror or error}"
        ) from error
    try:
        yield
    finally:
        lock.release()
