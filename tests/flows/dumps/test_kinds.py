"""Dumps and their rows are told by their names."""

from __future__ import annotations

import pytest

from flows.dumps.kinds import DumpKind, DumpName, dump_name, dump_of, is_own_part, row_name
from flows.sources.presence import archive_of


@pytest.mark.parametrize(
    ("name", "kind", "compression"),
    [
        ("pages.jsonl", DumpKind.JSON_LINES, ""),
        ("a/PAGES.NDJSON.GZ", DumpKind.JSON_LINES, "gz"),
        ("pages.csv.zst", DumpKind.CSV, "zst"),
        ("pages.tsv", DumpKind.CSV, ""),
        ("pages.parquet", DumpKind.PARQUET, ""),
    ],
)
def test_the_ending_tells_the_kind(name: str, kind: DumpKind, compression: str) -> None:
    assert dump_name(name, is_named=False) == DumpName(kind, compression)


@pytest.mark.parametrize("name", ["page.html", "page.txt.gz", "jsonl", "a.warc.gz", "a.parquet.gz"])
def test_other_files_are_none(name: str) -> None:
    assert dump_name(name, is_named=True) is None


def test_json_is_a_dump_only_where_a_person_has_named_it() -> None:
    assert dump_name("c4.json.gz", is_named=False) is None
    assert dump_name("c4.json.gz", is_named=True) == DumpName(DumpKind.JSON_LINES, "gz")


def test_a_row_is_named_below_its_dump_and_found_again() -> None:
    assert row_name(17, "harbour-example-ferry") == b"000000000017-harbour-example-ferry"
    assert row_name(17, "") == b"000000000017"
    assert dump_of("../a/b.csv.gz/000000000017-harbour-example-ferry") == ("../a/b.csv.gz", 17)
    assert dump_of("../a/b.parquet/000000000017") == ("../a/b.parquet", 17)
    assert dump_of("../a/b.csv/17") is None
    assert archive_of("../a/b.jsonl/000000000017") == "../a/b.jsonl"
    assert archive_of("../a/b.html/000000000017") is None


def test_our_own_parts_are_known() -> None:
    assert is_own_part("clean/part-0123456789abcdef.jsonl")
    assert is_own_part("part-0123456789abcdef.csv")
    assert not is_own_part("part-00000-of-00010.parquet")
