"""The settings are shown with their origins, and as a file to start from."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cleaners.settings import default_options
from flows.commands.config import settings_file, toml_of
from flows.configuration import load_configuration
from flows.run_settings import default_run_options
from flows.sources.declared import FeedSource
from tests.flows.commands.invoking import invoke
from tests.flows.commands.running import refusal, run


def test_the_table_shows_every_setting_its_value_and_its_origin(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text("[run]\njobs = 3\n", "utf-8")
    completed = run("config", "--set", 'output.languages=["de"]', folder=tmp_path)
    rows = [row.split() for row in completed.stdout.decode().splitlines()]
    assert rows[0] == ["setting", "value", "from"]
    assert ["run.jobs", "3", "copydesk.toml"] in rows
    assert ["output.languages", '["de"]', "--set"] in rows
    assert ["reading.max_bytes", "32_000_000", "default"] in rows
    assert len(rows) == 1 + len(load_configuration().origins)
    assert b"\x1b" not in completed.stdout


def test_json(tmp_path: Path) -> None:
    completed = run("config", "--json", "--set", "run.jobs=3", folder=tmp_path)
    rows = {row["name"]: row for row in json.loads(completed.stdout)}
    assert rows["run.jobs"] == {"name": "run.jobs", "value": 3, "origin": "--set"}
    assert rows["output.languages"]["value"] == []


def test_reasons_to_keep_are_shown_sorted(tmp_path: Path) -> None:
    given = ("config", "--set", 'deciding.keep=["related", "caption"]')
    table = run(*given, folder=tmp_path).stdout.decode().splitlines()
    rows = [row.split(maxsplit=1) for row in table]
    assert ["deciding.keep", '["caption", "related"] --set'] in [
        [name, " ".join(rest.split())] for name, rest in rows
    ]
    listed = json.loads(run(*given, "--json", folder=tmp_path).stdout)
    assert {"name": "deciding.keep", "value": ["caption", "related"], "origin": "--set"} in listed
    file = run(*given, "--toml", folder=tmp_path).stdout.decode()
    assert tomllib.loads(file)["deciding"]["keep"] == ["caption", "related"]


def test_a_settings_file_to_start_from_changes_nothing(tmp_path: Path) -> None:
    completed = run("config", "--toml", folder=tmp_path)
    text = completed.stdout.decode()
    assert tomllib.loads(text) == {**default_options(), **default_run_options()}
    assert "# worker processes; 0 takes one a processor" in text
    (tmp_path / "copydesk.toml").write_bytes(completed.stdout)
    again = load_configuration(tmp_path / "copydesk.toml")
    assert again.cleaning == load_configuration().cleaning
    assert again.running == load_configuration().running


def test_a_settings_file_holds_what_is_in_force() -> None:
    configuration = load_configuration(
        None, ["run.jobs=3", 'output.languages=["de", "a\\"\\\\b"]', "run.timeout_seconds=1e3"]
    )
    text = settings_file(configuration)
    settings = tomllib.loads(text)
    assert settings["run"]["jobs"] == 3
    assert settings["run"]["timeout_seconds"] == 1000
    assert settings["output"]["languages"] == ["de", 'a"\\b']
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    columns = {line.index("# ") for line in lines if " = " in line and "# " in line}
    assert len(columns) == 1


def test_declared_sources_are_shown_and_written(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text(
        '[sources.gazette-1]\nkind = "feed"\naddresses = ["https://gazette.example/feed.xml"]\n',
        "utf-8",
    )
    given = ("--set", "sources.gazette-1.max_pages=5")
    rows = run("config", *given, folder=tmp_path).stdout.decode().splitlines()
    split = [row.split() for row in rows]
    assert ["sources.gazette-1.kind", '"feed"', "copydesk.toml"] in split
    assert ["sources.gazette-1.max_pages", "5", "--set"] in split
    written = run("config", "--toml", *given, folder=tmp_path).stdout
    (tmp_path / "copydesk.toml").write_bytes(written)
    again = load_configuration(tmp_path / "copydesk.toml").running.sources
    assert again == {
        "gazette-1": FeedSource(addresses=("https://gazette.example/feed.xml",), max_pages=5)
    }


def test_one_form_at_a_time(tmp_path: Path) -> None:
    assert "exclude each other" in refusal(run("config", "--json", "--toml", folder=tmp_path))


@given(
    st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False)
    | st.text()
    | st.lists(st.text(), max_size=3).map(tuple)
)
def test_values_are_written_as_toml_reads_them(value: object) -> None:
    read = tomllib.loads(f"value = {toml_of(value)}")["value"]
    assert read == (list(value) if isinstance(value, tuple) else value)
    assert type(read) is (list if isinstance(value, tuple) else type(value))


def test_passwords_are_not_shown(tmp_path: Path) -> None:
    given = "catalog.url=postgresql://archive:s:e/c@ret@db.example/copydesk"
    for form in ((), ("--json",), ("--toml",)):
        completed = invoke("config", "--set", given, *form, folder=tmp_path)
        assert b"postgresql://archive:***@db.example/copydesk" in completed.stdout
        assert b"c@ret" not in completed.stdout
