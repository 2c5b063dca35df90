"""Columns of a dump pass through parts, and every byte of an article comes back."""

from __future__ import annotations

import csv
import datetime as dt
import decimal
import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from cleaners.document import Page
from cleaners.metadata.values import Metadata, Value
from flows.run_settings import Format
from flows.storing.articles import DumpPlace, Placed, render_article
from flows.storing.local_destination import LocalDestination
from flows.storing.parts import part_size, read_part, write_part
from tests.flows.working.results import result_of

PART_KINDS = [Format.JSON_LINES, Format.CSV, Format.PARQUET]


def line_of(
    text: str, columns: Mapping[str, bytes] | None, types: Mapping[str, str] | None = None
) -> bytes:
    metadata = Metadata(
        title=Value("The ferry", "column.title"),
        authors=Value(("Ana Roe", "Bo Lind"), "line.byline"),
        url=Value("https://gazette.example/a", "given"),
    )
    dump = None if columns is None else DumpPlace("pages.parquet", 7, types or {})
    placed = Placed(source="pages.parquet/000000000007", via="dump", dump=dump)
    passed = None if columns is None else {name: Raw(each) for name, each in columns.items()}
    page = Page(raw=b"raw", url="https://gazette.example/a")
    return render_article(
        result_of([text], metadata=metadata),
        page,
        placed,
        Format.JSON_LINES,
        comments=False,
        columns=passed,
    ).article


COLUMNS = {
    "id": b'"a"',
    "score": b"1.10",
    "moment": b'"2026-01-02T03:04:05Z"',
    "day": b'"2026-01-02"',
    "price": b'"1.10"',
    "raw": b'"/w=="',
    "list": b'["a", 1]',
    "text": b'"what the page column is not"',
    "none": b"null",
}
TYPES = {
    "id": "string",
    "score": "double",
    "moment": "timestamp[us, tz=UTC]",
    "day": "date32[day]",
    "price": "decimal128(3, 2)",
    "raw": "binary",
    "text": "large_string",
}


@pytest.mark.parametrize("file_format", PART_KINDS)
def test_a_part_gives_its_lines_back(tmp_path: Path, file_format: Format) -> None:
    lines = [
        line_of("One", COLUMNS, TYPES),
        line_of("Two", None),
        line_of("Three", {"score": b'"high"', "other": b"1e999", "escaped": b'"\\u00e9"'}),
        line_of("Four", {"id": b"null", "empty": b'""', "columns.id": b'"b"', "record": b"{}"}),
    ]
    name = write_part(LocalDestination(tmp_path), iter(lines), file_format)
    assert list(read_part(tmp_path / name)) == lines
    assert part_size(LocalDestination(tmp_path), name) == len(lines)


_SCALARS = st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"))
_NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@given(
    st.lists(st.dictionaries(_NAMES, _SCALARS | st.lists(_SCALARS)), min_size=1, max_size=4),
    st.sampled_from([Format.CSV, Format.PARQUET]),
    st.booleans(),
)
def test_whatever_passes_through_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, object]],
    file_format: Format,
    escaped: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    lines = [
        line_of(
            "Story",
            {name: json.dumps(each, ensure_ascii=escaped).encode() for name, each in row.items()},
        )
        for row in rows
    ]
    name = write_part(LocalDestination(folder), lines, file_format)
    assert list(read_part(folder / name)) == lines


def test_parquet_gives_columns_the_types_of_the_dump(tmp_path: Path) -> None:
    name = write_part(LocalDestination(tmp_path), [line_of("One", COLUMNS, TYPES)], Format.PARQUET)
    [row] = pq.read_table(tmp_path / name).to_pylist()
    assert row["row"] == 7
    assert row["columns"] == {
        "id": "a",
        "score": 1.1,
        "moment": dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
        "day": dt.date(2026, 1, 2),
        "price": decimal.Decimal("1.10"),
        "raw": b"\xff",
        "list": '["a", 1]',
        "text": "what the page column is not",
        "none": None,
    }
    assert json.loads(row["record"])["columns"]["text"] is None  # it stands there once only


def test_parquet_of_plain_pages_has_no_such_columns(tmp_path: Path) -> None:
    name = write_part(LocalDestination(tmp_path), [line_of("One", None)], Format.PARQUET)
    assert {"row", "columns"}.isdisjoint(pq.read_schema(tmp_path / name).names)


def test_csv_has_its_own_columns_first_and_those_of_the_dump_behind(tmp_path: Path) -> None:
    lines = [line_of('One\n\ntwo, "three"', COLUMNS), line_of("Two", None)]
    name = write_part(LocalDestination(tmp_path), lines, Format.CSV)
    with (tmp_path / name).open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert list(first)[:4] == ["id", "path", "row", "url"]
    assert (first["path"], first["row"]) == ("pages.parquet", "7")
    assert first["title"] == "The ferry"
    assert first["authors"] == "Ana Roe; Bo Lind"
    assert 'two, "three"' in first["text"]
    assert (first["columns.id"], first["score"], first["list"]) == ("a", "1.10", '["a", 1]')
    assert first["columns.text"] == "what the page column is not"
    assert (second["row"], second["score"]) == ("", "")
