"""The columns of a record of CSV, also of one that is not in UTF-8."""

from __future__ import annotations

import csv
import io
import re

import msgspec
from msgspec import Raw

from cleaners.reading.encoding import decode
from cleaners.reasons import UnreadablePageError
from flows.dumps.json_columns import Columns
from flows.dumps.spans import csv_reader
from flows.dumps.tables import RowError, RowProblem, Table

_SURROGATE = re.compile("[\ud800-\udfff]")


def columns_of_record(content: bytes, table: Table) -> tuple[Columns, str]:
    """Return the columns of a record, and the encoding that it was read as if it is not UTF-8.

    Raises:
        RowError: It is damaged, or has not as many fields as the header.
    """
    lines = (line.decode("utf-8", "surrogateescape") for line in io.BytesIO(content))
    try:
        fields = next(csv_reader(lines, table.delimiter, len(content)), [])
    except csv.Error as error:
        raise RowError(RowProblem.BROKEN_ROW, str(error)) from error
    fields, read_as = in_unicode(fields)
    if len(fields) != len(table.names):
        detail = f"it has {len(fields)} fields, the header {len(table.names)}"
        raise RowError(RowProblem.BROKEN_ROW, detail)
    return {
        name: Raw(msgspec.json.encode(field))
        for name, field in zip(table.names, fields, strict=True)
    }, read_as


def in_unicode(fields: list[str]) -> tuple[list[str], str]:
    """Return fields that were read with ``surrogateescape``, and the encoding of other than UTF-8.

    Raises:
        RowError: They are no text.
    """
    whole = "\n".join(fields)
    if not _SURROGATE.search(whole):
        return fields, ""
    try:
        name = decode(whole.encode("utf-8", "surrogateescape")).charset.name
        raw = [field.encode("utf-8", "surrogateescape") for field in fields]
        if name == "utf-8":  # with a few bytes that do not fit
            return [decode(each).text for each in raw], f"{name}, repaired"
        return [each.decode(name, "replace") for each in raw], name
    except UnreadablePageError as error:
        raise RowError(RowProblem.BROKEN_ROW, f"it is no text: {error.detail}") from error
