"""Settings are layered, each with its origin, and a mistake is named in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.settings import default_options, digest_of, settings_from
from flows.configuration import (
    Configuration,
    ConfigurationError,
    load_configuration,
    value_of,
)
from flows.run_settings import Format, default_run_options
from tests.flows.commands.running import PROJECT


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def message_of(
    file: Path | None = None, *assignments: str, options: dict[str, object] | None = None
) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_configuration(file, assignments, options)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_defaults_are_the_shipped_ones() -> None:
    configuration = load_configuration()
    shipped = {**default_options(), **default_run_options()}
    names = [f"{table}.{key}" for table in shipped for key in dict(table_of(shipped[table]))]
    assert list(configuration.origins) == names
    assert set(configuration.origins.values()) == {"default"}
    assert configuration.file is None
    assert value_of(configuration, "main_content.engine") == "learned"
    assert value_of(configuration, "run.shard_pages") == 1_000


def table_of(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def test_later_layers_win_and_say_so(folder: Path) -> None:
    (folder / "copydesk.toml").write_text(
        '[run]\njobs = 3\nshard_pages = 7\n[output]\nformat = "txt"\n'
        "[metadata]\ndetect_language = false\n",
        "utf-8",
    )
    configuration = load_configuration(
        None,
        ["run.jobs=4", "output.format=json", 'run.include=["*.html"]'],
        {"run": {"jobs": 5, "timeout_seconds": 2.5, "exclude": None}, "output": {}},
    )
    assert configuration.running.run.jobs == 5
    assert configuration.running.run.shard_pages == 7
    assert configuration.running.run.include == ("*.html",)
    assert configuration.running.run.exclude == ()
    assert configuration.running.output.format is Format.JSON
    assert not configuration.cleaning.metadata.detect_language
    assert configuration.file == Path("copydesk.toml")
    assert {n: o for n, o in configuration.origins.items() if o != "default"} == {
        "run.jobs": "--jobs",
        "run.shard_pages": "copydesk.toml",
        "run.timeout_seconds": "--timeout",
        "run.include": "--set",
        "output.format": "--set",
        "metadata.detect_language": "copydesk.toml",
    }


def test_a_given_file_stands_in_for_the_one_of_the_folder(folder: Path) -> None:
    (folder / "copydesk.toml").write_text("[run]\njobs = 3\n", "utf-8")
    other = folder / "other.toml"
    other.write_text("[run]\nshard_pages = 2\n", "utf-8")
    configuration = load_configuration(other)
    assert configuration.running.run.jobs == 0
    assert configuration.origins["run.shard_pages"] == str(other)


def test_a_given_file_has_to_exist(folder: Path) -> None:
    assert "missing.toml does not exist" in message_of(folder / "missing.toml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[run\n", "is not valid TOML: "),
        (b"[run]\njobs = '\xff'\n", "is not UTF-8 text (byte 14)"),
        (b"[run]\njob = 1\n", "there is no setting run.job; did you mean run.jobs?"),
        (b"[outputs]\nformat = 'md'\n", "there is no setting outputs; did you mean output?"),
        (b"run = 1\n", "run is a table of settings; name one in it, such as run.jobs"),
        (b"[run]\njobs = 'two'\n", "run.jobs = 'two' does not fit: expected int, got str"),
        (b"[run.jobs]\n", "run.jobs = {} does not fit: expected int, got object"),
        (b"[run.job]\n", "there is no setting run.job; did you mean run.jobs?"),
        (b"[qqq]\nx = 1\n", "there is no setting qqq; `copydesk config` lists the settings"),
    ],
)
def test_a_mistake_in_the_file_names_the_file(folder: Path, content: bytes, said: str) -> None:
    (folder / "copydesk.toml").write_bytes(content)
    message = message_of()
    assert message.startswith("copydesk.toml")
    assert said in message


def test_an_empty_table_changes_nothing(folder: Path) -> None:
    (folder / "copydesk.toml").write_text("[run]\n", "utf-8")
    assert load_configuration().running == load_configuration(None, ()).running
    assert set(load_configuration().origins.values()) == {"default"}


def test_a_folder_is_no_settings_file(folder: Path) -> None:
    assert f"{folder} cannot be read" in message_of(folder)


@pytest.mark.parametrize(
    ("assignment", "said"),
    [
        ("run.jobs", "--set run.jobs: write it as table.key=value"),
        ("run..jobs=1", "--set run..jobs=1: write it as table.key=value"),
        ("jobs=1", "--set: there is no setting jobs; did you mean run.jobs?"),
        ("run.jobs.more=1", "--set: there is no setting run.jobs.more; did you mean run.jobs?"),
        ("run=4", "--set: run is a table of settings; name one in it, such as run.jobs"),
        ("run.jobs=-1", "--set: run.jobs = -1 does not fit: expected int >= 0"),
        ("run.include=*.html", "run.include = '*.html' does not fit: expected array, got str"),
        ("main_content.engine=gold", "expected one of learned, trafilatura, none"),
        ("deciding.keep=caption", "= 'caption' does not fit: expected a list, each one of title, "),
        ('deciding.keep=["mood"]', "= ['mood'] does not fit: expected a list, each one of title, "),
    ],
)
def test_a_mistake_in_an_assignment(assignment: str, said: str) -> None:
    assert said in message_of(None, assignment)


def test_a_mistake_in_an_option_names_the_option() -> None:
    message = message_of(options={"output": {"format": "pdf"}})
    assert message.startswith("--format: output.format = 'pdf' does not fit: expected one of md,")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("md", "md"),
        ('"md"', "md"),
        ("[1, 2]", [1, 2]),
        ("1_000", 1000),
        ("true", True),
        ("1\nother = 2", "1\nother = 2"),
        ("", ""),
    ],
)
def test_an_assigned_value_is_toml_or_else_a_string(text: str, value: object) -> None:
    message = message_of(None, f"main_content.engine={text}")
    assert f"main_content.engine = {value!r} does not fit" in message


def test_what_is_kept_is_a_set(folder: Path) -> None:
    (folder / "copydesk.toml").write_text('[deciding]\nkeep = ["related", "caption"]\n', "utf-8")
    configuration = load_configuration(options={"deciding": {"keep": None}})
    assert value_of(configuration, "deciding.keep") == ("caption", "related")
    assert configuration.origins["deciding.keep"] == "copydesk.toml"
    given = load_configuration(options={"deciding": {"keep": ["caption", "related", "caption"]}})
    assert given.cleaning == configuration.cleaning
    assert given.origins["deciding.keep"] == "--keep"


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_the_digest_of_a_set_is_the_same_in_every_process(seed: str) -> None:
    reasons = ["related", "caption", "byline", "hidden", "about"]
    program = (
        "from cleaners.settings import digest_of, settings_from\n"
        f"print(digest_of(settings_from({{'deciding': {{'keep': {reasons}}}}})))"
    )
    completed = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=PROJECT,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    settings = settings_from({"deciding": {"keep": reasons[::-1]}})
    assert completed.stdout.decode().strip() == digest_of(settings)


@given(st.text(max_size=40))
def test_any_assignment_gives_a_configuration_or_the_one_error(text: str) -> None:
    try:
        assert isinstance(load_configuration(None, [text]), Configuration)
    except ConfigurationError as error:
        assert str(error)  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("assignments", "message"),
    [
        (
            ["sources.gazette.max_pges=3"],
            (
                "--set: there is no setting sources.gazette.max_pges;"
                " did you mean sources.gazette.max_pages?"
            ),
        ),
        (
            ["sources.gazette.max_pages=0"],
            "--set: sources.gazette.max_pages = 0 does not fit: expected int >= 1",
        ),
        (
            ["sources.gazette.kind=fede"],
            (
                "--set: sources.gazette.kind = 'fede' does not fit:"
                " expected one of urls, feed, sitemap, warc, folder"
            ),
        ),
        (["sources.other.max_pages=3"], "--set: sources.other lacks the setting kind"),
        (["sources=3"], "--set: sources is a table of settings; name one in it, such as"),
        (["source.gazette=3"], "--set: there is no setting source; did you mean sources?"),
        (['sources."a b".kind=urls'], "sources: the name '\"a b\"' cannot be used; take letters"),
    ],
)
def test_a_mistake_in_a_source_is_named(folder: Path, assignments: list[str], message: str) -> None:
    (folder / "copydesk.toml").write_text('[sources.gazette]\nkind = "urls"\n', "utf-8")
    assert message_of(None, *assignments).startswith(message)
