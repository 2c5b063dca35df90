"""A run whose inputs are known: planned shard by shard, settled as they are done."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from flows.storing.byproducts import NOTHING, Byproducts, Cleaned
from flows.storing.ledger import Row
from flows.working.books import Books
from flows.working.index import Index, Input
from flows.working.observing import observations
from flows.working.page_work import PageTask
from flows.working.planning import Planner
from flows.working.preparing import Prepared
from flows.working.report import RunReport
from flows.working.shards import Shard, cut_shards
from flows.working.stopping import StopRequest
from flows.working.stores import ShardStore


class OpenedRun:
    """A run whose inputs are known: they are planned shard by shard, and settled as they are done.

    Attributes:
        store: Where its articles are kept.
        inputs: How many inputs there are.
    """

    def __init__(  # noqa: PLR0913 - what a run consists of
        self,
        index: Index,
        store: ShardStore,
        books: Books,
        planner: Planner,
        prepared: Prepared,
        *,
        stop: StopRequest,
        shard_pages: int,
        notes: tuple[str, ...] = (),
    ) -> None:
        self.store = store
        self.inputs = index.input_count()
        self._index = index
        self._books = books
        self._planner = planner
        self._prepared = prepared
        self._stop = stop
        self._shard_pages = shard_pages
        self._notes = notes
        self._begun = time.monotonic()

    def shards(self) -> Iterator[tuple[str, ...]]:
        """Yield the keys of each shard, in order.

        All are gone through, also by a run that is asked to stop, so that the articles that it has
        not got to stay in parts of their own.
        """
        return cut_shards(self.store.keys(), self._shard_pages)

    def planned(self, shard: Sequence[str]) -> Iterator[PageTask]:
        """Settle what is known of a shard's inputs, and yield what has to be cleaned.

        A run that is asked to stop looks at no further input.
        """
        self._planner.look_up(shard)
        for found, seen in observations(self._inputs(shard), self._planner.max_bytes):
            planned = self._planner.plan(found, seen)
            if isinstance(planned, PageTask):
                yield planned
            else:
                self._books.settle(planned)

    def row(self, key: str) -> Row | None:
        """Return what is known of an input."""
        return self._index.row(key)

    def settle(self, row: Row, byproducts: Byproducts = NOTHING) -> None:
        """Take the outcome of an input, and what it gives besides."""
        self._books.settle(row, byproducts)

    def settle_shard(self, shard: Shard, pages: Sequence[Cleaned]) -> None:
        """Take what a shard came to, as one transaction of the catalog."""
        cleaned = {task.key for task in shard.tasks}
        for page in pages:
            row = page.row
            if row.input in cleaned:
                self._books.settle(row, page.byproducts)
            else:
                self._index.relocate(row)
                self._books.move(row)
        self.commit()

    def commit(self) -> None:
        """Write to the catalog what was settled by now, as one transaction."""
        self._books.commit()

    def close(self) -> RunReport:
        """Complete the ledger and return what the run came to."""
        seconds = time.monotonic() - self._begun
        report = self._books.close(
            self._prepared, stopped=self._stop.is_asked, seconds=seconds, notes=self._notes
        )
        self.store.discard()
        return report

    def _inputs(self, shard: Sequence[str]) -> Iterator[Input]:
        for key in shard:
            found = None if self._stop.is_asked else self._index.input(key)
            if found is not None:  # else the article of another source, which stays in its part
                yield found
