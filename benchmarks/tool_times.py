"""What our cleaner and other extractors cost on a page, in turns."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from math import inf

from lxml import html as lxml_html
from trafilatura import bare_extraction

from benchmarks import peers
from cleaners.document import Page
from cleaners.pipeline import Cleaner

OURS, PARSE = "copydesk: body and metadata", "one bare lxml parse"

Tool = Callable[[bytes, str | None], object]
"""Takes the bytes of a page and its address."""


def tools(cleaner: Cleaner) -> dict[str, Tool]:
    """Return what is compared, by name; peers run without readers' comments."""
    return {
        OURS: lambda raw, url: cleaner.clean(Page(raw, url=url)).text,
        "trafilatura: body and metadata": trafilatura_with_metadata,
        "trafilatura: text": peers.trafilatura_default,
        "trafilatura: text, fast": peers.trafilatura_fast,
        "trafilatura: text, precision": peers.trafilatura_precision,
        "resiliparse: text": peers.resiliparse,
        "readability-lxml: text": peers.readability,
        PARSE: bare_parse,
    }


def trafilatura_with_metadata(raw: bytes, url: str | None) -> object:
    """Extract text and metadata with trafilatura's defaults, but without comments."""
    return bare_extraction(raw, url=url, include_comments=False, with_metadata=True)


def bare_parse(raw: bytes, url: str | None) -> object:  # noqa: ARG001 - called as the tools are
    """Parse a page with a new parser, and nothing else."""
    return lxml_html.document_fromstring(raw, parser=lxml_html.HTMLParser(huge_tree=True))


class ToolTimes:
    """Measures all tools on a page, in an order that rotates.

    Attributes:
        failures: For each tool that failed the pages that it failed on, with the error.
    """

    def __init__(self, compared: Mapping[str, Tool]) -> None:
        self._tools = dict(compared)
        self.failures: dict[str, dict[str, str]] = {}

    def warm_up(self, page: Page) -> list[str]:
        """Run each tool on a page, so that it loads what it loads once.

        Returns:
            A line for each tool that is not installed; it is left out from now on.
        """
        missing: list[str] = []
        for name, tool in list(self._tools.items()):
            try:
                tool(bytes_of(page), page.url)
            except peers.MissingPeerError as error:
                missing.append(f"\n{name}: {error}")
                del self._tools[name]
        return missing

    def __call__(self, page: Page, turn: int) -> dict[str, float]:
        """Return the seconds of each tool on a page, infinite if it failed.

        Args:
            page: With bytes and a name.
            turn: Which tool is the first.
        """
        names = list(self._tools)
        first = turn % len(names)
        seconds = dict.fromkeys(names, inf)
        for name in (*names[first:], *names[:first]):
            try:
                seconds[name] = seconds_of(self._tools[name], page)
            except Exception as error:  # noqa: BLE001 - a tool may raise anything; it is reported
                errors = self.failures.setdefault(name, {})
                errors[str(page.name)] = f"{type(error).__name__}: {error}"
        return seconds


def seconds_of(tool: Tool, page: Page) -> float:
    """Return the processor time of a tool on a page; what it returns is freed after that."""
    raw = bytes_of(page)
    gc.collect()
    gc.freeze()  # looking through what is left again would empty the processor's caches
    began = time.process_time()
    made = tool(raw, page.url)
    spent = time.process_time() - began
    del made
    return spent


def bytes_of(page: Page) -> bytes:
    """Return what the tools get."""
    return page.raw if isinstance(page.raw, bytes) else page.raw.encode()
