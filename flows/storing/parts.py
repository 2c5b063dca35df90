"""Parts: many articles in one file, JSON Lines, CSV or Parquet, named after their content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.run_settings import Format
from flows.storing.atomic import file_digest
from flows.storing.csv_parts import csv_size, read_csv, write_csv
from flows.storing.destinations import Destination
from flows.storing.parquet import parquet_size, read_parquet, write_parquet

PART_FORMATS = (Format.JSON_LINES, Format.CSV, Format.PARQUET)
_DIGITS = 16
_NAME = re.compile(rf"part-(?P<digest>[0-9a-f]{{{_DIGITS}}})\.(?:jsonl|csv|parquet)")


def is_part(name: str | None) -> bool:
    """Return whether a file is a part, by its name."""
    return name is not None and _NAME.fullmatch(name) is not None


def write_part(destination: Destination, lines: Iterable[bytes], file_format: Format) -> str:
    """Write a part and return its name, which holds the digest of its content.

    A part never takes the place of another one with other content; so the articles of the parts
    that it supersedes can be read until the ledger no longer needs them.

    Args:
        destination: Where the part goes.
        lines: Articles, one line of JSON each.
        file_format: ``jsonl``, ``csv`` or ``parquet``.
    """
    with destination.new_file(f".{file_format}") as temporary:
        if file_format is Format.PARQUET:
            write_parquet(temporary, lines)
        elif file_format is Format.CSV:
            write_csv(temporary, lines)
        else:
            with temporary.open("wb") as file:
                file.writelines(lines)
        digest = file_digest(temporary) or ""
        name = f"part-{digest[:_DIGITS]}.{file_format}"
        destination.adopt(temporary, name)
    return name


def part_size(destination: Destination, name: str) -> int | None:
    """Return how many articles a part holds; None if it is not there as it was written."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    with destination.local_copy(name) as path:
        digest = None if path is None else file_digest(path)
        if path is None or digest is None or not digest.startswith(found["digest"]):
            return None
        if name.endswith(f".{Format.PARQUET}"):
            return parquet_size(path)
        if name.endswith(f".{Format.CSV}"):
            return csv_size(path)
        with path.open("rb") as file:
            return sum(1 for _ in file)


def read_part(path: Path) -> Iterator[bytes]:
    """Yield the articles of a part as lines of JSON, the same bytes that it was made of.

    Raises:
        OSError: It cannot be read.
    """
    if path.suffix == f".{Format.PARQUET}":
        yield from read_parquet(path)
        return
    if path.suffix == f".{Format.CSV}":
        yield from read_csv(path)
        return
    with path.open("rb") as file:
        yield from file
