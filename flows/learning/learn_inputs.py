"""Reading the inputs of a run for what they show of their sites, and keeping it as it comes."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Protocol, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from flows.learning.known_sites import KnownSites, site_given
from flows.learning.makers import maker_of
from flows.learning.page_observing import observe_page
from flows.run_settings import Running
from flows.sources.roots import Sources
from flows.storing.articles import Placed
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.site_rows import Arrival, arrival_of, input_state
from flows.storing.ledger import Failure, Row, Status
from flows.working.guard import GuardedWorkers
from flows.working.index import Index, Input
from flows.working.observing import Observed, observations
from flows.working.outcomes import fetched_tasks
from flows.working.page_work import PageTask, PageWork
from flows.working.planning import facts_digest
from flows.working.stopping import StopRequest

_LOOKED_UP = 500
_MAX_ARRIVALS = 500
_MAX_SECONDS = 0.5


@runtime_checkable
class LearningWatcher(Protocol):
    """Who is told how the reading of pages goes that are learned from."""

    def reading(self, inputs: int) -> None:
        """So many inputs are gone through."""

    def passed(self) -> None:
        """An input was gone through."""


class Learned(Struct, frozen=True):
    """What has come of reading some inputs.

    Attributes:
        read: How many pages were read and observed.
        known: How many have been learned from before, and are as they were.
        problems: How many could not be read, by reason.
        failed: How many of these should have worked.
    """

    read: int
    known: int
    problems: Counter[str]
    failed: int


class InputLearner:
    """Goes through the inputs of an index, and keeps what those show that are new or changed."""

    def __init__(  # noqa: PLR0913 - what learning needs of a run
        self,
        index: Index,
        sources: Sources,
        catalog: Catalog,
        work: PageWork,
        running: Running,
        *,
        stop: StopRequest,
        watcher: object = None,
    ) -> None:
        """Make a learner.

        Args:
            index: The inputs.
            sources: Where they come from.
            catalog: Where what they show is kept.
            work: What worker processes have to know.
            running: Processes and limits.
            stop: Who may ask for no further page.
            watcher: Who is told, if it is a ``LearningWatcher``.
        """
        self._index = index
        self._sources = sources
        self._catalog = catalog
        self._work = work
        self._maker = maker_of(work.settings)
        self._running = running
        self._stop = stop
        self._watcher = watcher if isinstance(watcher, LearningWatcher) else None
        self._known = self._read = self._failed = 0
        self._problems: Counter[str] = Counter()
        self._arrivals: list[Arrival] = []
        self._written = time.monotonic()

    def learn(self) -> Learned:
        """Read what is new or has changed, and keep what it shows, to be folded.

        What was read by the time of an error, or of a request to stop, is kept.

        Raises:
            WorkersUnavailableError: Not one worker could be started.
        """
        if self._watcher is not None:
            self._watcher.reading(self._index.input_count())
        max_bytes = self._work.settings.reading.max_bytes
        try:
            with GuardedWorkers(self._work, self._running, observe_page) as workers:
                for task, answer in workers.clean(fetched_tasks(self._tasks(), max_bytes)):
                    if answer.status is Status.WRITTEN:
                        self._read += 1
                        row = replace(task.row, sha256=answer.sha256)
                        self._keep(arrival_of(row, answer.byproducts))
                    else:
                        self._note(answer.reason, failed=answer.status is Status.FAILED)
                    self._pass()
        finally:
            self._flush()
        return Learned(self._read, self._known, self._problems, self._failed)

    def _tasks(self) -> Iterator[PageTask]:
        """Yield the inputs that are to be read; of the others the watcher is told here."""
        keys = self._index.input_keys()
        known = KnownSites(self._catalog)
        while batch := list(islice(keys, _LOOKED_UP)):
            known.look_up(batch)
            inputs = (found for key in batch if (found := self._input(key)) is not None)
            for found, seen in observations(inputs, self._work.settings.reading.max_bytes):
                task = self._task(found, seen, known)
                if task is None:
                    self._pass()
                else:
                    yield task

    def _input(self, key: str) -> Input | None:
        return None if self._stop.is_asked else self._index.input(key)

    def _task(self, found: Input, seen: Observed, known: KnownSites) -> PageTask | None:
        """Return the task of reading an input; None for one that need not or cannot be read."""
        if seen.rejected or seen.problem or seen.digest is None:
            self._note(seen.rejected or Failure.UNREADABLE, failed=not seen.rejected)
            return None
        site = site_given(self._sources.named(found.source, found.relative), seen.facts)
        row = Row(
            input=found.key,
            source=self._sources.source_key(found.source),
            status=Status.FAILED,
            sha256=seen.digest.sha256,
            facts=facts_digest(seen.facts, seen.warning),
            site=site,
        )
        learned = known.learned(found.key)
        if (
            learned is not None
            and learned.state == input_state(row.sha256, row.facts, self._maker)
            and site in ("", learned.site)
        ):
            self._known += 1
            return None
        return PageTask(
            key=found.key,
            location=found.location,
            name=os.fsdecode(found.relative.rpartition(b"/")[2]),
            facts=seen.facts,
            placed=Placed(source=self._sources.label(found.source, found.relative)),
            row=row,
        )

    def _keep(self, arrival: Arrival) -> None:
        self._arrivals.append(arrival)
        waited = time.monotonic() - self._written
        if len(self._arrivals) >= _MAX_ARRIVALS or waited >= _MAX_SECONDS:
            self._flush()

    def _flush(self) -> None:
        if self._arrivals:
            self._catalog.put_arrivals(self._arrivals)
            self._arrivals.clear()
        self._written = time.monotonic()

    def _note(self, reason: str, *, failed: bool) -> None:
        self._problems[str(reason)] += 1
        self._failed += failed

    def _pass(self) -> None:
        if self._watcher is not None:
            self._watcher.passed()
