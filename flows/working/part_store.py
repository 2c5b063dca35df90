"""Articles in parts, a part a shard; a shard in which nothing has changed is left alone."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from flows.run_settings import Format
from flows.sources.roots import Sources
from flows.storing.articles import Placed
from flows.storing.destinations import Destination
from flows.storing.ledger import Row
from flows.storing.lines import LINES_FILE, LineStore
from flows.storing.parts import is_part, part_size, read_part, write_part
from flows.working.index import Index, Input
from flows.working.page_work import Answer, PageTask


class _Shard(Struct):
    """A shard whose part has still to be made.

    Attributes:
        keys: Its inputs, and those of other sources whose articles are in parts already.
        pending: How many of its pages are in the hands of workers.
        planned: Whether all its pages have been looked at.
    """

    keys: Sequence[str]
    pending: int = 0
    planned: bool = False


class PartStore:
    """Writes ``jsonl`` and ``parquet``.

    A finished page is first a line of a file that survives a kill. When a shard is done, its part
    is made from those lines and from what earlier parts hold of its unchanged pages.
    """

    def __init__(
        self,
        destination: Destination,
        file_format: Format,
        index: Index,
        lines: LineStore,
    ) -> None:
        self._destination = destination
        self._format = file_format
        self._index = index
        self._lines = lines
        self._sizes: dict[str, int | None] = {}
        self._shard = _Shard(keys=())
        self._shard_of: dict[str, _Shard] = {}
        self._moved: Callable[[Row], None] = lambda _: None

    def on_move(self, moved: Callable[[Row], None]) -> None:
        """Say who is to be told of rows whose article has got into another part."""
        self._moved = moved

    def keys(self) -> Iterator[str]:
        """Yield what is to be gone through, in order: inputs, and rows whose articles stay."""
        return self._index.keys_with_output(f".{self._format}", LINES_FILE)

    def place(
        self,
        found: Input,
        sources: Sources,
        previous: Row | None,  # noqa: ARG002 - parts are not named after inputs
    ) -> Placed:
        """Return what the record of an input's article says of it; its part is made later."""
        return Placed(source=sources.label(found.source, found.relative))

    def intact(self, row: Row) -> bool:
        """Return whether the article of a row is there as it was written."""
        return row.output_sha256 in self._lines or self._size(row.output) is not None

    def keep(self, task: PageTask, answer: Answer, row: Row) -> Row:  # noqa: ARG002 - by its line
        """Keep the article of a page until its part is made."""
        if answer.files is None:
            return row
        digest = self._lines.add(answer.files.article)
        return replace(row, output=LINES_FILE, output_sha256=digest)

    def begin(self, keys: Sequence[str]) -> None:
        """Begin to look at the pages of a shard."""
        self._shard = _Shard(keys=keys)

    def expect(self, key: str) -> None:
        """Wait for a page of the shard that a worker gets in hand."""
        self._shard.pending += 1
        self._shard_of[key] = self._shard

    def end(self) -> None:
        """End looking at the pages of the shard."""
        self._shard.planned = True
        self._make_part_when_done(self._shard)

    def settled(self, key: str) -> None:
        """Note that the row of a page is in the index."""
        shard = self._shard_of.pop(key, None)
        if shard is not None:
            shard.pending -= 1
            self._make_part_when_done(shard)

    def is_complete(self, keys: Sequence[str]) -> bool:
        """Return whether the articles of a shard, and no others, stand in one part."""
        rows = self._rows(keys)
        outputs = {row.output for row in rows}
        return not rows or (len(outputs) == 1 and self._size(rows[0].output) == len(rows))

    def discard(self) -> None:
        """Remove the lines; all of them stand in parts by now."""
        self._lines.discard()

    def _make_part_when_done(self, shard: _Shard) -> None:
        if not shard.planned or shard.pending or self.is_complete(shard.keys):
            return
        rows = self._rows(shard.keys)
        self._take_over(rows)
        rows = [row for row in rows if row.output_sha256 in self._lines]
        if not rows:
            return
        lines = (self._lines.line(row.output_sha256) for row in rows)
        part = write_part(self._destination, lines, self._format)
        for row in rows:
            if row.output != part:
                superseded = tuple(name for name in row.superseded if name != part)
                moved = replace(row, output=part, superseded=superseded)
                self._index.relocate(moved)
                self._moved(moved)

    def _rows(self, keys: Sequence[str]) -> list[Row]:
        return [row for key in keys if (row := self._index.row(key)) and self._is_here(row)]

    def _is_here(self, row: Row) -> bool:
        """Return whether the article of a row is in a part of this format, or will be."""
        if row.output == LINES_FILE:
            return True
        return is_part(row.output) and str(row.output).endswith(f".{self._format}")

    def _size(self, part: str | None) -> int | None:
        """Return how many articles a part holds; None for what is no part or is damaged."""
        if part is None or not is_part(part):
            return None
        if part not in self._sizes:
            self._sizes[part] = part_size(self._destination, part)
        return self._sizes[part]

    def _take_over(self, rows: Sequence[Row]) -> None:
        """Fetch from earlier parts the lines of articles that were not cleaned again."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            if row.output_sha256 not in self._lines and self._size(row.output) is not None:
                wanted[row.output or ""].add(row.output_sha256)
        for part, digests in sorted(wanted.items()):
            with self._destination.local_copy(part) as path:
                for line in () if path is None else read_part(path):
                    if hashlib.sha256(line).hexdigest() in digests:
                        self._lines.add(line)
