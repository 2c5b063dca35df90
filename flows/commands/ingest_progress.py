"""How an ingest goes, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.ingesting.report import Settled
from flows.terminal import console_for

if TYPE_CHECKING:
    from rich.progress import Progress

    from flows.ingesting.source_ingest import IngestWatcher

_SECONDS_BETWEEN_LINES = 10.0


class Silence:
    """Says nothing."""

    def waiting(self, source: str, pages: int) -> None:
        """Say nothing of the pages that wait."""

    def settled(self, source: str, outcome: Settled) -> None:
        """Say nothing of an outcome."""


class Lines:
    """Prints a line for each source, and one now and then, for logs and pipes."""

    def __init__(self) -> None:
        self._console = console_for(stderr=True)
        self._counts: Counter[Settled] = Counter()
        self._pages = 0
        self._next = time.monotonic() + _SECONDS_BETWEEN_LINES

    def waiting(self, source: str, pages: int) -> None:
        """Say how many pages of a source will be asked for."""
        self._pages += pages
        self._console.print(f"{source}: {pages:,} pages to ask for")

    def settled(self, source: str, outcome: Settled) -> None:  # noqa: ARG002 - a watcher's
        """Say how far the ingest is, if it has not been said for a while."""
        self._counts[outcome] += 1
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _SECONDS_BETWEEN_LINES
            told = outcomes_in_words(self._counts)
            self._console.print(f"{self._counts.total():,} of {self._pages:,} pages: {told}")


class Bar:
    """Moves a bar on a terminal."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._counts: Counter[Settled] = Counter()
        self._pages = 0
        self._task = progress.add_task("reading feeds and sitemaps", total=None, outcomes="")

    def waiting(self, source: str, pages: int) -> None:  # noqa: ARG002 - a watcher's
        """Show how many pages will be asked for, as far as is known by now."""
        self._pages += pages
        self._progress.update(self._task, total=self._pages, description="fetching")

    def settled(self, source: str, outcome: Settled) -> None:  # noqa: ARG002 - a watcher's
        """Move on by a page."""
        self._counts[outcome] += 1
        self._progress.update(self._task, advance=1, outcomes=outcomes_in_words(self._counts))


def outcomes_in_words(counts: Counter[Settled]) -> str:
    """Return the outcomes that there are, with their counts."""
    named = ((counts[each], str(each).replace("_", " ")) for each in Settled)
    return ", ".join(f"{count:,} {name}" for count, name in named if count)


@contextmanager
def ingest_progress(*, quiet: bool) -> Iterator[IngestWatcher]:
    """Give whom to tell how an ingest goes."""
    if quiet:
        yield Silence()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        from rich import progress as rich_progress  # noqa: PLC0415 - for terminals only

        with rich_progress.Progress(
            rich_progress.TextColumn("{task.description}"),
            rich_progress.BarColumn(bar_width=24),
            rich_progress.MofNCompleteColumn(),
            rich_progress.TextColumn("{task.fields[outcomes]}"),
            rich_progress.TimeElapsedColumn(),
            console=console_for(stderr=True),
            transient=True,
        ) as progress:
            yield Bar(progress)
