"""``copydesk status`` as a user meets it."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from flows.storing.catalog.catalog import open_catalog
from flows.storing.catalog.page_rows import PageRow
from flows.storing.destinations import open_destination
from tests.flows.commands.invoking import invoke
from tests.flows.commands.running import refusal
from tests.flows.working.pages import run_over, story, write_pages
from tests.flows.working.run_script import running, wait_until


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("told")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "ledger.jsonl").write_text("")
    facts = '{"url": "https://gazette.example/%s"}'
    pages = {"a": story(1), "b": story(2), "empty": "", "loud": "TITLE\nlang:de\n" + story(3)}
    for name, text in pages.items():
        write_pages(tmp_path / "raw", {f"{name}.html": text, f"{name}.json": facts % name})
    (tmp_path / "raw" / "gone.html").symlink_to("nowhere")
    run_over(tmp_path / "raw", tmp_path / "clean")
    return tmp_path


def words(completed_stdout: bytes) -> list[list[str]]:
    return [line.split() for line in completed_stdout.decode().splitlines()]


def test_it_shows_outcomes_runs_reasons_and_hosts(folder: Path) -> None:
    completed = invoke("status", "clean", folder=folder)
    assert completed.returncode == 0, completed.stderr
    lines = words(completed.stdout)
    for line in (
        ["5", "inputs"],
        ["written", "3"],
        ["rejected", "1"],
        ["failed", "1"],
        ["unreadable", "1"],
        ["empty", "1"],
        ["shouting", "1"],
        ["gazette.example", "0", "1", "1", "3"],
        ["(host", "not", "known)", "1", "0", "0", "0"],
    ):
        assert line in lines, completed.stdout.decode()
    assert b"clean" in completed.stdout
    assert b"completed" in completed.stdout
    assert b"3 written, 1 rejected, 1 failed" in completed.stdout
    assert b"\x1b" not in completed.stdout


def test_json_is_for_programs(folder: Path) -> None:
    told = json.loads(invoke("status", "clean", "--json", folder=folder).stdout)
    assert told["inputs"] == 5
    assert told["outcomes"]["written"] == 3
    assert told["rejected"] == {"empty": 1}
    assert told["drifting"] == []
    assert told["runs"][0]["report"]["balanced"] is True
    assert Path(told["catalog"]) == folder / "clean" / "catalog.sqlite"


def test_rows_are_lines_of_json(folder: Path) -> None:
    lines = invoke("status", "clean", "--rows", folder=folder).stdout.splitlines()
    rows = {row["input"]: row for row in map(json.loads, lines)}
    assert rows["../raw/a.html"]["status"] == "written"
    assert rows["../raw/gone.html"]["reason"] == "unreadable"
    assert len(rows) == 5


def test_the_usual_destination_is_that_of_the_settings(folder: Path) -> None:
    assert invoke("status", folder=folder).stdout == invoke("status", "clean", folder=folder).stdout


def test_pages_of_an_ingest_are_counted_by_their_last_fetch(folder: Path) -> None:
    with open_catalog("", open_destination(folder / "clean")) as catalog:
        for name, outcome, reason in (("a", "fetched", ""), ("b", "refused", "robots")):
            url = f"https://gazette.example/{name}"
            page = PageRow(url=url, host="gazette.example", outcome=outcome, reason=reason)
            catalog.put_fetches([page], [])
    lines = words(invoke("status", "clean", folder=folder).stdout)
    assert ["fetched", "1"] in lines
    assert ["refused:", "robots", "1"] in lines


def test_it_is_told_while_a_run_goes_on_and_after_it_was_killed(tmp_path: Path) -> None:
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    write_pages(raw, {f"{n:02}.txt": story(n) + "!wait 0.1\n" for n in range(60)})

    def status() -> dict[str, object]:
        completed = invoke("status", str(clean), "--json", folder=tmp_path)
        return dict(json.loads(completed.stdout)) if completed.returncode == 0 else {}

    with running(raw, clean) as process:
        wait_until(lambda: bool(status().get("inputs")))
        told = status()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert isinstance(told["runs"], list)
    assert told["runs"][0]["state"] == "running"
    assert told["running"]
    shown = invoke("status", str(clean), folder=tmp_path).stdout
    assert b"killed" in shown
    assert b"of the run that goes on" not in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "there is no folder nowhere; name the one that `copydesk clean` writes to"),
        (("raw",), "there is no catalog of raw yet; `copydesk clean SOURCE raw` makes one"),
        (("old",), "the next `copydesk clean` takes it over"),
        (("clean", "--rows", "--json"), "exclude each other"),
        (("clean", "--set", "catalog.url=mysql://db"), "mysql cannot hold a catalog"),
    ],
)
def test_what_a_user_can_put_right(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    assert message in refusal(invoke("status", *arguments, folder=folder))
    assert not (folder / "raw" / "catalog.sqlite").exists()
