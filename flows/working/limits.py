"""What a worker process may use, and the clock by which it ends itself if nobody else does."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_MEGABYTE = 1_000_000


def prepare_worker(memory_megabytes: int) -> None:
    """Set up a worker process before its first page.

    A limit on its address space, no core files; a request to end ends it at once, even in C code.
    What libraries log goes nowhere: a page's warnings stand in its outcome.
    """
    logging.captureWarnings(capture=True)
    logging.getLogger().addHandler(logging.NullHandler())
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        _limit(resource.RLIMIT_CORE, 0)
        if memory_is_limited():
            _limit(resource.RLIMIT_AS, memory_megabytes * _MEGABYTE)


def memory_is_limited() -> bool:
    """Return whether this system enforces a limit on the address space of a process."""
    return sys.platform.startswith(("linux", "freebsd"))


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """End this process by the system's alarm if the block takes longer, be it in C code.

    The time limit of a page is kept by the process that started the worker. This is for a worker
    whose parent was killed: it must not run on for ever.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


if sys.platform != "win32":

    def _limit(kind: int, amount: int) -> None:
        import resource  # noqa: PLC0415 - not there on Windows

        _, hard = resource.getrlimit(kind)
        within = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (within, hard))
