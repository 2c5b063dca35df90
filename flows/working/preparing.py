"""What a run starts from: its inputs, the ledger of its destination, what has gone."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from flows.run_settings import Format
from flows.sources.folder import LeftOut
from flows.sources.roots import STANDARD_INPUT_KEY, Sources
from flows.sources.selection import Selection
from flows.storing.atomic import remove_file
from flows.storing.ledger import (
    LEDGER_FILE,
    PARTIAL_LEDGER_FILE,
    Row,
    Status,
    read_ledger,
    read_partial_ledger,
)
from flows.storing.lines import LINES_FILE
from flows.storing.names import input_path
from flows.storing.parts import PART_FORMATS, is_part
from flows.working.collecting import collect_inputs
from flows.working.index import Index


class Prepared(Struct, frozen=True):
    """What a run starts from.

    Attributes:
        left_out: What is no input, by reason.
        gone: How many inputs are no longer there.
        pruned: How many files of inputs that have gone were removed.
        parts: The parts that the ledger named.
    """

    left_out: Counter[LeftOut]
    gone: int
    pruned: int
    parts: frozenset[str]


def load_rows(destination: Path, file_format: Format, index: Index) -> frozenset[str]:
    """Put the ledger of a destination into the index, and what a killed run has left of its own.

    Returns:
        The names of the parts that the ledger names.
    """
    parts: set[str] = set()
    for row in read_ledger(destination / LEDGER_FILE):
        _load(row, index, parts)
    for row in read_partial_ledger(destination / PARTIAL_LEDGER_FILE):
        # The lines of a killed run that wrote parts are of no use to one that writes files.
        if row.output != LINES_FILE or file_format in PART_FORMATS:
            _load(row, index, parts)
    return frozenset(parts)


def prepare(  # noqa: PLR0913 - what a run is given
    sources: Sources,
    selection: Selection,
    destination: Path,
    file_format: Format,
    index: Index,
    *,
    standard_input: bytes | None = None,
    prune: bool = False,
) -> Prepared:
    """Find out what there is to do, and put it into the index.

    Args:
        sources: The sources of the run.
        selection: Which of their files are taken.
        destination: Where the articles go; absolute, without symbolic links.
        file_format: What articles are written as.
        index: An empty index.
        standard_input: The file that standard input was read into, if it is a source.
        prune: Whether outputs of inputs that have gone are removed.

    Raises:
        LedgerError: The destination's ledger cannot be read.
    """
    parts = load_rows(destination, file_format, index)
    left_out = collect_inputs(sources, selection, index, standard_input)
    gone, pruned = _note_gone(sources, destination, index, prune=prune)
    return Prepared(left_out, gone, pruned, parts)


def _load(row: Row, index: Index, parts: set[str]) -> None:
    index.put(row)
    for name in (*row.files, *row.superseded):
        if is_part(name):
            parts.add(name)
        elif name != LINES_FILE:
            index.claim(name, row.input)


def _note_gone(
    sources: Sources, destination: Path, index: Index, *, prune: bool
) -> tuple[int, int]:
    """Mark rows whose input has gone, or remove them with their files; return how many of each."""
    gone = pruned = 0
    for row in index.rows():
        if index.has_input(row.input) or not _has_gone(row.input, sources):
            continue
        if not row.files and not row.superseded:
            index.remove_row(row.input)
            continue
        gone += 1
        if not prune:
            index.put(replace(row, status=Status.GONE))
            continue
        for name in (*row.files, *row.superseded):
            if not is_part(name):
                pruned += remove_file(destination / name, up_to=destination)
        index.remove_row(row.input)
    return gone, pruned


def _has_gone(key: str, sources: Sources) -> bool:
    if key == STANDARD_INPUT_KEY or not sources.hold(key):
        return False
    try:
        os.lstat(input_path(key, sources.destination))
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # such as a folder that may not be entered: who knows what is in it
        return False
    return False
