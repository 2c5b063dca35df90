"""``copydesk ingest`` as a person runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.commands.running import COMMAND, PROJECT, refusal, run
from tests.flows.ingesting.ingests import Archive
from tests.sites import Web

_RADIO: dict[str, object] = {"kind": "feed", "addresses": ["http://radio.example/feed.xml"]}
_LIST: dict[str, object] = {
    "kind": "urls",
    "addresses": ["http://radio.example/news/cup-final.html", "http://radio.example/none.html"],
}


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as started:
        yield started


@pytest.fixture
def archive(tmp_path: Path, web: Web) -> Archive:
    archive = Archive(tmp_path, web, {"radio": _RADIO, "list": _LIST})
    archive.write_settings()
    return archive


def rows_of(output: bytes) -> list[list[str]]:
    return [line.split() for line in output.decode().splitlines() if line.strip()]


def test_the_summary_has_a_row_for_each_source(archive: Archive, tmp_path: Path) -> None:
    completed = run("ingest", "radio", folder=tmp_path)
    assert completed.returncode == 0, completed.stderr
    rows = rows_of(completed.stdout)
    assert rows[0] == ["source", "listed", "fetched", "received"]
    assert rows[2][:3] == ["radio", "6", "6"]
    assert completed.stderr.decode().splitlines() == ["radio: 6 pages to ask for"]
    assert len(archive.pages()) == 6
    again = rows_of(run("ingest", "radio", folder=tmp_path).stdout)
    assert again[0] == ["source", "listed", "not", "modified", "received"]
    assert again[2][:3] == ["radio", "6", "6"]


def test_what_failed_is_told_and_is_the_exit_code(archive: Archive, tmp_path: Path) -> None:
    completed = run("ingest", "list", "--quiet", "--json", folder=tmp_path)
    assert completed.returncode == 1
    assert completed.stderr == b""
    report = json.loads(completed.stdout)
    (source,) = report["sources"]
    assert source["outcomes"]["fetched"] == source["outcomes"]["failed"] == 1
    assert source["reasons"] == {"status": 1}
    table = run("ingest", "list", folder=tmp_path).stdout.decode()
    assert "http://radio.example/none.html" in table
    assert "404 Not Found" in table


def test_a_dry_run_prints_addresses_and_writes_nothing(archive: Archive, tmp_path: Path) -> None:
    completed = run("ingest", "--dry-run", "--set", "sources.radio.max_pages=2", folder=tmp_path)
    assert completed.returncode == 0
    urls = completed.stdout.decode().splitlines()
    assert urls == [
        "http://radio.example/news/letters-found.html",
        "http://radio.example/news/cup-final.html",  # of both sources
        "http://radio.example/none.html",
    ]
    assert "to fetch" in completed.stderr.decode()
    plan = json.loads(run("ingest", "list", "--dry-run", "--json", folder=tmp_path).stdout)
    assert [page["url"] for page in plan["pages"]] == _LIST["addresses"]
    assert [path.name for path in tmp_path.iterdir()] == ["copydesk.toml"]


def test_mistakes_are_told_in_one_line(archive: Archive, tmp_path: Path) -> None:
    told = refusal(run("ingest", "raido", folder=tmp_path))
    assert told == "copydesk: there is no source raido; did you mean radio?"
    archive.write_settings(contact="")
    assert "fetch.contact: it is not set" in refusal(run("ingest", folder=tmp_path))
    (tmp_path / "copydesk.toml").unlink()
    assert list(tmp_path.iterdir()) == []
    assert "no source is declared" in refusal(run("ingest", folder=tmp_path))
    (tmp_path / "raw").write_text("a file", "utf-8")
    archive.write_settings()
    assert "raw/.copydesk cannot be made: " in refusal(run("ingest", folder=tmp_path))


def test_ctrl_c_finishes_what_is_in_hand(archive: Archive, tmp_path: Path) -> None:
    archive.write_settings(delay_seconds=0.5)
    process = subprocess.Popen(
        [*COMMAND, "ingest", "radio"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    deadline = time.monotonic() + 20
    while len(archive.requests("radio.example")) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=20)
    assert process.returncode == 130, stderr
    assert b"finishing the fetches in hand" in stderr
    assert b"run the same command again to go on" in stdout
    assert b"not reached" in stdout
    assert 1 <= len(archive.pages()) < 6
    assert run("ingest", "radio", folder=tmp_path).returncode == 0
    assert len(archive.pages()) == 6


def test_help_teaches(tmp_path: Path) -> None:
    text = run("ingest", "--help", folder=tmp_path).stdout.decode()
    for words in ("[sources.gazette]", "copydesk ingest gazette --dry-run", "Exit codes"):
        assert words in text
