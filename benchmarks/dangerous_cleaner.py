"""A cleaner with a fault: it goes through the run's own seam, production code has no such hook."""

from __future__ import annotations

import ctypes
import os
import re

from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.result import Result
from cleaners.settings import Settings
from cleaners.sites.site import Site

MARK = re.compile(rb"<!-- danger: ([a-z]+) -->")


class DangerousCleaner:
    """Cleans as usual, but for pages that carry a mark: these hang, crash or eat memory."""

    def __init__(self, settings: Settings) -> None:
        self._cleaner = Cleaner(settings)
        self.configuration = self._cleaner.configuration

    def clean(self, page: Page, site: Site | None = None) -> Result:
        """Clean a page, or do what its mark says."""
        raw = page.raw if isinstance(page.raw, bytes) else page.raw.encode()
        found = MARK.search(raw)
        if found:
            DANGERS[found.group(1).decode()]()
        return self._cleaner.clean(page, site)


def hang() -> None:
    """Spin in C code, where no signal handler of Python's runs."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def crash() -> None:
    """Read from address 0: the interpreter ends by SIGSEGV."""
    ctypes.string_at(0)


def abort() -> None:
    """End the interpreter by SIGABRT."""
    os.abort()


def bloat() -> None:
    """Ask for more and more memory."""
    hoard = []
    while True:
        hoard.append(bytearray(64 * 1024 * 1024))


def leave() -> None:
    """End the worker process as if it were done."""
    os._exit(0)


DANGERS = {"hang": hang, "crash": crash, "abort": abort, "bloat": bloat, "leave": leave}
