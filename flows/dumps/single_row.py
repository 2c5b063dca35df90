"""One row of a dump, by its number: for a person who wants to look at it."""

from __future__ import annotations

import os
import re

from flows.dumps.finding import Dumps
from flows.dumps.kinds import dump_name
from flows.dumps.rows import DumpRow, row_of
from flows.dumps.scanning import raw_rows
from flows.dumps.tables import DumpError, Table
from flows.storing.urls import is_url

_NAME = re.compile(r"(?P<dump>.+)/(?P<number>\d+)(?:-[^/]*)?")


def row_named(name: str, dumps: Dumps) -> tuple[DumpRow, Table] | None:
    """Return the row of a dump that a name means: ``pages.jsonl/17``, or as in the ledger.

    Args:
        name: The path or URL of the dump, a slash, and the number of the row, from 1.
        dumps: The columns that the settings name.

    Returns:
        The row, and how the dump is written; None if the name is not that of a row.

    Raises:
        DumpError: The dump cannot be read, or has no such row.
        RowError: The row is no page.
        OSError: The dump cannot be read.
    """
    found = _NAME.fullmatch(name)
    kind = None if found is None else dump_name(found["dump"], is_named=True)
    if found is None or kind is None or not _is_file(found["dump"]):
        return None
    path, number = _absolute(found["dump"]), int(found["number"])
    table = dumps.table_in(path, kind)
    if table is not None:
        for raw in raw_rows(path, table, dumps.max_bytes, max(number, 1)):
            if raw.number == number:
                if raw.problem is not None:
                    raise raw.problem
                return row_of(raw.content, table, raw.line), table
    raise DumpError(f"it has no row {number}; its first row is 1")


def _is_file(dump: str) -> bool:
    return is_url(dump) or os.path.isfile(dump)  # noqa: PTH113 - what a person has typed


def _absolute(dump: str) -> bytes:
    return dump.encode() if is_url(dump) else os.path.realpath(os.fsencode(dump))
