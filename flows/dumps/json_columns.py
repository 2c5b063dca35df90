"""The columns of a line of JSON, also of one that JSON does not quite allow."""

from __future__ import annotations

import codecs
import json
import math
import re

import msgspec
from msgspec import Raw

from flows.dumps.tables import RowError, RowProblem

Columns = dict[str, Raw]
"""The columns of a row by their names, each as JSON, in their order."""

_SURROGATE = re.compile("[\ud800-\udfff]")
# In JSON, as escapes; some that are none are found too.
_LONE_SURROGATE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)
_MAX_MESSAGE = 200

_decoder = msgspec.json.Decoder(Columns)


def columns_in(content: bytes) -> Columns:
    """Return the columns of a line of JSON, each as JSON.

    What JSON does not have but many write is taken: NaN and the infinite stand for null, lone
    surrogates for U+FFFD, control characters in strings for themselves.

    Raises:
        RowError: It is no object of JSON.
    """
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        detail = f"it is not UTF-8 at its byte {error.start + 1}"
        raise RowError(RowProblem.BROKEN_ROW, detail) from error
    if b"\\u" in content and _LONE_SURROGATE.search(content):
        return _leniently(text)
    try:
        return _decoder.decode(content)
    except (msgspec.DecodeError, RecursionError):
        return _leniently(text)


def _leniently(text: str) -> Columns:
    try:
        row = json.loads(text, strict=False, parse_constant=lambda _: None, parse_float=_finite)
    except RecursionError as error:
        raise RowError(RowProblem.BROKEN_ROW, "its JSON is nested too deeply") from error
    except ValueError as error:
        words = " ".join(str(error).split())[:_MAX_MESSAGE]
        raise RowError(RowProblem.BROKEN_ROW, f"it is no JSON: {words}") from error
    if not isinstance(row, dict):
        detail = "it is no object of JSON with a value for each column"
        raise RowError(RowProblem.BROKEN_ROW, detail)
    return {_mended(name): Raw(_dumped(value)) for name, value in row.items()}


def _finite(number: str) -> float | None:
    value = float(number)
    return value if math.isfinite(value) else None


def _mended(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _dumped(value: object) -> bytes:
    return _mended(json.dumps(value, ensure_ascii=False)).encode("utf-8")
