"""What is known of a dump as a whole: how it is written, and what its columns are for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from cleaners.reasons import Unreadable
from flows.dumps.kinds import DumpKind

MAX_ROW_FACTOR = 2
"""A row may have so many times the bytes that a page may have: JSON and CSV escape characters."""


class DumpError(ValueError):
    """A dump that cannot be read (any further); its message is one line that says what to do."""


class RowProblem(StrEnum):
    """Why a row of a dump is no page."""

    BROKEN_ROW = "broken_row"  # it is damaged, or not in the form of its dump
    NO_TEXT = "no_text"  # the column of the pages is missing there, null or no text


class RowError(ValueError):
    """A row that is no page.

    Attributes:
        reason: Why.
        detail: The particulars, in words for a person.
    """

    def __init__(self, reason: RowProblem | Unreadable, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(reason, detail)

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


class Table(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a dump is written and what its columns are for.

    Attributes:
        kind: What its rows are written as.
        compression: ``gz``, ``zst``, ``bz2`` or ``xz``; empty for none.
        page: The column that holds the pages.
        is_html: Whether a person has said that they are HTML.
        is_binary: Whether they are bytes (of Parquet), not text.
        url: The column of their addresses; empty for none.
        title: The column of their titles; empty for none.
        date: The column of the days on which they were published; empty for none.
        names: The columns of a CSV file, in order.
        delimiter: What stands between the fields of a CSV file.
        types: Arrow's names of the types of a Parquet file's columns that have a simple one.
    """

    kind: DumpKind
    compression: str = ""
    page: str = ""
    is_html: bool = False
    is_binary: bool = False
    url: str = ""
    title: str = ""
    date: str = ""
    names: tuple[str, ...] = ()
    delimiter: str = ","
    types: Mapping[str, str] = {}


class RawRow(Struct, frozen=True):
    """A row as it lies in its dump.

    Attributes:
        number: Which row it is, from 1; blank lines are none.
        start: Where it begins, in bytes of the dump (decompressed); of Parquet 0.
        length: Count of its bytes there; of Parquet 0.
        line: The line that it begins in, from 1; of Parquet 0.
        content: Its bytes: the line of JSON, the record of CSV, a row of Parquet as JSON.
        problem: Why it could not be read; None if it could.
    """

    number: int
    start: int = 0
    length: int = 0
    line: int = 0
    content: bytes = b""
    problem: RowError | None = None
