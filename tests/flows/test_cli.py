"""The command line teaches, refuses in one line, and is quick to say so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import help_of, main
from tests.flows.commands.running import COMMAND, PROJECT, refusal, run

HEAVY = {"trafilatura", "lxml", "prefect", "pyarrow", "sqlalchemy", "bs4", "htmldate", "pebble"}

COMMANDS = "clean ingest run schedule status trace explain restore eval rules config".split()


def test_help_teaches(tmp_path: Path) -> None:
    completed = run("--help", folder=tmp_path)
    text = completed.stdout.decode()
    assert completed.returncode == 0
    for word in ("Examples", "copydesk clean pages/ clean/", "Exit codes", "130"):
        assert word in text
    for command in COMMANDS:
        assert f"│ {command} " in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    completed = run(command, "--help", folder=tmp_path)
    assert completed.returncode == 0
    assert b"--help" in completed.stdout


def test_what_is_heavy_is_not_imported_for_help() -> None:
    program = (
        "import sys\nfrom flows.cli import app\n"
        "app(['--help'], standalone_mode=False)\n"
        "print(' '.join(sys.modules), file=sys.stderr)"
    )
    completed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=PROJECT
    )
    modules = completed.stderr.decode().split()
    assert "flows.commands.clean" in modules
    assert HEAVY & {module.partition(".")[0] for module in modules} == set()


def test_without_a_command_the_help_is_shown_and_nothing_is_done(tmp_path: Path) -> None:
    completed = run(folder=tmp_path)
    assert completed.returncode == 2
    assert b"Examples" in completed.stdout


def test_version(tmp_path: Path) -> None:
    completed = run("--version", folder=tmp_path)
    assert completed.returncode == 0
    name, version = completed.stdout.decode().split()
    assert name == "copydesk"
    assert version[0].isdigit()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sweep"], "No such command 'sweep'; see `copydesk --help`"),
        (["config", "--sett", "a"], "No such option: --sett"),
        (["explain"], "Missing argument 'FILE'; see `copydesk explain --help`"),
        (["config", "--set", "run.jobs=many"], "run.jobs = 'many' does not fit"),
        (["config", "--config", "none.toml"], "none.toml does not exist"),
        (["eval", ".", "--jobs", "x"], "Invalid value for '--jobs'"),
        (["explain", "no\x1b[31msuch\nfile"], "no␛[31msuch file cannot be read"),
    ],
)
def test_mistakes_are_told_in_one_line(arguments: list[str], said: str, tmp_path: Path) -> None:
    assert said in refusal(run(*arguments, folder=tmp_path))


def test_a_file_name_that_is_not_utf_8_is_told_escaped(tmp_path: Path) -> None:
    assert "\\udcff.html cannot be read" in refusal(run("explain", b"\xff.html", folder=tmp_path))


def test_settings_that_are_no_toml_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text("[run\n", "utf-8")
    assert "copydesk.toml is not valid TOML" in refusal(run("config", folder=tmp_path))


def test_an_unexpected_error_keeps_its_traceback(tmp_path: Path) -> None:
    program = (
        "import flows.commands.config as config\n"
        "def broken(*_): raise RuntimeError('out of ink')\n"
        "config.load_configuration = broken\n"
        "from flows.cli import main\nimport sys\nsys.argv = ['copydesk', 'config']\nmain()\n"
    )
    completed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, cwd=PROJECT
    )
    assert completed.returncode == 1
    assert b"Traceback" in completed.stderr
    assert b"RuntimeError: out of ink" in completed.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
@pytest.mark.parametrize("arguments", [["--help"], ["config", "--json"], ["config"]])
def test_a_reader_that_goes_away_is_met_in_silence(arguments: list[str], tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    completed = subprocess.run(
        [*COMMAND, *arguments],
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
        cwd=PROJECT,
    )
    os.close(write_end)
    assert completed.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_goes_away_before_the_last_flush_is_met_in_silence() -> None:
    program = (
        "import typer\ntyper.echo = print\n"  # leaves the text in the buffer until the end
        "from flows.cli import main\nimport sys\n"
        "sys.argv = ['copydesk', 'config', '--json']\nmain()\n"
    )
    read_end, write_end = os.pipe()
    os.close(read_end)
    completed = subprocess.run(
        [sys.executable, "-c", program],
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
        cwd=PROJECT,
    )
    os.close(write_end)
    assert completed.stderr == b""
    assert completed.returncode == 1


def test_what_the_output_cannot_encode_is_escaped(tmp_path: Path) -> None:
    completed = run(
        "config", "--set", 'output.languages=["żółć"]', folder=tmp_path, PYTHONIOENCODING="ascii"
    )
    assert completed.returncode == 0
    assert b"\\u017c" in completed.stdout


def test_help_joins_the_lines_of_a_paragraph_only() -> None:
    def command() -> None:
        """First.

        One paragraph
        on two lines:

          indented
          lines
        """

    assert help_of(command) == "First.\n\nOne paragraph on two lines:\n\n  indented\n  lines"


def test_main_exits_with_the_code_of_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["copydesk", "config"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 0
