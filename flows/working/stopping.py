"""Ctrl-C: the first asks a run to finish the pages in hand, the second stops it at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def tell_of_stop(in_hand: str) -> Callable[[], None]:
    """Return what tells a person, on standard error, that a run is stopping.

    Args:
        in_hand: What is still being finished, such as ``pages``.
    """
    told = f"\ncopydesk: finishing the {in_hand} in hand; press Ctrl-C again to stop at once\n"

    def tell() -> None:
        # Written at once, past all buffers: this is called in the middle of anything.
        os.write(sys.stderr.fileno(), told.encode())

    return tell


class StopRequest:
    """Takes Ctrl-C (and a request to end) while a run is going on.

    Outside the main thread, where no signals arrive, it is only ever asked by ``ask``.
    """

    def __init__(self, asked: Callable[[], None] = lambda: None) -> None:
        self.signal: int | None = None
        self._asked = asked
        self._before: dict[int, object] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in _SIGNALS:
                self._before[number] = signal.signal(number, self._receive)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    @property
    def is_asked(self) -> bool:
        """Whether the run is to stop."""
        return self.signal is not None

    def ask(self, number: int = signal.SIGINT) -> None:
        """Ask the run to finish the pages in hand and to stop."""
        self.signal = number
        self._asked()

    def _receive(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        if self.is_asked:
            raise KeyboardInterrupt
        self.ask(number)
