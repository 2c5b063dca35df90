"""How worker processes are started: from a small server that has everything loaded."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from types import ModuleType

# What a worker imports once for all: modules that its pages need, not that start it.
_PRELOADED = ("flows.working.page_work", "trafilatura")
_WARM = {"cleaners.pipeline": "flows.working.warm_cleaner"}
_MAIN = "__main__"
_starting = threading.Lock()

if sys.platform != "win32":
    from multiprocessing import forkserver
    from multiprocessing.context import ForkServerContext, ForkServerProcess

    class PageProcess(ForkServerProcess):
        """A process that does not run the program again which starts it.

        Python would import it as ``__mp_main__``: the whole of Prefect for a flow, and a script
        that has no ``if __name__ == "__main__"`` would begin once more in every worker.
        """

        def start(self) -> None:
            """Start it."""
            with _unseen_main():
                super().start()

    class _PageContext(ForkServerContext):
        Process = PageProcess


def worker_context(cleaner_module: str) -> BaseContext:
    """Return how workers are started: forked from a server process that has all of it imported.

    Ctrl-C is meant for the run, which lets the pages in hand be finished: the server and all its
    workers are started with the signal blocked.

    Args:
        cleaner_module: The module of what makes the cleaner.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = _PageContext()
    warm = _WARM.get(cleaner_module, cleaner_module)
    context.set_forkserver_preload([warm, *_PRELOADED])
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


@contextmanager
def _unseen_main() -> Iterator[None]:
    with _starting:
        main = sys.modules[_MAIN]
        sys.modules[_MAIN] = ModuleType(_MAIN)
        try:
            yield
        finally:
            sys.modules[_MAIN] = main
