"""A run accounts for every input, writes only its own files, and writes the same every time."""

from __future__ import annotations

import errno
import gzip
import os
import socket
from pathlib import Path

import msgspec
import pytest

from flows.sources.files import FileDigest
from flows.sources.roots import SourceError
from flows.storing.atomic import write_file
from flows.storing.catalog.errors import CatalogError
from flows.storing.ledger import Row
from flows.storing.lock import DestinationLockedError, locked
from flows.working.dry_run import plan_sources
from flows.working.outcomes import DestinationError
from flows.working.run import clean_sources
from tests.flows.working.pages import (
    configured,
    ledger,
    outcomes,
    record,
    rows_of,
    run_over,
    story,
    tree,
    write_pages,
)
from tests.flows.working.paragraph_cleaner import ParagraphCleaner

FORMATS = ["md", "txt", "json", "jsonl", "parquet"]


def test_every_kind_of_input_has_an_outcome(raw: Path, clean: Path) -> None:
    write_pages(raw, {"a/page.html": story(1), "b.txt": story(2), "empty.txt": "", "nul.bin": "\0"})
    (raw / "page.html.gz").write_bytes(gzip.compress(story(3).encode()))
    (raw / "broken.gz").write_bytes(gzip.compress(story(3).encode())[:-9])
    (raw / "bomb.gz").write_bytes(gzip.compress(bytes(40_000_000)))
    (raw / "large.html").write_bytes(b" " * 60_000_000)
    (raw / "dangling.html").symlink_to("nowhere")
    os.mkfifo(raw / "pipe.html")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(raw / "socket.html"))
        report = run_over(raw, clean)
    assert outcomes(report) == {"written": 3, "rejected": 7, "failed": 1}
    assert {name: row.reason for name, row in rows_of(clean).items()} == {
        "a/page.html": "",
        "b.txt": "",
        "bomb.gz": "too_large",
        "broken.gz": "corrupt_compression",
        "dangling.html": "unreadable",
        "empty.txt": "empty",
        "large.html": "too_large",
        "nul.bin": "binary",
        "page.html.gz": "",
        "pipe.html": "not_a_file",
        "socket.html": "not_a_file",
    }
    assert rows_of(clean)["dangling.html"].detail == "No such file or directory"
    assert sorted(tree(clean)) == [
        "a/page.html.json",
        "a/page.html.md",
        "b.txt.json",
        "b.txt.md",
        "page.html.gz.json",
        "page.html.gz.md",
    ]


def test_a_row_says_what_was_made_of_a_page(raw: Path, clean: Path) -> None:
    write_pages(raw, {"page.html": story(1) + "lang:de\nLOUD\n"})
    (raw / "page.json").write_text('{"url": "https://gazette.example/a", "status": 200}')
    report = run_over(raw, clean)
    row = rows_of(clean)["page.html"]
    assert row.input == "../raw/page.html"
    assert row.source == "../raw"
    assert (row.words_in, row.words_out, row.cuts) == (14, 11, {"advertisement": 3})
    assert (row.title, row.language, row.host) == ("Story 1", "de", "gazette.example")
    assert (row.output, row.record) == ("page.html.md", "page.html.json")
    assert [warning.code for warning in row.warnings] == ["shouting"]
    assert record(clean, "page.html.json")["source"]["uri"] == "https://gazette.example/a"
    assert record(clean, "page.html.json")["id"] == row.id
    assert report.left_out == {"sidecar": 1}
    assert (report.words_in, report.words_out) == (14, 11)
    assert report.doubtful[0].why == ("shouting",)


@pytest.mark.parametrize("file_format", FORMATS)
def test_any_number_of_workers_writes_the_same_bytes(
    raw: Path, tmp_path: Path, file_format: str
) -> None:
    write_pages(raw, {f"{number % 7}/{number}.txt": story(number % 50) for number in range(60)})
    trees = []
    for jobs in (1, 2):
        clean = tmp_path / f"clean{jobs}"
        run_over(raw, clean, run_jobs=jobs, output_format=file_format, run_shard_pages=10)
        trees.append(tree(clean))
        again = run_over(raw, clean, run_jobs=jobs, output_format=file_format, run_shard_pages=10)
        assert outcomes(again) == {"unchanged": 60}
        assert tree(clean) == trees[-1]
    assert trees[0] == trees[1]
    forced = run_over(raw, clean, force=True, output_format=file_format, run_shard_pages=10)
    assert outcomes(forced) == {"written": 50, "duplicate": 10}
    assert tree(clean) == trees[0]


def test_what_has_changed_is_cleaned_again_and_nothing_else(raw: Path, clean: Path) -> None:
    write_pages(raw, {f"{number}.txt": story(number) for number in range(5)})
    run_over(raw, clean)
    times = {path.name: path.stat().st_mtime_ns for path in clean.glob("*.md")}
    write_pages(raw, {"1.txt": story(11)})
    (raw / "2.json").write_text('{"url": "https://gazette.example/2"}')
    (clean / "3.txt.md").write_text("tampered with")
    (clean / "4.txt.json").unlink()
    os.utime(raw / "0.txt")
    assert outcomes(run_over(raw, clean)) == {"written": 4, "unchanged": 1}
    assert (clean / "0.txt.md").stat().st_mtime_ns == times["0.txt.md"]
    assert "11 hours" in (clean / "1.txt.md").read_text()
    assert "gazette.example/2" in (clean / "2.txt.md").read_text()
    assert "3 hours" in (clean / "3.txt.md").read_text()
    assert (clean / "4.txt.json").exists()


def test_other_settings_clean_again(raw: Path, clean: Path) -> None:
    write_pages(raw, {"a.txt": story(1)})
    run_over(raw, clean)
    assert outcomes(run_over(raw, clean, run_jobs=2)) == {"unchanged": 1}
    assert outcomes(run_over(raw, clean, output_comments=True)) == {"written": 1}
    assert outcomes(run_over(raw, clean, reading_max_depth=500)) == {"written": 1}


@pytest.mark.parametrize("file_format", ["md", "jsonl"])
def test_duplicates_are_told_and_written_or_not(raw: Path, clean: Path, file_format: str) -> None:
    write_pages(raw, {"b.txt": story(1), "a.txt": story(1), "c.txt": story(1), "d.txt": story(2)})
    report = run_over(raw, clean, output_format=file_format)
    assert outcomes(report) == {"written": 2, "duplicate": 2}
    rows = rows_of(clean)
    assert {name: row.duplicate_of for name, row in rows.items() if row.duplicate_of} == {
        "b.txt": "../raw/a.txt",
        "c.txt": "../raw/a.txt",
    }
    assert rows["b.txt"].output
    assert outcomes(run_over(raw, clean, output_format=file_format)) == {"unchanged": 4}
    skipped = run_over(raw, clean, output_format=file_format, output_duplicates="skip", prune=True)
    assert outcomes(skipped) == {"unchanged": 2, "duplicate": 2}
    assert rows_of(clean)["b.txt"].output is None
    if file_format == "md":
        assert set(tree(clean)) == {"a.txt.md", "a.txt.json", "d.txt.md", "d.txt.json"}
    (raw / "a.txt").unlink()
    first = run_over(raw, clean, output_format=file_format, output_duplicates="skip", prune=True)
    assert outcomes(first) == {"written": 1, "unchanged": 1, "duplicate": 1}


def test_a_record_names_what_it_is_a_duplicate_of(raw: Path, clean: Path) -> None:
    write_pages(raw, {"x/a.txt": story(1), "x/b.txt": story(1)})
    run_over(raw, clean)
    assert record(clean, "x/b.txt.json")["output"]["duplicate_of"] == "x/a.txt"
    write_pages(raw, {"x/a.txt": story(2)})
    assert outcomes(run_over(raw, clean)) == {"written": 2}
    assert record(clean, "x/b.txt.json")["output"]["duplicate_of"] is None


def test_articles_in_other_languages_are_rejected_on_request(raw: Path, clean: Path) -> None:
    write_pages(raw, {"de.txt": "Eins\nlang:de-AT\n", "en.txt": "One\nlang:en\n", "x.txt": "One\n"})
    report = run_over(raw, clean, output_languages=["de"])
    assert outcomes(report) == {"written": 1, "rejected": 2}
    assert rows_of(clean)["en.txt"].reason == "other_language"
    assert rows_of(clean)["x.txt"].detail == "the language is not known"


def test_sidecars_are_no_inputs_and_their_faults_are_told(raw: Path, clean: Path) -> None:
    write_pages(
        raw, {"a.html": story(1), "a.html.json": "{", "b.html": story(2), "alone.json": "{}"}
    )
    run_over(raw, clean)
    assert set(rows_of(clean)) == {"a.html", "b.html", "alone.json"}
    assert [warning.code for warning in rows_of(clean)["a.html"].warnings] == ["invalid_sidecar"]


def test_an_empty_folder_is_a_run_of_nothing(raw: Path, clean: Path) -> None:
    raw.mkdir()
    assert run_over(raw, clean).inputs == 0
    assert rows_of(clean) == {}


@pytest.mark.parametrize("file_format", ["md", "jsonl"])
def test_the_ledger_of_an_earlier_copydesk_is_taken_over(
    raw: Path, clean: Path, file_format: str
) -> None:
    write_pages(raw, {"a.txt": story(1), "b.txt": story(2)})
    run_over(raw, clean, output_format=file_format)
    before = tree(clean)
    rows = b"".join(msgspec.json.encode(row) + b"\n" for row in ledger(clean))
    (clean / "ledger.jsonl").write_bytes(rows)
    (clean / "catalog.sqlite").unlink()
    planned = plan_sources([str(raw)], clean, configured(output_format=file_format))
    assert {step.input for step in planned} == {"../raw/a.txt", "../raw/b.txt"}
    report = run_over(raw, clean, output_format=file_format)
    assert outcomes(report) == {"unchanged": 2}
    assert "ledger.jsonl of an earlier copydesk (2 rows) was taken over" in report.notes[0]
    (clean / "ledger.taken-over.jsonl").unlink()
    assert tree(clean) == before


def test_what_a_user_can_put_right_is_an_error_before_anything_is_done(
    raw: Path, clean: Path
) -> None:
    with pytest.raises(SourceError, match="no file or folder"):
        run_over(raw, clean)
    write_pages(raw, {"a.txt": story(1)})
    clean.mkdir(exist_ok=True)
    with locked(clean), pytest.raises(DestinationLockedError):
        run_over(raw, clean)
    (clean / "ledger.jsonl").write_text("[]\n")
    with pytest.raises(CatalogError, match="line 1"):
        run_over(raw, clean)
    assert set(tree(clean)) == {"ledger.jsonl"}


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(raw, {f"{number}.txt": story(number) for number in range(4)})

    def full(path: Path, content: bytes) -> str:
        if path.name == "2.txt.md":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_file(path, content)

    with monkeypatch.context() as patch:
        patch.setattr("flows.storing.local_destination.write_file", full)
        with pytest.raises(DestinationError, match=r"2\.txt\.md .*No space left"):
            run_over(raw, clean)
    assert outcomes(run_over(raw, clean)) == {"unchanged": 2, "written": 2}


def test_a_file_that_cannot_be_written_fails_alone_and_is_tried_again(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(raw, {"a.txt": story(1), "b.txt": story(2)})

    def refusing(path: Path, content: bytes) -> str:
        if path.name == "a.txt.md":
            raise PermissionError(errno.EACCES, "Permission denied")
        return write_file(path, content)

    with monkeypatch.context() as patch:
        patch.setattr("flows.storing.local_destination.write_file", refusing)
        assert outcomes(run_over(raw, clean)) == {"written": 1, "failed": 1}
    row = rows_of(clean)["a.txt"]
    assert (row.reason, row.detail) == ("unwritable", "a.txt.md: Permission denied")
    assert outcomes(run_over(raw, clean)) == {"written": 1, "unchanged": 1}


def test_a_page_that_changes_while_it_is_cleaned_is_told(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(raw, {"a.txt": story(1)})

    def stale(path: bytes, max_bytes: int) -> FileDigest:
        return FileDigest(size=1, sha256="ab" * 32)

    with monkeypatch.context() as patch:
        patch.setattr("flows.working.observing.digest_of_file", stale)
        run_over(raw, clean)
    row = rows_of(clean)["a.txt"]
    assert [warning.code for warning in row.warnings] == ["changed_while_running"]
    assert outcomes(run_over(raw, clean)) == {"unchanged": 1}


def test_a_page_may_come_from_standard_input(
    clean: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "page").write_text(story(1))
    for expected in ({"written": 1}, {"unchanged": 1}):
        with (tmp_path / "page").open() as page:
            monkeypatch.setattr("sys.stdin", page)
            assert outcomes(run_over([Path("-")], clean)) == expected
    assert record(clean, "stdin.json")["source"]["via"] == "stdin"


def test_the_watcher_is_told_of_every_outcome(raw: Path, clean: Path) -> None:
    class Watcher:
        def __init__(self) -> None:
            self.inputs = 0
            self.rows: list[str] = []

        def begun(self, inputs: int) -> None:
            self.inputs = inputs

        def settled(self, row: Row) -> None:
            self.rows.append(row.input)

    write_pages(raw, {"a.txt": story(1), "b.txt": ""})
    watcher = Watcher()
    clean_sources([str(raw)], clean, configured(), make_cleaner=ParagraphCleaner, watcher=watcher)
    assert (watcher.inputs, sorted(watcher.rows)) == (2, ["../raw/a.txt", "../raw/b.txt"])
