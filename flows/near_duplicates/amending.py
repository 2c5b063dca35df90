"""How the files of articles change when something else is to be said of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Protocol

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from flows.near_duplicates.compared_texts import Change, Standing
from flows.run_settings import Format
from flows.storing.articles import indented
from flows.storing.destinations import Destination
from flows.storing.ledger import NEAR_DUPLICATE, NearDuplicate, Row, Status
from flows.storing.parts import is_part, read_part, write_part

_ROWS_AT_ONCE = 500


class _Record(Struct, frozen=True):
    output: dict[str, object]


class Ledger(Protocol):
    """The rows of a run, which others take the place of."""

    def row(self, key: str) -> Row | None:
        """Return the row of an input."""

    def rows_in(self, output: str) -> Iterator[Row]:
        """Yield the rows whose article is in a certain file; they may be replaced meanwhile."""

    def put(self, row: Row) -> None:
        """Put a row in the place of the one of the same input."""

    def commit(self) -> None:
        """Write what has come by now to the catalog."""


class Amender:
    """Changes articles, records and rows.

    A file is written before its row: after a kill between the two it does not fit its row, and the
    next run makes it again. A part is written beside the one that it supersedes. A file that is
    not as it was written is left alone, with its row, until a run has made it again.
    """

    def __init__(self, destination: Destination, ledger: Ledger) -> None:
        self._destination = destination
        self._ledger = ledger

    def amend(self, changes: Iterable[Change]) -> None:
        """Make changes, given by the file that holds the article.

        Raises:
            OSError: A file cannot be written.
        """
        pending = 0
        for output, group in groupby(changes, lambda change: change.output):
            if output is not None and is_part(output):
                self._amend_part(output, {change.key: change.standing for change in group})
                continue
            for change in group:
                self._amend_article(change)
                pending += 1
                if pending % _ROWS_AT_ONCE == 0:
                    self._ledger.commit()
        self._ledger.commit()

    def _amend_article(self, change: Change) -> None:
        row = self._ledger.row(change.key)
        if row is None or row.output != change.output:
            return
        if row.output is None or change.standing.left_out:
            for name in row.files:
                self._destination.remove(name)
            self._ledger.put(_left_out(row, change.standing))
        else:
            self._amend_record(row, change.standing.near_duplicate)

    def _amend_record(self, row: Row, near: NearDuplicate | None) -> None:
        name, digest = row.output or "", row.output_sha256
        if row.record is not None:
            name, digest = row.record, row.record_sha256
        content = self._destination.read(name)
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            return
        digest = self._destination.write(name, indented(_amended(content, near)))
        row = replace(row, near_duplicate=near)
        if row.record is None:
            self._ledger.put(replace(row, output_sha256=digest))
        else:
            self._ledger.put(replace(row, record_sha256=digest))

    def _amend_part(self, part: str, standings: Mapping[str, Standing]) -> None:
        rows: dict[str, list[Row]] = defaultdict(list)
        stays = False
        for row in self._ledger.rows_in(part):
            rows[row.output_sha256].append(row)
            standing = standings.get(row.input)
            stays = stays or standing is None or not standing.left_out
        amended: list[Row] = []
        with self._destination.local_copy(part) as path:
            if path is None:
                return
            lines = _lines(read_part(path), rows, standings, amended)
            file_format = Format(part.rpartition(".")[2])
            new = write_part(self._destination, lines, file_format) if stays else None
            for _ in lines:  # where all are left out, none is written
                pass
        for row in amended:
            self._ledger.put(row if row.output is None else replace(row, output=new))
        self._ledger.commit()
        if next(self._ledger.rows_in(part), None) is None:
            self._destination.remove(part)


def _lines(
    found: Iterable[bytes],
    rows: Mapping[str, list[Row]],
    standings: Mapping[str, Standing],
    amended: list[Row],
) -> Iterator[bytes]:
    """Yield the lines of a part as they are to be, and note the rows of all that were found.

    Lines that no row has (any more) are left out.
    """
    for line in found:
        waiting = rows.get(hashlib.sha256(line).hexdigest())
        if not waiting:
            continue
        row = waiting.pop()
        standing = standings.get(row.input)
        if standing is None:
            amended.append(row)
            yield line
        elif standing.left_out:
            amended.append(_left_out(row, standing))
        else:
            near = standing.near_duplicate
            changed = msgspec.json.encode(_amended(line, near)) + b"\n"
            digest = hashlib.sha256(changed).hexdigest()
            amended.append(replace(row, near_duplicate=near, output_sha256=digest))
            yield changed


def _left_out(row: Row, standing: Standing) -> Row:
    """Return the row of an article that is left out, or that comes back with the next run."""
    if standing.returns:
        return replace(row, near_duplicate=None, configuration="")
    near = standing.near_duplicate
    return replace(
        row,
        status=Status.DUPLICATE,
        reason=NEAR_DUPLICATE,
        duplicate_of=None if near is None else near.of,
        near_duplicate=near,
        output=None,
        output_sha256="",
        record=None,
        record_sha256="",
    )


def _amended(content: bytes, near: NearDuplicate | None) -> dict[str, object]:
    """Return a record in which something else is said of near copies, all else as it was."""
    record: dict[str, object] = {**msgspec.json.decode(content, type=dict[str, Raw])}
    output = msgspec.json.decode(content, type=_Record).output
    record["output"] = {**output, NEAR_DUPLICATE: None if near is None else _said(near)}
    return record


def _said(near: NearDuplicate) -> dict[str, object]:
    return {
        "of": None if near.of is None else near.id,
        "similarity": near.similarity,
        "containment": near.containment,
        "cluster": near.cluster,
    }
