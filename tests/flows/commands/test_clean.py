"""``copydesk clean`` as a user meets it."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from flows.commands.clean import exit_code
from flows.commands.clean_summary import summary_of
from flows.terminal import console_for
from flows.working.report import ListedPage, RunReport
from tests.flows.commands.running import COMMAND, PROJECT, refusal, run
from tests.flows.working.pages import ledger

PARAGRAPH = (
    "The harbour council of Osterby voted on Tuesday to rebuild the old fish market after a "
    "debate of four hours, and asked the harbour master to present plans for the northern quay "
    "before the end of the year, when the winter storms usually begin and the boats stay in. "
)
PAGE = (
    "<html lang=en><head><title>Council votes</title></head><body><nav><a href=/>Home</a></nav>"
    f"<article><h1>Council votes</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH[::-1]}</p></article>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "story.html").write_text(PAGE)
    (tmp_path / "raw" / "junk.html").write_bytes(bytes(range(256)) * 40)
    return tmp_path


def summary(folder: Path, *arguments: str) -> dict[str, object]:
    completed = run("clean", "raw", "clean", "--json", "-q", "-j", "1", *arguments, folder=folder)
    assert completed.stderr == b""
    loaded: dict[str, object] = json.loads(completed.stdout)
    return loaded


def test_a_folder_is_cleaned_and_said_so(folder: Path) -> None:
    completed = run("clean", "raw", "clean", folder=folder)
    said = completed.stdout.decode()
    assert completed.returncode == 0
    shown = ("2 inputs", "written", "rejected", "words out", "raw/story.html", "copydesk status")
    for words in shown:
        assert words in said
    assert completed.stderr == b"2 inputs\n"
    article = (folder / "clean" / "story.html.md").read_text()
    assert article.startswith('---\ntitle: "Council votes"\n')
    assert PARAGRAPH.strip() in article
    again = run("clean", "raw", "clean", "--quiet", folder=folder)
    assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"")


def test_the_summary_is_json_on_request(folder: Path) -> None:
    first = summary(folder, "--format", "txt")
    assert first["outcomes"] == {
        "written": 1,
        "unchanged": 0,
        "duplicate": 0,
        "rejected": 1,
        "failed": 0,
    }
    assert first["balanced"] is True
    assert summary(folder, "--format", "txt", "--force")["outcomes"] == first["outcomes"]


def test_options_reach_the_run(folder: Path) -> None:
    other = summary(
        folder, "--include", "s*", "--include", "j*", "--exclude", "junk*", "--language", "de"
    )
    assert (other["inputs"], other["reasons"]) == (1, {"other_language": 1})
    (folder / "copydesk.toml").write_text('[output]\nformat = "json"\n')
    assert summary(folder, "--engine", "none", "--timeout", "19")["inputs"] == 2
    record = json.loads((folder / "clean" / "story.html.json").read_bytes())
    assert record["process"]["engine"] == "none"
    assert summary(folder, "--set", "output.format=jsonl", "--prune")["pruned"] == 1
    assert len(list((folder / "clean").glob("part-*.jsonl"))) == 1


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(folder: Path) -> None:
    completed = run("clean", "raw", "clean", "--dry-run", folder=folder)
    assert completed.stdout.decode().splitlines() == [
        "clean ../raw/junk.html -> junk.html.md (new)",
        "clean ../raw/story.html -> story.html.md (new)",
        "Nothing was written. 2 clean",
    ]
    assert not (folder / "clean").exists()
    summary(folder)
    (folder / "raw" / "junk.html").unlink()
    (folder / "raw" / "story.html").rename(folder / "raw" / "moved.html")
    before = sorted((folder / "clean").rglob("*"))
    completed = run("clean", "raw", "clean", "--dry-run", "--json", folder=folder)
    steps = [json.loads(line) for line in completed.stdout.splitlines()]
    assert [(step["action"], step["input"]) for step in steps] == [
        ("clean", "../raw/moved.html"),
        ("gone", "../raw/story.html"),
    ]
    assert sorted((folder / "clean").rglob("*")) == before


def test_one_page_goes_through_pipes(folder: Path) -> None:
    completed = run("clean", "-", "-", "--format", "txt", folder=folder, stdin=PAGE.encode())
    assert completed.returncode == 0
    assert PARAGRAPH.strip() in completed.stdout.decode()
    assert not (folder / "clean").exists()
    into = run("clean", "-", "clean", folder=folder, stdin=PAGE.encode())
    assert into.returncode == 0
    assert (folder / "clean" / "stdin.md").exists()
    [row] = ledger(folder / "clean")
    assert row.input == "/dev/stdin"
    junk = run("clean", "raw/junk.html", "-", folder=folder)
    assert (junk.returncode, junk.stdout) == (1, b"")
    assert b"copydesk: raw/junk.html: rejected: binary: " in junk.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["clean", "raw"], "Missing argument"),
        (["clean", "none", "clean"], "there is no file or folder none"),
        (["clean", "raw", "raw"], "both a source and the destination"),
        (["clean", "raw", "raw/story.html"], "cannot be the destination: "),
        (["clean", "raw", "-"], "raw is a folder"),
        (["clean", "raw", "raw/story.html", "-"], "only a single page can be printed"),
        (["clean", "raw", "clean", "--format", "docx"], "output.format = 'docx' does not fit"),
        (["clean", "raw", "clean", "--include", "!"], "a pattern cannot be understood"),
        (["clean", "raw", "clean", "--jobs", "-1"], "Invalid value for '--jobs'"),
    ],
)
def test_mistakes_are_told_in_one_line_and_nothing_is_done(
    folder: Path, arguments: list[str], said: str
) -> None:
    assert said in refusal(run(*arguments, folder=folder))
    assert sorted(path.name for path in folder.iterdir()) == ["raw"]


def test_a_dangling_link_fails_and_the_exit_code_says_so(folder: Path) -> None:
    (folder / "raw" / "lost.html").symlink_to("nowhere")
    completed = run("clean", "raw", "clean", folder=folder)
    assert completed.returncode == 1
    assert "No such file or directory" in completed.stdout.decode()


def test_ctrl_c_says_how_to_go_on(folder: Path) -> None:
    for number in range(400):
        (folder / "raw" / f"{number}.html").write_text(PAGE.replace("Tuesday", f"day {number}"))
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        [*COMMAND, "clean", "raw", "clean", "--jobs", "1"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"402 inputs\n"
        os.killpg(process.pid, signal.SIGINT)
        said, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"finishing the pages in hand" in errors
    assert b"run the same command again to go on" in said
    assert (folder / "clean" / "catalog.sqlite").exists()


def test_a_terminal_gets_a_bar(folder: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "clean", "raw", "clean"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = bytearray()
        while chunk := read_terminal(ours):
            shown += chunk
    assert process.returncode == 0
    assert b"looking for pages" in shown
    assert b"2/2" in shown


def read_terminal(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65_536)
    except OSError:  # how Linux says that nobody writes to it any more
        return b""


REPORT = RunReport(
    run="r",
    destination="/project/clean",
    inputs=3,
    outcomes={"written": 1, "unchanged": 0, "duplicate": 0, "rejected": 0, "failed": 1},
    unreached=1,
    reasons={"crash": 1},
    left_out={"hidden": 2},
    words_in=1_000,
    words_out=900,
    cuts={f"reason{number}": 20 - number for number in range(12)},
    gone=1,
    superseded=2,
    pruned=0,
    slowest=(ListedPage("../raw/a", 1.5),),
    doubtful=(),
    failures=(ListedPage("../raw/b%0A", 0.1, ("crash", "ended by SIGSEGV")),),
    seconds=2.0,
    stopped=True,
    balanced=True,
    notes=("this system is odd",),
)


def test_everything_that_a_run_came_to_is_shown() -> None:
    console = console_for()
    with console.capture() as capture:
        for part in summary_of(REPORT):
            console.print(part)
    said = capture.get()
    for words in (
        "not reached",
        "/project/raw/a",
        "/project/raw/b%0A",
        "ended by SIGSEGV",
        "other",
        "The inputs of 1 outputs have gone.",
        "2 files of earlier outputs are outdated.",
        "--prune removes",
        "2 hidden",
        "Note: this system is odd.",
        "run the same command again",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 130),
        ({"stopped": False}, 1),
        ({"stopped": False, "outcomes": {"failed": 0}}, 0),
        ({"balanced": False}, 3),
    ],
)
def test_exit_codes(changes: dict[str, object], code: int) -> None:
    assert exit_code(replace(REPORT, **changes)) == code
