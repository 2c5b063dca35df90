"""A row of a dump: the page in it, what is known of the page, and its other columns."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping

import msgspec
from msgspec import Raw, Struct

from flows.dumps.json_columns import Columns, columns_in
from flows.dumps.kinds import DumpKind
from flows.dumps.records import columns_of_record
from flows.dumps.tables import RowError, RowProblem, Table

_SHOWN_COLUMNS = 12
_KINDS = {"[": "a list", "{": "an object", "t": "a boolean", "f": "a boolean"}

_text_decoder = msgspec.json.Decoder(str)


class DumpRow(Struct, frozen=True, kw_only=True):
    """A row of a dump.

    Attributes:
        page: The page: text, or bytes where the column holds such.
        url: Its address, as it stands there; None for none.
        title: Its title, as it stands there; empty for none.
        date: The day on which it was published, as it stands there; empty for none.
        columns: All columns but those of page and address, as JSON, in their order.
        read_as: The encoding that a record was read as that is not in UTF-8; else empty.
    """

    page: str | bytes
    url: str | None
    title: str
    date: str
    columns: Mapping[str, Raw]
    read_as: str = ""

    @property
    def page_bytes(self) -> bytes:
        """The page as bytes, text in UTF-8."""
        return self.page.encode("utf-8") if isinstance(self.page, str) else self.page

    @property
    def rest_digest(self) -> str:
        """Digest of all that the row holds besides page and address."""
        parts = [self.title, self.date, self.read_as, self.columns]
        return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def row_of(content: bytes, table: Table, line: int = 0) -> DumpRow:
    """Return the row that some bytes of a dump are.

    Args:
        content: As in ``RawRow``.
        table: How the dump is written and what its columns are for.
        line: The line that it begins in, for messages; 0 for none.

    Raises:
        RowError: It is no page.
    """
    try:
        return _row(content, table)
    except RowError as error:
        if not line:
            raise
        raise RowError(error.reason, f"line {line}: {error.detail}") from error


def _row(content: bytes, table: Table) -> DumpRow:
    columns, read_as = _columns(content, table)
    page = _page(columns, table)
    given = columns.get(table.url) if table.url else None
    url = None if given is None else (_text(given) or "").strip() or None
    taken = {table.page, table.url} if url else {table.page}
    return DumpRow(
        page=page,
        url=url,
        title=_scalar(columns, table.title),
        date=_scalar(columns, table.date),
        columns={name: value for name, value in columns.items() if name not in taken},
        read_as=read_as,
    )


def _columns(content: bytes, table: Table) -> tuple[Columns, str]:
    if table.kind is DumpKind.CSV:
        return columns_of_record(content, table)
    return columns_in(content), ""


def _page(columns: Columns, table: Table) -> str | bytes:
    value = columns.get(table.page)
    if value is None:
        shown = ", ".join(list(columns)[:_SHOWN_COLUMNS]) or "none"
        detail = f"it has no column {table.page}; its columns: {shown}"
        raise RowError(RowProblem.NO_TEXT, detail)
    text = _text(value)
    if text is None:
        raise RowError(RowProblem.NO_TEXT, f"its column {table.page} is {_kind(value)}, no text")
    if not table.is_binary:
        return text
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise RowError(RowProblem.BROKEN_ROW, f"its column {table.page}: {error}") from error


def _text(value: Raw) -> str | None:
    try:
        return _text_decoder.decode(value)
    except msgspec.ValidationError:  # anything but a string
        return None


def _kind(value: Raw) -> str:
    first = bytes(memoryview(value)[:1]).decode()
    return "null" if first == "n" else _KINDS.get(first, "a number")


def _scalar(columns: Columns, name: str) -> str:
    """Return a string as it is, and a number as it is written; nothing for any other value."""
    value = columns.get(name) if name else None
    if value is None:
        return ""
    text = _text(value)
    if text is None:
        return bytes(value).decode() if _kind(value) == "a number" else ""
    return text
