"""Rows are read again where their scan has found them."""

from __future__ import annotations

import datetime as dt
import decimal
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.dumps.heads import table_of
from flows.dumps.kinds import dump_name
from flows.dumps.reading import DumpReader
from flows.dumps.rows import row_of
from flows.dumps.scanning import dump_pages, raw_rows
from flows.dumps.tables import DumpError, Table
from flows.sources.locations import Location, dump_row, fetch_bytes, page_bytes
from tests.flows.dumps.dumps import COMPRESSORS, MAX_BYTES, columns_named, page_rows, write_dump

NAMES = [
    *(f"pages.{kind}{ending}" for kind in ("jsonl", "csv") for ending in COMPRESSORS),
    "pages.parquet",
]


def table_in(path: Path) -> Table:
    name = dump_name(path.name, is_named=True)
    assert name is not None
    table = table_of(bytes(path), name, columns_named(), MAX_BYTES)
    assert table is not None
    return table


def scanned(path: Path) -> list[Location]:
    table = table_in(path)
    return [
        Location(
            bytes(path),
            member.start,
            member.length,
            row=member.row,
            table=table,
            sha256=member.sha256,
        )
        for _, member in dump_pages(bytes(path), table, MAX_BYTES)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_read_in_any_order(tmp_path: Path, name: str) -> None:
    rows = page_rows(10)
    locations = scanned(write_dump(tmp_path / name, rows))
    assert [location.row for location in locations] == list(range(1, 11))
    with DumpReader() as dumps:
        for place in (0, 1, 4, 9, 3, 2, 8):
            fetched = dumps.fetch(locations[place])
            row = dump_row(locations[place], fetched)
            assert row.page == rows[place]["text"]
            assert row.url == rows[place]["url"]
    alone = fetch_bytes(locations[6], MAX_BYTES)
    assert page_bytes(locations[6], alone, MAX_BYTES) == str(rows[6]["text"]).encode()


def test_many_dumps_are_read_in_turns(tmp_path: Path) -> None:
    places = [scanned(write_dump(tmp_path / f"{n}.jsonl.gz", page_rows(3))) for n in range(6)]
    with DumpReader() as dumps:
        for turn in range(3):
            for locations in places:
                fetched = dumps.fetch(locations[turn])
                assert dump_row(locations[turn], fetched).page == page_rows(3)[turn]["text"]


@pytest.mark.parametrize("name", NAMES)
def test_a_dump_that_has_changed_is_told(tmp_path: Path, name: str) -> None:
    path = write_dump(tmp_path / name, page_rows(5))
    locations = scanned(path)
    others = [{**row, "text": f"Other {row['text']}"} for row in page_rows(5)]
    write_dump(path, others)
    with DumpReader() as dumps, pytest.raises(OSError, match="has changed since it was scanned"):
        dump_row(locations[3], dumps.fetch(locations[3]))
    write_dump(path, page_rows(2))
    with DumpReader() as dumps, pytest.raises(OSError, match="has changed since it was scanned"):
        dumps.fetch(locations[3])


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.jsonl.xz", "a.jsonl.zst"])
def test_rows_before_the_damage_are_found(tmp_path: Path, name: str) -> None:
    path = write_dump(tmp_path / name, page_rows(4_000))
    path.write_bytes(path.read_bytes()[:-20])
    found: list[bytes] = []
    pages = dump_pages(bytes(path), table_in(path), MAX_BYTES)
    with pytest.raises(DumpError, match="compression is damaged"):
        found.extend(name for name, _ in pages)
    assert found[0].startswith(b"000000000001")
    assert 100 < len(found) < 4_000


def test_values_of_parquet_are_json_in_their_own_way(tmp_path: Path) -> None:
    day = dt.date(2026, 1, 2)
    moment = dt.datetime(2026, 1, 2, 3, 4, 5, 678_901, tzinfo=dt.UTC)
    nanoseconds = pa.array([1_767_323_045_678_901_234], pa.timestamp("ns", "UTC"))
    table = pa.table(
        {
            "text": pa.array(["a"], pa.large_string()).dictionary_encode(),
            "day": [day],
            "moment": [moment],
            "nanoseconds": nanoseconds,
            "clock": [dt.time(3, 4)],
            "price": [decimal.Decimal("1.10")],
            "raw": [b"\xff"],
            "list": [["a", None]],
            "struct": [{"a": 1}],
            "map": pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64())),
            "none": pa.nulls(1),
            "nan": [float("nan")],
            "half": pa.array([1.5], pa.float32()).cast(pa.float16()),
            "large": pa.array([2**64 - 1], pa.uint64()),
            "lasting": [dt.timedelta(seconds=2)],
        }
    )
    path = tmp_path / "a.parquet"
    pq.write_table(table, path)
    [raw] = raw_rows(bytes(path), table_in(path), MAX_BYTES)
    row = row_of(raw.content, table_in(path))
    assert row.page == "a"
    assert {name: msgspec.json.decode(value) for name, value in row.columns.items()} == {
        "day": "2026-01-02",
        "moment": "2026-01-02T03:04:05.678901Z",
        "nanoseconds": "2026-01-02T03:04:05.678901Z",
        "clock": "03:04:00.000000",
        "price": "1.10",
        "raw": "/w==",
        "list": ["a", None],
        "struct": {"a": 1},
        "map": [["k", 1]],
        "none": None,
        "nan": None,
        "half": 1.5,
        "large": 2**64 - 1,
        "lasting": 2_000_000,
    }


def test_values_that_python_cannot_have_spoil_their_row_only(tmp_path: Path) -> None:
    text = pa.array([b"one", b"\xff", b"three", b"four"]).view(pa.string())
    day = pa.array([0, 0, 10**7, 0], pa.int32()).cast(pa.date32())
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": text, "day": day}), path)
    rows = list(raw_rows(bytes(path), table_in(path), MAX_BYTES))
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [row.problem is None for row in rows] == [True, False, False, True]
    assert "its column text cannot be read: 'utf-8' codec" in str(rows[1].problem)
    assert "its column day cannot be read" in str(rows[2].problem)
