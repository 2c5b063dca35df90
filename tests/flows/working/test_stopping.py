"""A run that is killed or stopped loses nothing that it has done."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import msgspec
import pytest

from flows.storing.catalog.catalog import find_catalog
from flows.storing.catalog.run_rows import RunState, last_runs
from flows.working.report import RunReport
from tests.flows.working.pages import ledger, outcomes, rows_of, run_over, story, tree, write_pages
from tests.flows.working.run_script import running, wait_until

PAGES = 40


@pytest.fixture
def raw(raw: Path) -> Path:
    write_pages(raw, {f"{n:02}.txt": story(n) + "!wait 0.03\n" for n in range(PAGES)})
    return raw


def finished(clean: Path) -> int:
    """Return how many outcomes the catalog of a run that goes on (or was killed) knows."""
    catalog = find_catalog("", clean) if clean.exists() else None
    if catalog is None:
        return 0
    with catalog:
        return len({row.input for rows in (catalog.rows(), catalog.waiting_rows()) for row in rows})


def last_state(clean: Path) -> RunState:
    """Return how far the last run of a catalog has come."""
    catalog = find_catalog("", clean)
    assert catalog is not None
    with catalog, catalog.reading() as connection:
        return last_runs(connection, 1)[0].state


@pytest.mark.parametrize("file_format", ["md", "jsonl"])
def test_a_killed_run_goes_on_where_it_was(raw: Path, tmp_path: Path, file_format: str) -> None:
    settings = {"output_format": file_format, "run_shard_pages": 8}
    fresh, clean = tmp_path / "fresh", tmp_path / "clean"
    run_over(raw, fresh, run_jobs=2, **settings)  # type: ignore[arg-type]
    with running(raw, clean, run_jobs=2, **settings) as run:
        wait_until(lambda: finished(clean) >= 12)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    done = finished(clean)
    (clean / ".copydesk-0123456789abcdef.tmp").write_text("half a page")
    report = run_over(raw, clean, run_jobs=2, **settings)  # type: ignore[arg-type]
    assert outcomes(report).keys() == {"written", "unchanged"}
    assert report.outcomes["unchanged"] == done
    assert tree(clean) == tree(fresh)


def test_parts_that_a_killed_run_has_made_stale_are_removed_by_the_next(
    raw: Path, tmp_path: Path
) -> None:
    settings = {"output_format": "jsonl", "run_shard_pages": 4}
    fresh, clean = tmp_path / "fresh", tmp_path / "clean"
    run_over(raw, clean, run_jobs=2, **settings)  # type: ignore[arg-type]
    before = set(tree(clean))
    write_pages(raw, {f"{n:02}.txt": story(n + 100) + "!wait 0.05\n" for n in range(PAGES)})

    def stale() -> set[str]:
        return before - {row.output or "" for row in ledger(clean)}

    with running(raw, clean, run_jobs=2, **settings) as run:
        wait_until(lambda: bool(stale()))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    assert stale() <= set(tree(clean))
    run_over(raw, clean, run_jobs=2, **settings)  # type: ignore[arg-type]
    run_over(raw, fresh, run_jobs=2, **settings)  # type: ignore[arg-type]
    assert tree(clean) == tree(fresh)


@pytest.mark.parametrize("file_format", ["md", "jsonl"])
def test_ctrl_c_finishes_the_pages_in_hand_and_the_ledger(
    raw: Path, tmp_path: Path, file_format: str
) -> None:
    settings = {"output_format": file_format, "run_shard_pages": 8}
    fresh, clean = tmp_path / "fresh", tmp_path / "clean"
    run_over(raw, fresh, **settings)  # type: ignore[arg-type]
    with running(raw, clean, run_jobs=2, **settings) as run:
        wait_until(lambda: finished(clean) >= 10)
        os.killpg(run.pid, signal.SIGINT)
        assert run.stdout is not None
        report = msgspec.json.decode(run.stdout.read(), type=RunReport)
    assert report.stopped
    assert report.balanced
    assert outcomes(report).keys() == {"written"}
    assert report.unreached == PAGES - report.outcomes["written"] > 10
    assert len(rows_of(clean)) == report.outcomes["written"]
    again = run_over(raw, clean, **settings)  # type: ignore[arg-type]
    assert again.outcomes["unchanged"] == report.outcomes["written"]
    assert tree(clean) == tree(fresh)


def test_a_stopped_run_keeps_what_earlier_ones_have_written(raw: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    run_over(raw, clean, output_format="jsonl", run_shard_pages=8)
    before = b"".join(sorted(b"".join(tree(clean).values()).splitlines(keepends=True)))
    write_pages(raw, {"00.txt": story(100) + "!wait 1\n", "00x.txt": story(101)})
    with running(raw, clean, output_format="jsonl", run_shard_pages=8) as run:
        wait_until(lambda: last_state(clean) is RunState.RUNNING)
        os.killpg(run.pid, signal.SIGINT)
        run.wait()
    after = b"".join(sorted(b"".join(tree(clean).values()).splitlines(keepends=True)))
    assert len(after.splitlines()) in (PAGES, PAGES + 1)
    assert len(set(before.splitlines()) - set(after.splitlines())) <= 1


def test_a_second_ctrl_c_stops_at_once(tmp_path: Path) -> None:
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    write_pages(raw, {"a.txt": story(1), "b.txt": "Title\n!sleep\n"})
    with running(raw, clean) as run:
        wait_until(lambda: finished(clean) == 1)
        run.send_signal(signal.SIGINT)
        run.send_signal(signal.SIGTERM)
        assert run.wait(timeout=10) != 0
    write_pages(raw, {"b.txt": story(2)})
    assert outcomes(run_over(raw, clean)) == {"unchanged": 1, "written": 1}


def test_a_worker_that_hangs_in_c_does_not_outlive_a_killed_run(tmp_path: Path) -> None:
    raw, note = tmp_path / "raw", tmp_path / "process"
    write_pages(raw, {"a.txt": f"Title\n!note-process {note}\n!hang\n"})
    with running(raw, tmp_path / "clean", run_timeout_seconds=0.5) as run:
        wait_until(lambda: note.exists() and bool(note.read_text()))
        run.send_signal(signal.SIGKILL)
    wait_until(lambda: not is_alive(int(note.read_text())))


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
