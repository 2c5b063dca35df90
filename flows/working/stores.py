"""Where the articles of a run are kept, by their format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from flows.run_settings import Format
from flows.sources.roots import Sources
from flows.storing.articles import Placed
from flows.storing.atomic import private_file
from flows.storing.destinations import Destination
from flows.storing.ledger import Row
from flows.storing.lines import LINES_FILE, LineStore
from flows.storing.parts import PART_FORMATS
from flows.working.file_store import FileStore
from flows.working.index import Index, Input
from flows.working.page_work import Answer, PageTask
from flows.working.part_store import PartStore


class ShardStore(Protocol):
    """Where articles are kept, shard by shard."""

    def keys(self) -> Iterator[str]:
        """Yield what is to be gone through, in order."""

    def place(self, found: Input, sources: Sources, previous: Row | None) -> Placed:
        """Return where the article of an input goes."""

    def intact(self, row: Row) -> bool:
        """Return whether the output of a row is there as it was written."""

    def keep(self, task: PageTask, answer: Answer, row: Row) -> Row:
        """Write the files of a page and return its row with their names."""

    def begin(self, keys: Sequence[str]) -> None:
        """Begin to look at the pages of a shard."""

    def expect(self, key: str) -> None:
        """Wait for a page of the shard that a worker gets in hand."""

    def end(self) -> None:
        """End looking at the pages of the shard."""

    def settled(self, key: str) -> None:
        """Note that the row of a page is in the index."""

    def on_move(self, moved: Callable[[Row], None]) -> None:
        """Say who is to be told of rows whose article has got into another file."""

    def is_complete(self, keys: Sequence[str]) -> bool:
        """Return whether there is nothing to be done for a shard once its pages are done."""

    def discard(self) -> None:
        """Remove what was kept for the case that the run is killed."""


@contextmanager
def open_store(
    destination: Destination, file_format: Format, index: Index, *, alone: bool = True
) -> Iterator[ShardStore]:
    """Open the place of a run's articles.

    Args:
        destination: Where they go.
        file_format: What they are written as.
        index: What is known of the inputs.
        alone: Whether nobody else writes there now. Then articles on their way into a part lie
            beside the parts, where a kill leaves them for the next run.
    """
    if file_format not in PART_FORMATS:
        yield FileStore(destination, file_format, index)
        return
    spool = destination.scratch(LINES_FILE) if alone else private_file(LINES_FILE)
    with spool as path, LineStore(path) as lines:
        yield PartStore(destination, file_format, index, lines)
