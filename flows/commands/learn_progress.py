"""How learning goes, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.terminal import console_for

if TYPE_CHECKING:
    from rich.progress import Progress

    from flows.learning.learn_inputs import LearningWatcher

_SECONDS_BETWEEN_LINES = 10.0


class ReadingLines:
    """Prints a line now and then, for logs and pipes."""

    def __init__(self) -> None:
        self._console = console_for(stderr=True)
        self._inputs = self._passed = 0
        self._next = 0.0

    def reading(self, inputs: int) -> None:
        """Say how many inputs there are."""
        self._inputs = inputs
        self._next = time.monotonic() + _SECONDS_BETWEEN_LINES
        self._console.print(f"{inputs:,} inputs to learn from")

    def passed(self) -> None:
        """Say how far it is, if that has not been said for a while."""
        self._passed += 1
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _SECONDS_BETWEEN_LINES
            self._console.print(f"learned from {self._passed:,} of {self._inputs:,} inputs")


class ReadingBar:
    """Moves a bar on a terminal."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("looking for pages", total=None, rate="", outcomes="")

    def reading(self, inputs: int) -> None:
        """Show how many inputs there are."""
        self._progress.update(self._task, total=inputs, description="learning")

    def passed(self) -> None:
        """Move on by an input."""
        self._progress.update(self._task, advance=1)


@contextmanager
def learn_progress(*, quiet: bool) -> Iterator[LearningWatcher | None]:
    """Give whom to tell how learning goes."""
    if quiet:
        yield None
    elif not sys.stderr.isatty():
        yield ReadingLines()
    else:
        from rich import progress as rich_progress  # noqa: PLC0415 - for terminals only

        with rich_progress.Progress(
            rich_progress.TextColumn("{task.description}"),
            rich_progress.BarColumn(bar_width=24),
            rich_progress.MofNCompleteColumn(),
            rich_progress.TimeRemainingColumn(),
            console=console_for(stderr=True),
            transient=True,
        ) as progress:
            yield ReadingBar(progress)
