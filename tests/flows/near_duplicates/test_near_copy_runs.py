"""Runs over folders in which some articles are near copies of others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from flows.configuration import load_configuration
from flows.working.report import RunReport
from flows.working.run import clean_sources
from tests.flows.near_duplicates.stories import Story, edited, story, write_story
from tests.flows.working.pages import STATE, outcomes, rows_of, run_over, tree
from tests.flows.working.paragraph_cleaner import ParagraphCleaner
from tests.flows.working.run_script import PROJECT
from tests.flows.working.test_shard_work import run_by_shards

# A run whose process ends when it has made so many changes.
_KILLED = """
import os, pathlib, signal, sys
from flows.near_duplicates.run_copies import RunCopies
from tests.flows.near_duplicates.test_near_copy_runs import run
raw, clean, file_format, articles, changes = sys.argv[1:]
left, put = int(changes), RunCopies.put
def ending(self, row):
    global left
    put(self, row)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
RunCopies.put = ending
run(pathlib.Path(raw), pathlib.Path(clean), file_format, articles=articles)
"""
FORMATS = ["md", "txt", "json", "jsonl", "parquet"]
WIRE = story(1)
STORIES: Mapping[str, tuple[Story, int]] = {
    "agency.txt": (WIRE, 3),
    "gazette.txt": ([*story(9, 1), *WIRE[2:]], 4),
    "herald.txt": (WIRE[:4], 5),
    "mirror.txt": (edited(WIRE, 0.1), 2),
    "other.txt": (story(2), 1),
    "post.txt": (story(3), 6),
    "record.txt": ([*story(3)[:7], *story(8, 2)], 7),
}


def write(folder: Path, names: Iterable[str] = STORIES) -> None:
    """Write stories, each with the day of its fetch."""
    for name in names:
        told, day = STORIES[name]
        write_story(folder, name, told, f"2024-05-{day:02}T08:00:00Z")


def remove(folder: Path, name: str) -> None:
    """Remove a story and what is known of its fetch."""
    (folder / name).unlink()
    (folder / f"{name}.json").unlink()


def run(
    sources: Path | list[Path], clean: Path, file_format: str = "md", **options: str
) -> RunReport:
    """Run over folders, and make sure that the books balance."""
    given = sources if isinstance(sources, list) else [sources]
    report = run_to([str(each) for each in given], clean, file_format, **options)
    assert referred(clean) == set(tree(clean))
    return report


def run_to(
    sources: list[str], clean: Path | str, file_format: str, catalog: str = "", **options: str
) -> RunReport:
    """Run over sources to any destination, and make sure that the books balance."""
    assignments = [f"near_duplicates.{name}={value}" for name, value in options.items()]
    settings = {
        "run": {"jobs": 1, "memory_megabytes": 1_000, "shard_pages": 3},
        "output": {"format": file_format},
        "catalog": {"url": catalog},
    }
    report = clean_sources(
        sources,
        clean,
        load_configuration(None, tuple(assignments), settings),
        make_cleaner=ParagraphCleaner,
    )
    assert report.balanced
    assert sum(report.outcomes.values()) == report.inputs
    return report


def referred(clean: Path) -> set[str]:
    """Return the files that the ledger names."""
    return {name for row in rows_of(clean).values() for name in row.files}


def records(clean: Path) -> dict[str, dict[str, Any]]:
    """Return the records of all articles, by the page below its source."""
    found: list[dict[str, Any]] = []
    for path in clean.iterdir():
        if path.suffix == ".json" and not path.name.startswith(STATE):
            found.append(json.loads(path.read_bytes()))
        elif path.suffix == ".jsonl":
            found += map(json.loads, path.read_bytes().splitlines())
        elif path.suffix == ".parquet":
            found += map(json.loads, parquet.read_table(path)["record"].to_pylist())
    return {record["source"]["path"]: record for record in found}


def copies(clean: Path) -> dict[str, str | None]:
    """Return of each page the one that its article is a near copy of, by the records.

    Raises:
        AssertionError: The ledger says something else.
    """
    found = records(clean)
    names = {record["id"]: name for name, record in found.items()}
    said: dict[str, str | None] = {}
    for name, record in found.items():
        near, row = record["output"]["near_duplicate"], rows_of(clean)[name]
        known = row.near_duplicate
        assert (near is None) == (known is None)
        if near is None or known is None:
            continue
        assert near["cluster"] == known.cluster == known.id[:16]
        assert (near["similarity"], near["containment"]) == (known.similarity, known.containment)
        assert near["of"] == (None if known.of is None else known.id)
        said[name] = None if near["of"] is None else names[near["of"]]
    return said


EXPECTED = {
    "mirror.txt": None,
    "agency.txt": "mirror.txt",
    "gazette.txt": "mirror.txt",
    "herald.txt": "mirror.txt",
    "post.txt": None,
    "record.txt": "post.txt",
}


@pytest.mark.parametrize("file_format", FORMATS)
def test_near_copies_are_said_in_records_and_rows(raw: Path, clean: Path, file_format: str) -> None:
    write(raw)
    report = run(raw, clean, file_format)
    assert outcomes(report) == {"written": 7}
    assert (report.near_duplicates.copies, report.near_duplicates.clusters) == (4, 2)
    assert copies(clean) == EXPECTED
    before, times = tree(clean), changed_at(clean)
    report = run(raw, clean, file_format)
    assert outcomes(report) == {"unchanged": 7}
    assert report.near_duplicates.copies == 4
    assert tree(clean) == before
    assert changed_at(clean) == times


@pytest.mark.parametrize("file_format", ["json", "jsonl"])
def test_shards_say_what_the_command_line_says(
    raw: Path, clean: Path, tmp_path: Path, file_format: str
) -> None:
    write(raw)
    run_by_shards(raw, clean, output_format=file_format)
    assert copies(clean) == EXPECTED
    run_over(raw, tmp_path / "other", output_format=file_format, run_shard_pages=4)
    assert tree(clean) == tree(tmp_path / "other")


def changed_at(clean: Path) -> dict[str, int]:
    """Return when each file of a destination was written."""
    return {name: (clean / name).stat().st_mtime_ns for name in tree(clean)}


@pytest.mark.parametrize("file_format", ["md", "jsonl"])
def test_nights_add_up_to_what_one_run_says(tmp_path: Path, file_format: str) -> None:
    write(tmp_path / "raw")
    run(tmp_path / "raw", tmp_path / "once", file_format)
    for names in (["record.txt", "agency.txt"], ["herald.txt"], ["post.txt", "mirror.txt"]):
        write(tmp_path / "nightly" / "raw", names)
        run(tmp_path / "nightly" / "raw", tmp_path / "nightly" / "clean", file_format)
    write(tmp_path / "nightly" / "raw")
    run(tmp_path / "nightly" / "raw", tmp_path / "nightly" / "clean", file_format)
    assert tree(tmp_path / "nightly" / "clean") == tree(tmp_path / "once")


@pytest.mark.parametrize("file_format", FORMATS)
def test_near_copies_are_left_out_and_come_back(
    raw: Path, clean: Path, tmp_path: Path, file_format: str
) -> None:
    write(raw)
    run(raw, tmp_path / "all", file_format)
    report = run(raw, clean, file_format, articles="leave_out")
    assert outcomes(report) == {"written": 3, "duplicate": 4}
    assert report.near_duplicates.left_out == 4
    assert set(records(clean)) == {"mirror.txt", "other.txt", "post.txt"}
    rows = rows_of(clean)
    assert rows["herald.txt"].reason == "near_duplicate"
    assert rows["herald.txt"].duplicate_of == rows["mirror.txt"].input
    assert report.words_out == sum(row.words_out for row in rows.values() if row.output)
    assert not report.reasons
    before, times = tree(clean), changed_at(clean)
    report = run(raw, clean, file_format, articles="leave_out")
    assert outcomes(report) == {"unchanged": 3, "duplicate": 4}
    assert tree(clean) == before
    assert changed_at(clean) == times
    report = run(raw, clean, file_format)
    assert outcomes(report) == {"unchanged": 3, "written": 4}
    assert tree(clean) == tree(tmp_path / "all")
    report = run(raw, clean, file_format, enabled="false")
    assert outcomes(report) == {"unchanged": 7}
    assert copies(clean) == {}
    assert report.near_duplicates.copies == 0


@pytest.mark.parametrize("file_format", ["md", "parquet"])
def test_a_copy_comes_back_when_its_original_goes(raw: Path, clean: Path, file_format: str) -> None:
    write(raw)
    run(raw, clean, file_format, articles="leave_out")
    remove(raw, "post.txt")
    report = run(raw, clean, file_format, articles="leave_out")
    assert outcomes(report) == {"unchanged": 2, "duplicate": 3, "written": 1}
    assert "record.txt" in records(clean)
    assert rows_of(clean)["record.txt"].near_duplicate is None


def test_the_same_bytes_twice_are_left_out_once(raw: Path, clean: Path, tmp_path: Path) -> None:
    write_story(raw, "one.txt", story(1))
    write_story(raw, "two.txt", story(1))
    assert outcomes(run(raw, tmp_path / "kept")) == {"written": 1, "duplicate": 1}
    for known in ({"written": 1}, {"unchanged": 1}):
        report = run(raw, clean, articles="leave_out")
        assert outcomes(report) == {**known, "duplicate": 1}
        assert set(tree(clean)) == {"one.txt.md", "one.txt.json"}
    run(raw, clean)
    assert tree(clean) == tree(tmp_path / "kept")


def test_a_copy_comes_back_a_run_later_when_its_original_becomes_another_text(
    raw: Path, clean: Path
) -> None:
    write(raw)
    run(raw, clean, articles="leave_out")
    write_story(raw, "post.txt", story(5))
    report = run(raw, clean, articles="leave_out")
    assert outcomes(report) == {"unchanged": 2, "duplicate": 4, "written": 1}
    assert report.near_duplicates.returning == 1
    report = run(raw, clean, articles="leave_out")
    assert outcomes(report) == {"unchanged": 3, "duplicate": 3, "written": 1}
    assert (clean / "record.txt.md").exists()
    assert outcomes(run(raw, clean, articles="leave_out")) == {"unchanged": 4, "duplicate": 3}


@pytest.mark.parametrize("file_format", ["txt", "jsonl"])
def test_articles_of_other_sources_are_compared_too(
    tmp_path: Path, clean: Path, file_format: str
) -> None:
    write(tmp_path / "one", ["agency.txt", "post.txt"])
    run(tmp_path / "one", clean, file_format)
    write(tmp_path / "two", ["mirror.txt", "record.txt"])
    report = run(tmp_path / "two", clean, file_format)
    assert report.near_duplicates.copies == 2
    assert copies(clean) == {
        "mirror.txt": None,
        "agency.txt": "mirror.txt",
        "post.txt": None,
        "record.txt": "post.txt",
    }
    before = tree(clean)
    run([tmp_path / "one", tmp_path / "two"], clean, file_format)
    assert copies(clean).keys() == records(clean).keys()
    run(tmp_path / "one", clean, file_format)
    assert len(tree(clean)) == len(before)


@pytest.mark.parametrize("how", ["md keep 3", "parquet leave_out 4"])
def test_a_run_that_is_killed_among_the_changes_is_taken_up_by_the_next(
    raw: Path, clean: Path, tmp_path: Path, how: str
) -> None:
    file_format, articles, changes = how.split()
    write(raw)
    run(raw, tmp_path / "whole", file_format, articles=articles)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, raw, clean, file_format, articles, changes],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT), *sys.path])},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    report = run(raw, clean, file_format, articles=articles)
    assert report.near_duplicates.copies == 4
    assert tree(clean) == tree(tmp_path / "whole")
    assert copies(clean) == copies(tmp_path / "whole")


def test_what_somebody_changed_is_made_again_by_the_next_run(raw: Path, clean: Path) -> None:
    write(raw)
    run(raw, clean)
    before = tree(clean)
    (clean / "agency.txt.json").write_text("{}")
    remove(raw, "mirror.txt")
    run(raw, clean)
    write(raw, ["mirror.txt"])
    run(raw, clean)
    assert tree(clean) == before


def test_amending_leaves_the_rest_of_a_record_as_it_was(raw: Path, clean: Path) -> None:
    write(raw)
    run(raw, clean, enabled="false")
    without = tree(clean)
    run(raw, clean)
    assert tree(clean) != without
    run(raw, clean, enabled="false")
    assert tree(clean) == without
