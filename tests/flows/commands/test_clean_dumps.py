"""Dumps as a user meets them: ``clean``, ``explain``, ``trace`` and ``restore``."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from flows.storing.parts import read_part
from tests.flows.commands.invoking import invoke
from tests.flows.commands.leftovers import BODY, NEWSLETTER
from tests.flows.commands.running import COMMAND, refusal, run
from tests.flows.dumps.dumps import write_dump
from tests.flows.working.pages import ledger

TITLE = "Night ferry stays"


def dump_rows(count: int = 3) -> list[dict[str, object]]:
    """Return rows with texts that end with a line that is cut."""
    return [
        {
            "key": number,
            "link": f"https://osterby.example/{number}.html",
            "headline": f"{TITLE}, part {number}",
            "published": "2026-01-02",
            "prose": "\n\n".join([f"Part {number} of the story begins here.", *BODY, NEWSLETTER]),
        }
        for number in range(1, count + 1)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.jsonl.zst", "a.csv", "a.parquet"):
        write_dump(tmp_path / name, dump_rows())
    return tmp_path


def cleaned(folder: Path, name: str, *arguments: str) -> str:
    """Clean a dump and return what is printed."""
    completed = invoke(
        "clean", name, "out", "--text-column", "prose", "-j", "1", *arguments, folder=folder
    )
    assert completed.returncode == 0, completed.stderr.decode()
    return completed.stdout.decode()


def part_of(folder: Path) -> Path:
    [part] = (folder / "out").glob("part-*")
    return part


def first_article(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(next(read_part(part_of(folder))))
    return loaded


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.jsonl.zst", ".jsonl"), ("a.csv", ".csv"), ("a.parquet", ".parquet")],
)
def test_a_dump_gives_a_dump_of_its_kind(folder: Path, name: str, ending: str) -> None:
    said = cleaned(folder, name)
    assert f"Note: columns of {name}: pages from prose, addresses from link, titles" in said
    assert part_of(folder).suffix == ending
    article = first_article(folder)
    assert article["text"].endswith(BODY[-1])
    assert article["source"]["dump"]["row"] == 1
    assert article["source"]["uri"] == "https://osterby.example/1.html"
    assert article["article"]["title"] == {"value": f"{TITLE}, part 1", "origin": "column.title"}
    assert article["article"]["published"]["value"] == "2026-01-02"
    assert article["columns"]["key"] in {1, "1"}
    assert {row.host for row in ledger(folder / "out")} == {"osterby.example"}
    if ending == ".csv":
        with part_of(folder).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [(row["key"], row["row"]) for row in rows] == [("1", "1"), ("2", "2"), ("3", "3")]
        assert NEWSLETTER not in rows[0]["text"]
    if ending == ".parquet":
        table = pq.read_table(part_of(folder))
        assert table["columns"].type.field("key").type == "int64"
        assert table["row"].to_pylist() == [1, 2, 3]


def test_a_column_that_is_not_there_is_an_error_up_front(folder: Path) -> None:
    completed = invoke("clean", "a.parquet", "out", "--text-column", "story", folder=folder)
    assert "its columns: key, link, headline, published, prose" in refusal(completed)
    assert not (folder / "out").exists()
    completed = invoke("clean", "a.csv", "out", folder=folder)
    assert "name it by --text-column or --html-column" in refusal(completed)


def test_a_dump_has_no_single_article(folder: Path) -> None:
    assert "a dump of many pages" in refusal(invoke("clean", "a.csv", "-", folder=folder))
    assert "name a row of it, such as a.csv/1" in refusal(invoke("explain", "a.csv", folder=folder))


@pytest.mark.parametrize("name", ["a.jsonl.zst", "a.parquet"])
def test_a_row_is_explained(folder: Path, name: str) -> None:
    column = "dumps.text_column=prose"
    completed = invoke("explain", f"{name}/2", "--set", column, folder=folder)
    said = completed.stdout.decode()
    assert completed.returncode == 0, completed.stderr.decode()
    assert "Part 2 of the story begins here." in said
    assert f"{TITLE}, part 2 (column.title)" in said
    missing = invoke("explain", f"{name}/9", "--set", column, folder=folder)
    assert "it has no row 9" in refusal(missing)


def test_a_row_is_traced_and_restored(folder: Path) -> None:
    cleaned(folder, "a.csv")
    listed = invoke("trace", "a.csv", "-d", "out", folder=folder).stdout.decode()
    assert "row 2 of ../a.csv" in listed
    one = invoke("trace", "https://osterby.example/2.html", "-d", "out", folder=folder)
    assert "a.csv/000000000002-osterby-example-2" in one.stdout.decode()
    page = "a.csv/000000000002-osterby-example-2"
    restored = invoke(
        "restore", str(part_of(folder)), "--page", page, "-r", "newsletter", folder=folder
    )
    article = json.loads(restored.stdout)
    assert article["text"].endswith(NEWSLETTER)
    assert article["columns"]["key"] == "2"


def test_a_killed_run_goes_on_where_it_was(folder: Path) -> None:
    write_dump(folder / "many.jsonl.gz", dump_rows(400))
    command = [*COMMAND, "clean", "many.jsonl.gz", "out", "--text-column", "prose", "-q", "-j", "1"]
    process = subprocess.Popen(command, cwd=folder, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if len(ledger(folder / "out")) > 20:
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.05)
    assert process.wait(60) == -signal.SIGKILL
    completed = run(*command[len(COMMAND) :], "--json", folder=folder)
    report = json.loads(completed.stdout)
    assert report["inputs"] == sum(report["outcomes"].values()) == 400
    assert report["outcomes"]["unchanged"] > 0
    rows = [json.loads(line)["source"]["dump"]["row"] for line in read_part(part_of(folder))]
    assert rows == list(range(1, 401))
