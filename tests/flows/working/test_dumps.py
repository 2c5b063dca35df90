"""The rows of dumps are inputs like any others."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.spec import AbstractBufferedFile, AbstractFileSystem

from flows.dumps.output import configuration_for
from flows.run_settings import Format
from flows.sources.roots import SourceError
from flows.storing.ledger import Row
from flows.storing.parts import read_part
from flows.working.dry_run import plan_sources
from flows.working.opening_run import open_run
from flows.working.report import RunReport
from flows.working.run import clean_sources
from flows.working.shard_work import clean_shard, shard_work, shards_of
from tests.flows.dumps.dumps import json_lines, page_row, page_rows, write_dump
from tests.flows.working.pages import (
    configured,
    outcomes,
    record,
    rows_of,
    run_over,
    story,
    tree,
    write_pages,
)
from tests.flows.working.paragraph_cleaner import ParagraphCleaner

KINDS = ["pages.jsonl", "pages.jsonl.gz", "pages.ndjson.zst", "pages.csv", "pages.csv.bz2"]
KINDS += ["pages.parquet"]


def clean_dump(
    source: Path,
    destination: Path,
    *,
    prune: bool = False,
    **settings: Any,  # noqa: ANN401 - of any kind
) -> RunReport:
    return run_over(source, destination, prune=prune, **settings)


def articles(destination: Path) -> list[dict[str, Any]]:
    """Return the articles of all parts, in the order of the parts' names."""
    parts = sorted(destination.glob("part-*"))
    return [json.loads(line) for part in parts for line in read_part(part)]


@pytest.mark.parametrize("name", KINDS)
def test_each_row_is_an_input_with_its_place(raw: Path, clean: Path, name: str) -> None:
    dump = write_dump(raw / name, page_rows(7))
    report = clean_dump(dump, clean, output_format="jsonl")
    assert outcomes(report) == {"written": 7}
    rows = rows_of(clean)
    assert sorted(rows)[2] == "000000000003-harbour-example-3"
    third = articles(clean)[2]
    assert third["source"]["path"] == f"{name}/000000000003-harbour-example-3"
    assert third["source"]["via"] == "dump"
    assert third["source"]["dump"] == {"file": name, "row": 3}
    assert third["source"]["uri"] == page_row(3)["url"]
    assert third["text"] == "Story 3\n\nThe mayor spoke for 3 hours."
    assert third["columns"]["id"] == "row-3"
    assert float(third["columns"]["score"]) == 0.75
    assert "text" not in third["columns"]
    assert f"columns of {name}: pages from text, addresses from url" in report.notes[0]


@pytest.mark.parametrize("name", KINDS)
def test_a_dump_is_cleaned_once(raw: Path, clean: Path, name: str) -> None:
    dump = write_dump(raw / name, page_rows(5))
    clean_dump(dump, clean, output_format="jsonl")
    before = tree(clean)
    assert outcomes(clean_dump(dump, clean, output_format="jsonl")) == {"unchanged": 5}
    assert tree(clean) == before


@pytest.mark.parametrize("name", KINDS)
def test_only_rows_that_have_changed_are_cleaned_again(raw: Path, clean: Path, name: str) -> None:
    rows = page_rows(6)
    dump = write_dump(raw / name, rows)
    clean_dump(dump, clean, output_format="jsonl")
    rows[1]["text"] = "Another story\n"
    rows[3]["score"] = 99  # what passes through counts as well
    write_dump(dump, rows[:5])
    report = clean_dump(dump, clean, output_format="jsonl")
    assert outcomes(report) == {"written": 2, "unchanged": 3}
    assert report.gone == 1
    found = articles(clean)
    assert found[1]["text"] == "Another story"
    assert float(found[3]["columns"]["score"]) == 99


@pytest.mark.parametrize("file_format", [Format.CSV, Format.PARQUET, Format.MARKDOWN])
def test_unchanged_rows_are_taken_over_from_any_format(
    raw: Path, clean: Path, tmp_path: Path, file_format: Format
) -> None:
    rows = page_rows(6)
    dump = write_dump(raw / "pages.parquet", rows)
    clean_dump(dump, clean, output_format=file_format)
    rows[1]["text"] = "Another story\n"
    write_dump(dump, rows)
    report = clean_dump(dump, clean, output_format=file_format, prune=True)
    assert outcomes(report) == {"written": 1, "unchanged": 5}
    clean_dump(dump, tmp_path / "anew", output_format=file_format)
    assert tree(clean) == tree(tmp_path / "anew")


def test_a_known_dump_is_not_read_again(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = write_dump(raw / "pages.jsonl.gz", page_rows(4))
    clean_dump(dump, clean, output_format="jsonl")

    def never(*_: object) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr("flows.dumps.scanning.raw_rows", never)
    assert outcomes(clean_dump(dump, clean, output_format="jsonl")) == {"unchanged": 4}


def test_other_columns_are_another_dump(raw: Path, clean: Path) -> None:
    rows = [{**row, "summary": f"Short {row['id']}\n"} for row in page_rows(3)]
    dump = write_dump(raw / "pages.jsonl", rows)
    clean_dump(dump, clean, output_format="jsonl")
    report = clean_dump(dump, clean, output_format="jsonl", dumps_text_column="summary")
    assert outcomes(report) == {"written": 3}
    assert articles_now(clean)[0]["text"] == "Short row-1"


def articles_now(destination: Path) -> list[dict[str, Any]]:
    """Return the articles of the part that the ledger names."""
    [part] = {row.output for row in rows_of(destination).values()}
    return [json.loads(line) for line in read_part(destination / str(part))]


HOSTILE = b"".join(
    [
        b"\xef\xbb\xbf" + json_lines([page_row(1)]),
        b'{"text": "cut\n',
        json_lines([page_row(3)]).replace(b"\n", b"\r\n"),
        b'{"id": 4}\n',
        b'{"text": null}\n',
        b'{"text": ["no", "text"]}\n',
        b'{"text": "caf\xe9"}\n',
        b"\x00\x00\x00\n",
        b'{"text": "' + b"x" * 3_000_000 + b'"}\n',
        b'{"text": "' + b"y" * 1_500_000 + b'"}\n',
        b"\n",
        b'{"text": "With an odd address.", "url": "http://["}\n',
        json_lines([page_row(12)]),
        b'{"text": "The last line has no end.", "score": NaN}',
    ]
)


def test_hostile_rows_are_outcomes_and_the_others_are_cleaned(raw: Path, clean: Path) -> None:
    raw.mkdir()
    dump = raw / "pages.jsonl"
    dump.write_bytes(HOSTILE)
    report = clean_dump(dump, clean, output_format="jsonl", reading_max_bytes=1_000_000)
    rows = {int(key[:12]): row for key, row in rows_of(clean).items()}
    assert {number: str(row.reason) for number, row in rows.items() if row.reason} == {
        2: "broken_row",
        4: "no_text",
        5: "no_text",
        6: "no_text",
        7: "broken_row",
        8: "broken_row",
        9: "too_large",
        10: "too_large",
    }
    assert outcomes(report) == {"rejected": 8, "written": 5}
    assert "line 2: it is no JSON" in rows[2].detail
    assert rows[4].detail.endswith("line 4: it has no column text; its columns: id")
    assert articles(clean)[-1]["columns"] == {"score": None}
    again = clean_dump(dump, clean, output_format="jsonl", reading_max_bytes=1_000_000)
    assert outcomes(again) == {"rejected": 8, "unchanged": 5}


def test_a_csv_in_another_encoding_is_read(raw: Path, clean: Path) -> None:
    raw.mkdir()
    text = "Die Brücke über die Mündung wurde für den Verkehr geöffnet."
    dump = raw / "pages.csv"
    dump.write_bytes(f'id;text\r\n1;"{text}"\r\n2;only\r\n3;too;many\r\n'.encode("cp1252"))
    report = clean_dump(dump, clean, output_format="jsonl")
    assert outcomes(report) == {"written": 2, "rejected": 1}
    assert articles(clean)[0]["text"] == text
    assert rows_of(clean)["000000000001"].warnings[0].code == "row_not_utf8"
    detail = rows_of(clean)["000000000003"].detail
    assert detail == "broken_row: line 4: it has 3 fields, the header 2"


def test_what_precedes_the_damage_is_kept_and_the_damage_is_told(raw: Path, clean: Path) -> None:
    dump = write_dump(raw / "pages.jsonl.gz", page_rows(2_000))
    dump.write_bytes(dump.read_bytes()[:-20])
    report = clean_dump(dump, clean, output_format="jsonl")
    assert report.outcomes["written"] > 100
    assert report.outcomes["failed"] == 1
    failed = rows_of(clean)[str(next(iter(rows_of(clean).values())).source)]
    assert failed.reason == "unreadable"
    assert "compression is damaged" in failed.detail


def test_dumps_in_folders_are_taken_where_a_column_is_named(raw: Path, clean: Path) -> None:
    write_dump(raw / "a" / "pages.jsonl", page_rows(2))
    write_dump(raw / "b.csv", page_rows(3))
    write_dump(raw / "numbers.csv", [{"year": 2026, "count": 3}])
    (raw / "part-0123456789abcdef.jsonl").write_bytes(json_lines(page_rows(1)))
    write_pages(raw, {"page.txt": story(99)})
    assert clean_dump(raw, clean).inputs == 5  # each a page, though a bad one
    report = clean_dump(raw, clean, dumps_text_column="text")
    # The rows of both files have the same pages.
    assert outcomes(report) == {"written": 3, "duplicate": 2, "failed": 1, "unchanged": 2}
    assert "no column text (--text-column); its columns: year, count" in (
        rows_of(clean)["numbers.csv"].detail
    )
    source = record(clean, "a/pages%2Ejsonl/000000000001-harbour-example-1.json")["source"]
    assert source["dump"] == {"file": "a/pages.jsonl", "row": 1}


def test_the_format_is_that_of_the_dumps_unless_one_is_given(raw: Path, clean: Path) -> None:
    for name in ("a.jsonl.gz", "a.csv", "a.tsv", "a.parquet"):
        write_dump(raw / name, page_rows(1))

    def chosen(*names: str, **settings: object) -> str:
        given = [str(raw / name) for name in names]
        return str(
            configuration_for(configured(**settings), given, str(clean)).running.output.format
        )

    assert chosen("a.jsonl.gz") == "jsonl"
    assert chosen("a.csv") == "csv"
    assert chosen("a.parquet") == "parquet"
    assert chosen("a.parquet", "a.csv") == "jsonl"
    assert chosen("a.csv", ".") == "md"
    assert chosen("a.csv", output_format="json") == "json"


def test_a_wrong_column_is_an_error_before_anything_is_written(raw: Path, clean: Path) -> None:
    dump = write_dump(raw / "a.jsonl", page_rows(1))
    with pytest.raises(SourceError, match=r"no column prose.*its columns: id, url, title, text"):
        configuration_for(configured(dumps_text_column="prose"), [str(dump)], str(clean))
    assert not clean.exists()


def test_a_plan_of_a_dump_writes_nothing(raw: Path, clean: Path) -> None:
    dump = write_dump(raw / "a.parquet", page_rows(3))
    steps = list(plan_sources([str(dump)], clean, configured(), make_cleaner=ParagraphCleaner))
    assert [step.action for step in steps] == ["clean"] * 3
    assert not clean.exists()


class Rewriting:
    """Writes another dump when the inputs of a run are known."""

    def __init__(self, dump: Path) -> None:
        self._dump = dump

    def begun(self, inputs: int) -> None:
        rows = [{**row, "text": f"Other {row['text']}"} for row in page_rows(inputs)]
        write_dump(self._dump, rows)

    def settled(self, row: Row) -> None:
        pass


def test_a_dump_that_changes_while_it_is_cleaned_is_told(raw: Path, clean: Path) -> None:
    dump = write_dump(raw / "a.jsonl", page_rows(3))
    report = clean_sources(
        [str(dump)],
        clean,
        configured(output_format="jsonl"),
        make_cleaner=ParagraphCleaner,
        watcher=Rewriting(dump),
    )
    assert outcomes(report) == {"failed": 3}
    assert "has changed since it was scanned" in report.failures[0].why[1]
    assert outcomes(clean_dump(dump, clean, output_format="jsonl")) == {"written": 3}


@pytest.mark.parametrize("name", ["pages.jsonl", "pages.csv.gz", "pages.parquet"])
def test_a_shard_reads_its_rows_itself(raw: Path, clean: Path, tmp_path: Path, name: str) -> None:
    dump = write_dump(raw / name, page_rows(20))
    configuration = configured(run_shard_pages=4, output_format="parquet")
    work = shard_work(configuration, ParagraphCleaner, str(clean), jobs=1)
    opened = open_run(
        [str(dump)], clean, configuration, make_cleaner=ParagraphCleaner, by_shard=True
    )
    with opened as run:
        for shard in reversed(list(shards_of(run, configuration))):
            run.settle_shard(shard, clean_shard(shard, work))
        report = run.close()
    assert outcomes(report) == {"written": 20}
    clean_dump(dump, tmp_path / "other", output_format="parquet", run_shard_pages=4)
    assert tree(clean) == tree(tmp_path / "other")


class RangedFile(AbstractBufferedFile):  # type: ignore[misc]  # fsspec has no types
    """A file that is read by ranges, as those of object stores are."""

    def _fetch_range(self, start: int, end: int) -> bytes:
        return Path(self.path).read_bytes()[start:end]


class RangedFileSystem(AbstractFileSystem):  # type: ignore[misc]
    """Files of this machine that are opened as those of object stores are."""

    protocol = "ranged"

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return "/" + path.removeprefix("ranged://").strip("/")

    def info(self, path: str, **_: object) -> dict[str, object]:
        facts = Path(self._strip_protocol(path)).stat()
        kind = "directory" if stat.S_ISDIR(facts.st_mode) else "file"
        mark = str(facts.st_mtime_ns)
        return {"name": path, "size": facts.st_size, "type": kind, "LastModified": mark}

    def _open(self, path: str, mode: str = "rb", **_: object) -> RangedFile:
        return RangedFile(self, path, mode, block_size=512)


fsspec.register_implementation("ranged", RangedFileSystem, clobber=True)


@pytest.mark.parametrize("name", ["pages.jsonl", "pages.csv", "pages.csv.zst", "pages.parquet"])
def test_a_dump_in_a_store_gives_what_a_file_gives(
    raw: Path, clean: Path, tmp_path: Path, name: str
) -> None:
    dump = write_dump(raw / name, page_rows(5))
    url = f"ranged:/{dump}"
    settings: dict[str, object] = {"output_format": "jsonl"}
    for _ in range(2):
        report = clean_sources(
            [url], tmp_path / "remote", configured(**settings), make_cleaner=ParagraphCleaner
        )
        assert report.balanced
    assert outcomes(report) == {"unchanged": 5}
    clean_dump(dump, clean, output_format="jsonl")
    assert tree(tmp_path / "remote") == tree(clean)
