"""How a dump is written, by its beginning."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from flows.dumps.heads import table_of
from flows.dumps.kinds import dump_name
from flows.dumps.tables import DumpError, Table
from tests.flows.dumps.dumps import COMPRESSORS, MAX_BYTES, columns_named, page_rows, write_dump


def head_of(path: Path, content: bytes | None = None, **names: str) -> Table | None:
    if content is not None:
        path.write_bytes(content)
    name = dump_name(path.name, is_named=True)
    assert name is not None
    return table_of(bytes(path), name, columns_named(**names), MAX_BYTES)


@pytest.mark.parametrize("ending", COMPRESSORS)
@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_columns_are_found_in_every_kind(tmp_path: Path, kind: str, ending: str) -> None:
    table = head_of(write_dump(tmp_path / f"pages.{kind}{ending}", page_rows(3)))
    assert table is not None
    assert (table.page, table.url, table.title) == ("text", "url", "title")
    assert table.compression == ending.removeprefix(".")
    assert table.names == (("id", "url", "title", "text", "score") if kind == "csv" else ())


def test_parquet_tells_the_types_of_its_columns(tmp_path: Path) -> None:
    table = head_of(write_dump(tmp_path / "pages.parquet", page_rows(3)))
    assert table is not None
    assert table.page == "text"
    assert table.types["score"] == "double"


def test_columns_that_only_later_rows_have_count(tmp_path: Path) -> None:
    content = b'{"id": 1}\nbroken\n{"id": 2, "text": "a", "link": "b"}\n'
    table = head_of(tmp_path / "a.jsonl", content)
    assert table is not None
    assert (table.page, table.url) == ("text", "link")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_stands_between_fields_is_what_gives_the_columns(
    tmp_path: Path, delimiter: str
) -> None:
    header = delimiter.join(["\ufeffid", "text", "text", ""])
    table = head_of(tmp_path / "a.csv", f"{header}\n1{delimiter}a\n".encode())
    assert table is not None
    assert table.delimiter == delimiter
    assert table.names == ("id", "text", "text_3", "column_4")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonl.gz"])
def test_a_dump_without_rows_has_no_table(tmp_path: Path, name: str) -> None:
    content = gzip.compress(b"") if name.endswith(".gz") else b"\n\n"
    assert head_of(tmp_path / name, content) is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jsonl", b"<html>", "no JSON Lines.*line 1: it is no JSON"),
        ("a.json", b'[\n{"text": "a"}\n]\n', "one array of JSON"),
        ("a.jsonl", b"{}\n", "none of its columns.*: none"),
        ("a.csv", "id,text\n1,a\n".encode("utf-16"), "UTF-16"),
        ("a.csv", b'"id,text\n', "names of columns, is damaged"),
        ("a.csv", b"id,prose\n1,a\n", "name it by --text-column or --html-column: id, prose"),
        ("a.parquet", b"PAR1 but not really", "no Parquet file, or a damaged one"),
        ("a.jsonl.gz", b"not gzip at all", "compression is damaged"),
        ("a.jsonl.zst", b"(\xb5/\xfd not zstd", "compression is damaged"),
    ],
)
def test_what_is_no_dump_is_told(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    with pytest.raises(DumpError, match=words):
        head_of(tmp_path / name, content)


def test_a_column_of_numbers_holds_no_pages(tmp_path: Path) -> None:
    path = write_dump(tmp_path / "a.parquet", [{"text": 1}])
    with pytest.raises(DumpError, match="its column text holds int64, no text"):
        head_of(path)
