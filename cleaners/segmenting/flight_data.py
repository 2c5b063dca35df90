"""Next.js's flight data: rows of a stream that the scripts of a page hand on piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

FLIGHT_VARIABLE = "__next_f"

ROW = re.compile(rb"([0-9a-f]{0,8}):(?:T([0-9a-f]{1,8}),|[A-Z]{0,2})")
"""The number of a row; then the length in bytes of a row of text, or the kind of one in JSON."""


def chunk_of(pushed: object) -> str:
    """Return the piece of the stream in what a script pushed, such as ``[1, "piece"]``."""
    if isinstance(pushed, list) and len(pushed) > 1 and isinstance(pushed[1], str):
        return pushed[1]
    return ""


def flight_values(stream: str) -> Iterator[object]:
    """Yield the values of the rows: texts, and what JSON holds.

    Args:
        stream: All pieces, joined.
    """
    rows = stream.encode("utf-8", "replace")  # lengths count bytes
    position = 0
    while position < len(rows):
        row = ROW.match(rows, position)
        if row and row[2]:
            position = row.end() + int(row[2], 16)
            yield {"text row": rows[row.end() : position].decode("utf-8", "replace")}
            continue
        end = rows.find(b"\n", position)
        end = len(rows) if end < 0 else end
        if row and rows[row.end() : row.end() + 1] in {b"{", b"["}:
            yield from decoded(rows[row.end() : end])
        position = end + 1


def decoded(row: bytes) -> Iterator[object]:
    """Yield the value of a row in JSON; none if it is cut off."""
    try:
        yield msgspec.json.decode(row)
    except (msgspec.MsgspecError, RecursionError):
        return
