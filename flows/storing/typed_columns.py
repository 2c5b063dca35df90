"""Values of a dump's columns as Arrow takes them, each with the type that it had in the dump."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pyarrow as pa
from msgspec import Raw

from flows.storing.passed_columns import text_of

_ZONED = re.compile(r"timestamp\[(?P<unit>s|ms|us|ns), tz=(?P<zone>[^\]]+)\]")


_DECIMAL = re.compile(r"decimal128\((?P<digits>\d+), (?P<places>-?\d+)\)")
_TEXT_LIKE = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_binary,
    pa.types.is_large_binary,
)


def struct_type(types: Mapping[str, str]) -> pa.StructType:
    """Return the type of a struct of columns, by Arrow's names of their types."""
    return pa.struct([pa.field(name, _type(kind)) for name, kind in types.items()])


def typed(columns: Mapping[str, Raw], kind: pa.StructType) -> dict[str, Any]:
    """Return the columns of a row as Arrow takes them."""
    return {
        field.name: _value(columns[field.name], field.type)
        for field in kind
        if field.name in columns
    }


def text_names(kind: pa.StructType) -> frozenset[str]:
    """Return the columns that are strings in JSON and can be had back from Arrow as the same."""
    return frozenset(field.name for field in kind if any(is_of(field.type) for is_of in _TEXT_LIKE))


def _type(name: str) -> pa.DataType:
    if zoned := _ZONED.fullmatch(name):
        return pa.timestamp(zoned["unit"], zoned["zone"])
    if decimal := _DECIMAL.fullmatch(name):
        return pa.decimal128(int(decimal["digits"]), int(decimal["places"]))
    return pa.type_for_alias(name.partition("[")[0] if name.startswith("date") else name)


def _value(value: Raw, kind: pa.DataType) -> Any:  # noqa: ANN401 - of any simple type
    text = text_of(value)
    if text is None or pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return text
    if pa.types.is_timestamp(kind):
        return datetime.fromisoformat(text)
    if pa.types.is_date(kind):
        return date.fromisoformat(text)
    if pa.types.is_decimal(kind):
        return Decimal(text)
    if any(is_of(kind) for is_of in _TEXT_LIKE):
        return base64.b64decode(text)
    return msgspec.json.decode(value)
