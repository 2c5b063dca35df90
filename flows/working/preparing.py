"""What a run starts from: its inputs, the ledger of its destination, what has gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from flows.run_settings import Format
from flows.sources.presence import archive_of, has_gone
from flows.sources.roots import STANDARD_INPUT_KEY, Sources
from flows.sources.selection import Selection
from flows.storing.destinations import Destination
from flows.storing.ledger import Row, Status
from flows.storing.lines import LINES_FILE
from flows.storing.names import input_path
from flows.storing.parts import PART_FORMATS, is_part
from flows.working.collecting import collect_inputs
from flows.working.index import Index
from flows.working.journal import Journal
from flows.working.scanned_archives import ScannedArchives


class Ledger(Protocol):
    """Where rows of earlier runs are read from: the catalog, or files of an older copydesk."""

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""

    def waiting_rows(self) -> Iterator[Row]:
        """Yield the rows of a killed run whose articles are in no part yet."""


class Prepared(Struct, frozen=True):
    """What a run starts from.

    Attributes:
        left_out: What is no input, by reason.
        gone: How many inputs are no longer there.
        pruned: How many files of inputs that have gone were removed.
        parts: The parts that the ledger named.
    """

    left_out: Counter[str]
    gone: int
    pruned: int
    parts: frozenset[str]


def load_rows(ledger: Ledger, file_format: Format, index: Index) -> frozenset[str]:
    """Put the rows of a ledger into the index.

    Returns:
        The names of the parts that they name.
    """
    parts: set[str] = set()
    for row in ledger.rows():
        _load(row, index, parts)
    if file_format in PART_FORMATS:  # the lines of a killed run are of no use to other formats
        for row in ledger.waiting_rows():
            _load(row, index, parts)
    return frozenset(parts)


def prepare(  # noqa: PLR0913 - what a run is given
    sources: Sources,
    selection: Selection,
    destination: Destination,
    ledger: Ledger,
    index: Index,
    *,
    file_format: Format,
    journal: Journal | None = None,
    standard_input: bytes | None = None,
    prune: bool = False,
    archives: ScannedArchives,
) -> Prepared:
    """Find out what there is to do, and put it into the index.

    Args:
        sources: The sources of the run.
        selection: Which of their files are taken.
        destination: Where the articles go.
        ledger: The rows of earlier runs.
        index: An empty index.
        file_format: What articles are written as.
        journal: Who is told of inputs that have gone; None for a run that writes nothing.
        standard_input: The file that standard input was read into, if it is a source.
        prune: Whether outputs of inputs that have gone are removed.
        archives: What adds the pages of WARC files and the rows of dumps.

    Raises:
        CatalogError: The ledger cannot be read.
    """
    parts = load_rows(ledger, file_format, index)
    left_out = collect_inputs(sources, selection, index, archives, standard_input)
    gone, pruned = _note_gone(sources, destination, index, journal, prune=prune)
    return Prepared(left_out, gone, pruned, parts)


def _load(row: Row, index: Index, parts: set[str]) -> None:
    index.put(row)
    for name in (*row.files, *row.superseded):
        if is_part(name):
            parts.add(name)
        elif name != LINES_FILE:
            index.claim(name, row.input)


def _note_gone(
    sources: Sources,
    destination: Destination,
    index: Index,
    journal: Journal | None,
    *,
    prune: bool,
) -> tuple[int, int]:
    """Mark rows whose input has gone, or remove them with their files; return how many of each."""
    gone = pruned = 0
    for row in index.rows():
        if index.has_input(row.input) or not _has_gone(row.input, sources, index):
            continue
        if not row.files and not row.superseded:
            _remove(row, index, journal)
            continue
        gone += 1
        if not prune:
            _mark_gone(row, index, journal)
            continue
        for name in (*row.files, *row.superseded):
            if not is_part(name):
                pruned += destination.remove(name)
        _remove(row, index, journal)
    return gone, pruned


def _mark_gone(row: Row, index: Index, journal: Journal | None) -> None:
    if row.status is Status.GONE:
        return
    index.put(replace(row, status=Status.GONE))
    if journal is not None:
        journal.gone(row.input)


def _remove(row: Row, index: Index, journal: Journal | None) -> None:
    index.remove_row(row.input)
    if journal is not None:
        journal.remove(row.input)


def _has_gone(key: str, sources: Sources, index: Index) -> bool:
    if key == STANDARD_INPUT_KEY or not sources.hold(key):
        return False
    archive = archive_of(key)
    if archive is not None and _was_read_to_its_end(archive, index):
        return True
    return has_gone(input_path(key, sources.destination))


def _was_read_to_its_end(archive: str, index: Index) -> bool:
    """Return whether a WARC file or dump is in this run and undamaged; one that is not stands."""
    return not index.has_input(archive) and any(index.inputs_below(archive))
