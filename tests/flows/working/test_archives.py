"""The pages of WARC files are inputs like any others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.working.archives import FETCHED_AT, write_archive
from tests.flows.working.pages import outcomes, record, rows_of, run_over, story, write_pages

PAGES = {
    "https://harbour.example/2026/ferry.html": story(1),
    "https://harbour.example/2026/pier.html": story(2),
}


def test_each_page_of_an_archive_is_an_input_with_its_place(raw: Path, clean: Path) -> None:
    write_archive(raw / "harbour" / "a.warc.gz", PAGES)
    report = run_over(raw, clean)
    assert outcomes(report) == {"written": 2}
    assert report.left_out == {"warc_media": 1}
    first, second = sorted(rows_of(clean))
    assert first == "harbour/a.warc.gz/000000000000-harbour-example-ferry"
    assert second.endswith("-harbour-example-pier")
    source = record(clean, f"{first}.json")["source"]
    assert source["via"] == "warc"
    assert source["uri"] == "https://harbour.example/2026/ferry.html"
    assert source["warc"]["file"] == "harbour/a.warc.gz"
    assert source["warc"]["offset"] == 0
    assert source["warc"]["record_id"].startswith("<urn:uuid:")
    assert record(clean, f"{first}.json")["fetch"]["at"] == FETCHED_AT


def test_an_archive_is_cleaned_once(raw: Path, clean: Path) -> None:
    write_archive(raw / "a.warc.gz", PAGES)
    run_over(raw, clean)
    assert outcomes(run_over(raw, clean)) == {"unchanged": 2}


def test_a_plain_archive_gives_the_same_articles_as_files(raw: Path, clean: Path) -> None:
    write_archive(raw / "a.warc", {"https://harbour.example/ferry": story(1)})
    write_pages(raw, {"ferry.txt": story(1)})
    assert outcomes(run_over(raw, clean)) == {"duplicate": 1, "written": 1}


def test_what_precedes_the_damage_is_kept_and_the_damage_is_told(raw: Path, clean: Path) -> None:
    path = raw / "a.warc.gz"
    write_archive(path, PAGES)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    report = run_over(raw, clean)
    assert report.outcomes["written"] >= 1
    assert report.outcomes["failed"] == 1
    failed = rows_of(clean)["a.warc.gz"]
    assert failed.reason == "unreadable"
    assert "byte" in failed.detail
    write_archive(path, PAGES)
    assert run_over(raw, clean).outcomes["failed"] == 0


def test_an_archive_that_is_left_out_has_not_gone(raw: Path, clean: Path) -> None:
    write_archive(raw / "a.warc.gz", PAGES)
    write_pages(raw, {"b.txt": story(3)})
    run_over(raw, clean)
    report = run_over(raw, clean, run_exclude=["*.warc.gz"])
    assert report.gone == 0
    (raw / "a.warc.gz").unlink()
    assert run_over(raw, clean).gone == 2


def test_a_known_archive_is_not_read_again(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_archive(raw / "a.warc.gz", PAGES)
    first = run_over(raw, clean)

    def never(*_: object) -> None:
        raise AssertionError("it was read")

    with monkeypatch.context() as patch:
        patch.setattr("flows.working.scanned_archives.archive_pages", never)
        again = run_over(raw, clean)
    assert outcomes(again) == {"unchanged": 2}
    assert again.left_out == first.left_out


def test_an_archive_that_has_changed_is_read_again(raw: Path, clean: Path) -> None:
    write_archive(raw / "a.warc.gz", PAGES)
    run_over(raw, clean)
    write_archive(raw / "a.warc.gz", {**PAGES, "https://harbour.example/rope": story(3)})
    report = run_over(raw, clean)
    # The first page begins where it did before; the second one may have moved.
    assert report.inputs == 3
    assert report.outcomes["unchanged"] >= 1
    assert report.gone == report.outcomes["written"] - 1
