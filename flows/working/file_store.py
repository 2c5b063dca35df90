"""One article file an input, with its record beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from flows.run_settings import Format
from flows.sources.roots import Sources
from flows.storing.articles import Placed, article_names, record_source
from flows.storing.destinations import Destination
from flows.storing.ledger import Row
from flows.storing.names import output_stem, second_claim
from flows.working.index import Index, Input
from flows.working.page_work import Answer, PageTask

_CLAIM_DIGITS = (8, 16, 64)
_MAX_RECORD_BYTES = 256_000_000


class FileStore:
    """Writes ``md``, ``txt`` and ``json`` below a destination."""

    def __init__(self, destination: Destination, file_format: Format, index: Index) -> None:
        self._destination = destination
        self._format = file_format
        self._index = index

    def keys(self) -> Iterator[str]:
        """Yield what is to be gone through, in order."""
        return self._index.input_keys()

    def place(self, found: Input, sources: Sources, previous: Row | None) -> Placed:
        """Return where an input's article goes, and claim the names.

        An input keeps the name that it has in the ledger. A name that belongs to another input, or
        a file that is not this input's own, is left alone: the input gets another name.
        """
        label = sources.label(found.source, found.relative)
        for stem in self._stems(found, sources, previous):
            output, record = article_names(stem, self._format)
            names = (output,) if record is None else (output, record)
            if all(self._is_free(name, found.key) for name in names) and (
                self._is_own(names, found.key, label)
            ):
                for name in names:
                    self._index.claim(name, found.key)
                return Placed(source=label, output=output, record=record)
        raise AssertionError(f"every name of {found.key} is taken")

    def intact(self, row: Row) -> bool:
        """Return whether the files of a row are there as they were written."""
        if row.output is None or not row.output.endswith(f".{self._format}"):
            return False
        if self._destination.digest(row.output) != row.output_sha256:
            return False
        return row.record is None or row.record_sha256 == self._destination.digest(row.record)

    def keep(self, task: PageTask, answer: Answer, row: Row) -> Row:
        """Write the files of a page and return its row with their names; the record comes first.

        Raises:
            OSError: A file cannot be written.
        """
        placed, files = task.placed, answer.files
        if files is None or placed.output is None:
            return row
        record_sha256 = ""
        if placed.record is not None and files.record is not None:
            record_sha256 = self._destination.write(placed.record, files.record)
        return replace(
            row,
            output=placed.output,
            output_sha256=self._destination.write(placed.output, files.article),
            record=placed.record,
            record_sha256=record_sha256,
        )

    def begin(self, keys: Sequence[str]) -> None:
        """Shards are nothing to files of their own."""

    def expect(self, key: str) -> None:
        """Shards are nothing to files of their own."""

    def end(self) -> None:
        """Shards are nothing to files of their own."""

    def settled(self, key: str) -> None:
        """Shards are nothing to files of their own."""

    def on_move(self, moved: Callable[[Row], None]) -> None:
        """Files of their own do not move."""

    def is_complete(self, keys: Sequence[str]) -> bool:  # noqa: ARG002 - as all stores
        """Shards are nothing to files of their own."""
        return True

    def discard(self) -> None:
        """Nothing but the files themselves is kept."""

    def _stems(self, found: Input, sources: Sources, previous: Row | None) -> Iterator[str]:
        if previous is not None and (kept := _stem_of(previous)) is not None:
            yield kept
        natural = output_stem(sources.located(found.source, found.relative))
        yield natural
        for digits in _CLAIM_DIGITS:
            yield second_claim(natural, found.key, digits)

    def _is_free(self, name: str, key: str) -> bool:
        return self._index.owner(name) in (None, key)

    def _is_own(self, names: tuple[str, ...], key: str, label: str) -> bool:
        """Return whether nothing stands there that is not this input's, whoever wrote it."""
        if all(self._index.owner(name) == key for name in names):
            return True
        standing = [name for name in names if self._destination.stands(name)]
        if not standing:
            return True
        record = self._destination.read(names[-1], _MAX_RECORD_BYTES)
        return record is not None and record_source(record) == label


def _stem_of(row: Row) -> str | None:
    """Return the name of a row's article without its extension; None for one in a part."""
    if row.output is None:
        return None
    for file_format in (Format.MARKDOWN, Format.TEXT, Format.JSON):
        if row.output.endswith(f".{file_format}"):
            return row.output.removesuffix(f".{file_format}")
    return None
