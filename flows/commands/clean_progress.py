"""How a run goes, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.commands.learn_progress import ReadingBar, ReadingLines
from flows.storing.ledger import OUTCOMES, Row, Status
from flows.terminal import console_for

if TYPE_CHECKING:
    from rich.progress import Progress

    from flows.working.run_terms import Watcher

_SECONDS_BETWEEN_LINES = 10.0


class Silence:
    """Says nothing."""

    def begun(self, inputs: int) -> None:
        """Say nothing of the inputs."""

    def settled(self, row: Row) -> None:
        """Say nothing of an outcome."""


class Lines(ReadingLines):
    """Prints a line now and then, for logs and pipes."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Counter[Status] = Counter()
        self._start = 0.0

    def begun(self, inputs: int) -> None:
        """Say how many inputs there are."""
        self._inputs = inputs
        self._start = time.monotonic()
        self._next = self._start + _SECONDS_BETWEEN_LINES
        self._console.print(f"{inputs:,} inputs")

    def settled(self, row: Row) -> None:
        """Say how far the run is, if it has not been said for a while."""
        self._counts[row.status] += 1
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _SECONDS_BETWEEN_LINES
        done = self._counts.total()
        rate = done / (now - self._start)
        left = (self._inputs - done) / rate
        self._console.print(
            f"{done:,} of {self._inputs:,} pages, {rate:,.1f} a second, {left:,.0f} s left: "
            f"{outcomes_in_words(self._counts)}"
        )


class Bar(ReadingBar):
    """Moves a bar on a terminal."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(progress)
        self._counts: Counter[Status] = Counter()
        self._start = 0.0

    def begun(self, inputs: int) -> None:
        """Show how many inputs there are."""
        self._start = time.monotonic()
        self._progress.reset(self._task, total=inputs, description="cleaning")

    def settled(self, row: Row) -> None:
        """Move on by a page."""
        self._counts[row.status] += 1
        seconds = max(time.monotonic() - self._start, 0.001)
        self._progress.update(
            self._task,
            advance=1,
            rate=f"{self._counts.total() / seconds:,.1f} pages/s",
            outcomes=outcomes_in_words(self._counts),
        )


def outcomes_in_words(counts: Counter[Status]) -> str:
    """Return the outcomes that there are, with their counts."""
    return ", ".join(f"{counts[status]:,} {status}" for status in OUTCOMES if counts[status])


@contextmanager
def progress_of(*, quiet: bool) -> Iterator[Watcher]:
    """Give whom to tell how a run goes."""
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
            rich_progress.TextColumn("{task.fields[rate]}"),
            rich_progress.TimeRemainingColumn(),
            rich_progress.TextColumn("{task.fields[outcomes]}"),
            console=console_for(stderr=True),
            transient=True,
        ) as progress:
            yield Bar(progress)
