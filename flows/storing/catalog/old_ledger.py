"""The ledger files of copydesk 0.1, which the catalog has taken the place of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
from sqlalchemy import exists, select

from flows.storing.catalog import outcome_rows
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.errors import CatalogError
from flows.storing.catalog.tables import outcomes, runs
from flows.storing.ledger import Row
from flows.storing.lines import LINES_FILE

LEDGER_FILE = "ledger.jsonl"
PARTIAL_LEDGER_FILE = "ledger.partial.jsonl"
_TAKEN_OVER = "ledger.taken-over.jsonl"
_BATCH = 1_000


class OldLedger:
    """The rows of the ledger files of a folder; none where there are no such files."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder or Path(os.devnull)  # below which nothing is

    def is_there(self) -> bool:
        """Return whether there is a ledger, or what a killed run has left of one."""
        names = (LEDGER_FILE, PARTIAL_LEDGER_FILE)
        return any((self._folder / name).is_file() for name in names)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of articles in files and parts; of two of an input the later one holds.

        Raises:
            CatalogError: A line is not a row of a ledger.
        """
        yield from _ledger_rows(self._folder / LEDGER_FILE)
        yield from (row for row in self._partial() if row.output != LINES_FILE)

    def waiting_rows(self) -> Iterator[Row]:
        """Yield the rows of a killed run whose articles are in no part yet."""
        yield from (row for row in self._partial() if row.output == LINES_FILE)

    def set_aside(self) -> None:
        """Give the ledger another name, and remove what a killed run has left of its own."""
        path = self._folder / LEDGER_FILE
        if path.exists():
            path.replace(self._folder / _TAKEN_OVER)
        (self._folder / PARTIAL_LEDGER_FILE).unlink(missing_ok=True)

    def _partial(self) -> Iterator[Row]:
        decoder = msgspec.json.Decoder(Row)
        for line in _lines(self._folder / PARTIAL_LEDGER_FILE):
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue  # a line that a killed run could not finish: its page is cleaned again


def take_over(catalog: Catalog, folder: Path) -> str | None:
    """Put the rows of the ledger files of an earlier copydesk into an empty catalog.

    Args:
        catalog: The catalog of the folder.
        folder: The destination.

    Returns:
        What a person should know of it; None where there is no such file.

    Raises:
        CatalogError: The ledger cannot be read.
    """
    old = OldLedger(folder)
    if not old.is_there():
        return None
    count = 0
    with catalog.writing() as connection:
        if any(connection.execute(select(exists(select(t)))).scalar() for t in (outcomes, runs)):
            return f"{LEDGER_FILE} is of an earlier copydesk and is not read; remove it"
        rows = old.rows()
        while batch := list(islice(rows, _BATCH)):
            outcome_rows.put_rows(connection, batch, {})
            count += len(batch)
        waiting = old.waiting_rows()
        while batch := list(islice(waiting, _BATCH)):
            outcome_rows.put_waiting(connection, batch)
    old.set_aside()
    return (
        f"{LEDGER_FILE} of an earlier copydesk ({count:,} rows) was taken over into the catalog; "
        f"it is called {_TAKEN_OVER} now"
    )


def _ledger_rows(path: Path) -> Iterator[Row]:
    decoder = msgspec.json.Decoder(Row)
    for number, line in enumerate(_lines(path), 1):
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise CatalogError(
                f"line {number} of {path} is not a row of a ledger ({error}); "
                "put it right, or move the file away to clean everything again"
            ) from error


def _lines(path: Path) -> Iterator[bytes]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        for line in file:
            if line.strip():
                yield line
