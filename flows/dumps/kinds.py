"""Which files are dumps, told by their names."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct


class DumpKind(StrEnum):
    """What the rows of a dump are written as."""

    JSON_LINES = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class DumpName(Struct, frozen=True):
    """What the name of a dump says of it.

    Attributes:
        kind: What its rows are written as.
        compression: ``gz``, ``zst``, ``bz2`` or ``xz``; empty for none.
    """

    kind: DumpKind
    compression: str = ""


_KINDS = {
    "jsonl": DumpKind.JSON_LINES,
    "ndjson": DumpKind.JSON_LINES,
    "jl": DumpKind.JSON_LINES,
    "json": DumpKind.JSON_LINES,
    "csv": DumpKind.CSV,
    "tsv": DumpKind.CSV,
    "tab": DumpKind.CSV,
    "parquet": DumpKind.PARQUET,
}
# JSON Lines are often called .json, and so are sidecars and much else.
_BY_CONTENT_ONLY = "json"

_ENDING = r"\.(?:(?:jsonl|ndjson|jl|json|csv|tsv|tab)(?:\.(?:gz|zst|bz2|xz))?|parquet)"
_NAME = re.compile(
    r".*\.(?:(?P<ending>jsonl|ndjson|jl|json|csv|tsv|tab)(?:\.(?P<compression>gz|zst|bz2|xz))?"
    r"|(?P<parquet>parquet))",
    re.IGNORECASE | re.DOTALL,
)
_OWN_PART = re.compile(r"part-[0-9a-f]{16}\.(?:jsonl|csv|parquet)")

ROW_DIGITS = 12
"""Enough for any dump; so the names of its rows stand in its order."""

_ROW = re.compile(rf"(?P<dump>.+{_ENDING})/(?P<row>\d{{{ROW_DIGITS},}})(?:-[^/]*)?", re.IGNORECASE)


def dump_name(name: str, *, is_named: bool) -> DumpName | None:
    """Return what a file is by its name, where that is a dump's.

    Args:
        name: Its name or path.
        is_named: Whether a person has named this very file, and a column of it: then ``.json``
            is taken for JSON Lines.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    if found["parquet"]:
        return DumpName(DumpKind.PARQUET)
    ending = found["ending"].lower()
    if ending == _BY_CONTENT_ONLY and not is_named:
        return None
    return DumpName(_KINDS[ending], (found["compression"] or "").lower())


def is_own_part(name: str) -> bool:
    """Return whether a file is called as the parts that copydesk writes."""
    return _OWN_PART.fullmatch(name.rpartition("/")[2]) is not None


def row_name(number: int, slug: str) -> bytes:
    """Return the name that a row has below its dump.

    Args:
        number: Which row it is, from 1.
        slug: A short name made of its address; empty for none.
    """
    return (f"{number:0{ROW_DIGITS}d}" + (f"-{slug}" if slug else "")).encode()


def dump_of(name: str) -> tuple[str, int] | None:
    """Return the dump that a name is a row of, as it is named itself, and the number of the row."""
    row = _ROW.fullmatch(name)
    return None if row is None else (row["dump"], int(row["row"]))
