"""Libraries with which schedules would start no run are refused; telemetry is off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.scheduling.prefect_environment import UnfitLibraryError, check_libraries, prepare_prefect
from tests.flows.commands.running import refusal, run


def test_what_is_installed_here_fits() -> None:
    check_libraries()


@pytest.mark.parametrize(
    ("name", "version"),
    [("sqlalchemy", "2.1.0"), ("sqlalchemy", "2.1.0b1"), ("fastapi", "0.151.0")],
)
def test_a_later_version_is_refused(
    name: str, version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend(tmp_path, name, version)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UnfitLibraryError, match=f"{name} {version} is installed"):
        check_libraries()


@pytest.mark.parametrize("command", [["run"], ["schedule", "--set", "schedules.a.every_minutes=5"]])
def test_commands_refuse_to_start_with_it(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend(tmp_path, "sqlalchemy", "2.1.0")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    said = refusal(run(*command, folder=tmp_path))
    assert "sqlalchemy 2.1.0 is installed, but copydesk needs sqlalchemy<2.1,>=2.0" in said
    assert "pip install" in said


def test_telemetry_is_off_unless_the_environment_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DO_NOT_TRACK", raising=False)
    monkeypatch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "true")
    prepare_prefect()
    assert os.environ["DO_NOT_TRACK"] == "1"
    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "true"


def _pretend(folder: Path, name: str, version: str) -> None:
    """Let a library be found in another version, by what stands before the real one."""
    metadata = folder / f"{name}-{version}.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
