"""What a run has to do with near copies: at its end it says of every article which it is one of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flows.near_duplicates.near_copies import NearCopies
from flows.near_duplicates.settings import NearDuplicates
from flows.storing.catalog.catalog import Begun, Catalog
from flows.storing.catalog.near_duplicate_rows import (
    LastLook,
    compared_articles,
    last_look,
    put_last_look,
)
from flows.storing.destinations import Destination
from flows.storing.ledger import Row
from flows.storing.parts import is_part
from flows.working.index import Index
from flows.working.journal import Journal


class RunCopies:
    """Compares the articles of a destination when a run has come to its end.

    One that was stopped changes nothing; the next does it.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a run consists of
        self,
        destination: Destination,
        index: Index,
        catalog: Catalog,
        run: Begun,
        journal: Journal,
        settings: NearDuplicates,
    ) -> None:
        self._destination = destination
        self._index = index
        self._catalog = catalog
        self._run = run
        self._journal = journal
        self._settings = settings
        self._replaced: Callable[[Row, Row], None] = lambda _, __: None

    def close(
        self, parts: frozenset[str], replaced: Callable[[Row, Row], None], *, stopped: bool
    ) -> NearCopies:
        """Say of every article what it is a near copy of, where that is not said by now.

        Args:
            parts: The parts that the run knows of.
            replaced: Who is told of rows of this run that others take the place of.
            stopped: Whether the run has not come to its end.

        Raises:
            OSError: A file cannot be written.
        """
        self._replaced = replaced
        with self._catalog.reading() as connection:
            last = last_look(connection)
        return (last if stopped else self._settle(last, parts)).found

    def _settle(self, last: LastLook, parts: frozenset[str]) -> LastLook:
        # numpy and what searches are imported when it comes to that
        from flows.near_duplicates.amending import Amender  # noqa: PLC0415
        from flows.near_duplicates.compared_texts import ComparedTexts  # noqa: PLC0415
        from flows.near_duplicates.settling import settle  # noqa: PLC0415

        with ComparedTexts() as texts:
            with self._catalog.reading() as connection:
                look = settle(compared_articles(connection), self._settings, last, texts)
            superseded = {output for output in texts.changed_outputs() if is_part(output)}
            if superseded:  # were the run killed, the next one would remove them
                self._catalog.note_parts(self._run, parts | superseded)
            Amender(self._destination, self).amend(texts.changes())
        if look != last:
            with self._catalog.writing() as connection:
                put_last_look(connection, look)
        return look

    # What the amender needs of the ledger

    def row(self, key: str) -> Row | None:
        """Return the row of an input."""
        return self._index.row(key)

    def rows_in(self, output: str) -> Iterator[Row]:
        """Yield the rows whose article is in a certain file."""
        return self._index.rows_in(output)

    def put(self, row: Row) -> None:
        """Put a row in the place of the one of the same input."""
        earlier = self._index.row(row.input)
        self._index.put(row)
        self._journal.put(row)
        if earlier is not None and row.run == self._run.name:
            self._replaced(earlier, row)

    def commit(self) -> None:
        """Write what has come by now to the catalog."""
        self._journal.flush()
