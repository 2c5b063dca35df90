"""Worker processes that no page can take down with it: time and memory limits, one page each."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from threading import Thread
from types import TracebackType
from typing import Self

from msgspec.structs import replace
from pebble import ProcessExpired, ProcessPool

from flows.run_settings import Running
from flows.storing.ledger import Failure, Status
from flows.working.limits import prepare_worker
from flows.working.page_work import Answer, DoPage, PageTask, PageWork, clean_page
from flows.working.worker_context import worker_context

# How long a worker may take to start and to be ended, besides the time limit of its page.
_ALLOWANCE_SECONDS = 60.0
_ATTEMPTS = 3
_JOIN_SECONDS = 10.0
# After these a worker is not used for another page, if it is there at all.
_WEARING = frozenset({Failure.TIMEOUT, Failure.CRASH, Failure.MEMORY})
_ENDED_BY_ALARM = -getattr(signal, "SIGALRM", 0)


class WorkersUnavailableError(RuntimeError):
    """No worker process can be started on this system, or not within the memory limit."""


def worker_count(jobs: int) -> int:
    """Return how many worker processes to run; 0 jobs stands for one a usable processor."""
    if jobs:
        return jobs
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class GuardedWorkers:
    """A set of worker processes, each with one page in hand.

    Each has a pool of its own, and a new one after anything but an answer: so a crash is never
    taken for that of another page, and nothing that a killed process leaves behind (a lock, half a
    message) reaches its successor.
    """

    def __init__(self, work: PageWork, running: Running, do: DoPage = clean_page) -> None:
        self._work = work
        self._running = running
        self._do = do
        self._context: BaseContext | None = None
        self._slots: list[_Slot] = []
        self._answered = False
        self.max_bytes = work.settings.reading.max_bytes

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        ending = [slot.close() for slot in self._slots]
        for thread in ending:
            thread.join(_JOIN_SECONDS)

    def clean(self, tasks: Iterable[PageTask]) -> Iterator[tuple[PageTask, Answer]]:
        """Yield what became of each page, in the order in which they are done.

        Tasks are taken one by one as workers become free, and no further ahead.

        Raises:
            WorkersUnavailableError: Not one worker could be started.
        """
        waiting = iter(tasks)
        pending: dict[Future[Answer], _Slot] = {}
        self._fill(waiting, pending)
        while pending:
            done, _ = wait(pending, timeout=1.0, return_when=FIRST_COMPLETED)
            for future in done or _overdue(pending):
                slot = pending.pop(future)
                task, answer = slot.task, slot.answer(future)
                if answer is None and slot.attempts < _ATTEMPTS:
                    pending[slot.restart()] = slot
                    continue
                answer = answer or self._given_up(slot)
                self._answered = True
                self._fill(waiting, pending)
                yield task, answer

    def _fill(self, waiting: Iterator[PageTask], pending: dict[Future[Answer], _Slot]) -> None:
        """Give a page to every worker that has none."""
        busy = {id(slot) for slot in pending.values()}
        for slot in self._slots:
            if id(slot) not in busy and (task := next(waiting, None)) is not None:
                pending[slot.start(task)] = slot
        while len(self._slots) < worker_count(self._running.jobs):
            if (task := next(waiting, None)) is None:
                return
            self._context = self._context or worker_context(self._work.make_cleaner.__module__)
            slot = _Slot(self._context, self._work, self._running, self._do)
            self._slots.append(slot)
            pending[slot.start(task)] = slot

    def _given_up(self, slot: _Slot) -> Answer:
        if not self._answered:
            raise WorkersUnavailableError(
                "no worker process can be started; run.memory_megabytes may be too little "
                f"({self._running.memory_megabytes})"
            )
        return _failed(Failure.CRASH, f"the worker process ended {slot.attempts} times")


class _Slot:
    """One worker process at a time, and the page that it has in hand."""

    def __init__(self, context: BaseContext, work: PageWork, running: Running, do: DoPage) -> None:
        self._context = context
        self._work = work
        self._running = running
        self._do = do
        self._pool: ProcessPool | None = None
        self.task: PageTask
        self.attempts = 0
        self.started = 0.0
        self.deadline = 0.0

    def start(self, task: PageTask) -> Future[Answer]:
        """Give a page to the worker."""
        self.task = task
        self.attempts = 0
        return self.restart()

    def restart(self) -> Future[Answer]:
        """Give the page in hand to the worker, once more after it could not be started."""
        self.attempts += 1
        limit = self._running.timeout_seconds
        self.started = time.monotonic()
        self.deadline = self.started + limit + _ALLOWANCE_SECONDS
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=self._running.pages_per_worker,
                initializer=prepare_worker,
                initargs=(self._running.memory_megabytes,),
                context=self._context,
            )
        try:
            return self._pool.schedule(self._do, args=(self.task, self._work), timeout=limit)
        except (BrokenProcessPool, RuntimeError, OSError) as error:
            failed: Future[Answer] = Future()
            failed.set_exception(BrokenProcessPool(str(error)))
            return failed

    def answer(self, future: Future[Answer]) -> Answer | None:
        """Return what became of the page in hand; None if it has to be tried in a new worker."""
        answer = self._heard(future) if future.done() else None
        if answer is None or answer.reason in _WEARING:
            self.close()
        if answer is None or answer.seconds:
            return answer
        return replace(answer, seconds=round(time.monotonic() - self.started, 3))

    def _heard(self, future: Future[Answer]) -> Answer | None:
        try:
            return future.result()
        except TimeoutError:
            return self._timed_out()
        except ProcessExpired as error:
            if error.exitcode == _ENDED_BY_ALARM:
                return self._timed_out()
            return _failed(Failure.CRASH, _ending(error.exitcode))
        except (BrokenProcessPool, CancelledError):
            return None
        except Exception as error:  # noqa: BLE001 - such as an answer that cannot be sent
            return _failed(Failure.ERROR, f"{type(error).__name__}: {error}")

    def _timed_out(self) -> Answer:
        seconds = self._running.timeout_seconds
        return _failed(Failure.TIMEOUT, f"not done within {seconds:g} seconds")

    def close(self) -> Thread:
        """End the worker, without waiting for it."""
        pool, self._pool = self._pool, None
        ending = Thread(target=_end, args=(pool,), daemon=True)
        ending.start()
        return ending


def _end(pool: ProcessPool | None) -> None:
    if pool is not None:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _failed(reason: Failure, detail: str) -> Answer:
    return Answer(Status.FAILED, reason=reason, detail=detail)


def _ending(exit_code: int) -> str:
    if exit_code < 0:
        with contextlib.suppress(ValueError):
            return f"the worker process was ended by {signal.Signals(-exit_code).name}"
    return f"the worker process ended with exit code {exit_code}"


def _overdue(pending: dict[Future[Answer], _Slot]) -> list[Future[Answer]]:
    now = time.monotonic()
    return [future for future, slot in pending.items() if now > slot.deadline]
