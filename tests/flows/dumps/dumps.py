"""Dumps of invented pages."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from flows.dumps.columns import DumpColumns

COMPRESSORS = {
    "": lambda content: content,
    ".gz": gzip.compress,
    ".zst": zstandard.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
MAX_BYTES = 1_000_000


def columns_named(**names: str) -> DumpColumns:
    """Return the columns that settings name; the others are empty."""
    known = dict.fromkeys(DumpColumns.__struct_fields__, "")
    return DumpColumns(**(known | names))


def page_row(number: int) -> dict[str, object]:
    """Return a row with a page of two paragraphs that stay and one that is cut."""
    return {
        "id": f"row-{number}",
        "url": f"https://harbour.example/2026/{number}.html",
        "title": f"The ferry came for the {number}th time",
        "text": f"Story {number}\nad: buy now\nThe mayor spoke for {number} hours.\n",
        "score": number / 4,
    }


def page_rows(count: int) -> list[dict[str, object]]:
    """Return rows with different pages."""
    return [page_row(number) for number in range(1, count + 1)]


def json_lines(rows: Iterable[object]) -> bytes:
    """Return rows as JSON Lines."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def csv_bytes(rows: Sequence[Mapping[str, object]], delimiter: str = ",") -> bytes:
    """Return rows as CSV with a header."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def write_dump(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write a dump of the kind that its name says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=3)
        return path
    ending = next((each for each in COMPRESSORS if each and path.name.endswith(each)), "")
    is_csv = ".csv" in path.name
    content = csv_bytes(rows) if is_csv else json_lines(rows)
    path.write_bytes(COMPRESSORS[ending](content))
    return path
