"""No page takes another one, or the run, down with it."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
from multiprocessing import forkserver
from pathlib import Path

import pytest

from flows.storing.ledger import Row
from flows.working.guard import GuardedWorkers, WorkersUnavailableError
from flows.working.page_work import PageWork
from flows.working.worker_context import worker_context
from tests.flows.working.pages import (
    configured,
    outcomes,
    rows_of,
    run_over,
    story,
    write_pages,
)
from tests.flows.working.paragraph_cleaner import ParagraphCleaner

HARMS = {
    "hang": ("timeout", "not done within 1 seconds"),
    "deaf": ("timeout", "not done within 1 seconds"),
    "sleep": ("timeout", "not done within 1 seconds"),
    "abort": ("crash", "the worker process was ended by SIGABRT"),
    "segfault": ("crash", "the worker process was ended by SIGSEGV"),
    "kill": ("crash", "the worker process was ended by SIGKILL"),
    "quit": ("crash", "the worker process ended with exit code 7"),
    "exit": ("error", "SystemExit: 3 (flows/working/paragraph_cleaner.py"),
    "recursion": ("error", "RecursionError: maximum recursion depth exceeded"),
    "odd": ("error", "OddError: ('odd', <function"),
}


def test_every_harm_is_one_failed_outcome_and_everything_else_is_written(tmp_path: Path) -> None:
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    write_pages(raw, {f"{harm}-page.txt": f"Title\n!{harm}\n" for harm in HARMS})
    write_pages(raw, {f"{harm}-neighbour-{n}.txt": story(n) for n in (1, 2) for harm in HARMS})
    write_pages(raw, {"interrupt.txt": "Title\n!interrupt\n"})
    report = run_over(raw, clean, run_jobs=2, run_timeout_seconds=1.0)
    assert outcomes(report) == {"written": 3, "duplicate": 18, "failed": len(HARMS)}
    rows = rows_of(clean)
    for harm, (reason, detail) in HARMS.items():
        row = rows[f"{harm}-page.txt"]
        assert (row.status, row.reason) == ("failed", reason)
        assert row.detail.startswith(detail)
        assert row.output is None
    assert {page.input for page in report.failures} == {
        row.input for row in rows.values() if row.reason
    }

    again = run_over(raw, clean, run_jobs=2, run_timeout_seconds=1.0)
    assert outcomes(again) == {"unchanged": 21, "failed": len(HARMS)}
    assert again.seconds < 1.0
    assert rows_of(clean)["hang-page.txt"].carried

    write_pages(raw, {"hang-page.txt": story(3)})
    mended = run_over(raw, clean)
    assert outcomes(mended) == {"unchanged": 21, "written": 1, "failed": len(HARMS) - 1}


def test_failed_pages_are_tried_again_on_request(tmp_path: Path) -> None:
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    write_pages(raw, {"slow.txt": "Title\n!wait 1.5\n"})
    assert rows_of_run(raw, clean, run_timeout_seconds=0.5).reason == "timeout"
    carried = rows_of_run(raw, clean, run_timeout_seconds=10.0)
    assert (carried.reason, carried.carried) == ("timeout", True)
    assert rows_of_run(raw, clean, run_timeout_seconds=10.0, retry_failed=True).status == "written"


def rows_of_run(raw: Path, clean: Path, **settings: object) -> Row:
    run_over(raw, clean, **settings)  # type: ignore[arg-type]
    return rows_of(clean)["slow.txt"]


def test_a_page_that_eats_memory_fails_and_its_worker_is_replaced(tmp_path: Path) -> None:
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    write_pages(raw, {"a.txt": "Title\n!memory\n", "b.txt": story(1)})
    report = run_over(raw, clean, run_memory_megabytes=600)
    assert outcomes(report) == {"written": 1, "failed": 1}
    assert rows_of(clean)["a.txt"].reason == "memory"


def test_workers_are_replaced_after_their_pages(tmp_path: Path) -> None:
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    write_pages(raw, {f"{number}.txt": story(number) for number in range(7)})
    assert outcomes(run_over(raw, clean, run_pages_per_worker=2)) == {"written": 7}


def test_a_run_of_known_outcomes_starts_no_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    write_pages(raw, {"a.txt": story(1)})
    run_over(raw, clean)
    monkeypatch.setattr("flows.working.guard.ProcessPool", None)
    assert outcomes(run_over(raw, clean)) == {"unchanged": 1}


def refuse_to_start(memory_megabytes: int) -> None:
    raise MemoryError(memory_megabytes)


def test_workers_that_cannot_start_end_the_run_with_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = tmp_path / "raw"
    write_pages(raw, {"a.txt": story(1)})
    monkeypatch.setattr("flows.working.guard.prepare_worker", refuse_to_start)
    with pytest.raises(WorkersUnavailableError, match="memory_megabytes"):
        run_over(raw, tmp_path / "clean")


def test_pages_are_taken_no_further_ahead_than_there_are_workers() -> None:
    configuration = configured(run_jobs=2)
    work = PageWork(ParagraphCleaner, configuration.cleaning, configuration.running.output, 30.0)
    with GuardedWorkers(work, configuration.running.run) as workers:
        assert not list(workers.clean([]))


@pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="no server")
def test_the_server_of_workers_is_started_deaf_to_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    masks: list[set[int]] = []

    def started() -> None:
        masks.append(signal.pthread_sigmask(signal.SIG_BLOCK, []))

    monkeypatch.setattr(forkserver, "ensure_running", started)
    worker_context(ParagraphCleaner.__module__)
    assert signal.SIGINT in masks[0]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_a_script_that_starts_a_run_is_not_run_again_by_its_workers(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from flows.configuration import load_configuration\n"
        "from flows.working.run import clean_sources\n"
        f"open({str(tmp_path / 'begun')!r}, 'a').write('x')\n"
        f"report = clean_sources([{str(tmp_path / 'page.txt')!r}], {str(tmp_path / 'clean')!r},\n"
        "    load_configuration(None, ('run.jobs=1',)))\n"
        "assert report.outcomes['failed'] == 0, report\n"
    )
    (tmp_path / "page.txt").write_text(story(1))
    subprocess.run([sys.executable, script], check=True, cwd=Path(__file__).parents[3])
    assert (tmp_path / "begun").read_text() == "x"
