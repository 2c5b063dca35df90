"""Schedules of a settings file: what fits, and how what does not is told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.configuration import ConfigurationError, load_configuration
from flows.scheduling.schedules import What
from tests.flows.commands.running import refusal, run


def test_a_schedule_is_read(tmp_path: Path) -> None:
    file = tmp_path / "copydesk.toml"
    file.write_text(
        '[schedules.nightly]\nwhat = "clean"\ncron = "30 2 * * *"\ntimezone = "Europe/Berlin"\n'
        'settings = ["run.jobs=2"]\n'
        "[schedules.often]\nevery_minutes = 15\n",
        "utf-8",
    )
    schedules = load_configuration(file).running.schedules
    assert list(schedules) == ["nightly", "often"]
    assert schedules["nightly"].what is What.CLEAN
    assert schedules["nightly"].settings == ("run.jobs=2",)
    assert schedules["often"].what is What.PIPELINE
    assert schedules["often"].timezone == "UTC"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (["schedules.a.what=clean"], "give either cron or every_minutes"),
        (["schedules.a.cron=* * * * *", "schedules.a.every_minutes=5"], "give either cron or"),
        (["schedules.a.every_minutes=0"], "schedules.a.every_minutes = 0 does not fit"),
        (["schedules.a.every_minutes=5", "schedules.a.what=all"], "schedules.a.what = 'all'"),
        (["schedules.a.every_minutes=5", "schedules.a.timezone=Moon"], "no time zone 'Moon'"),
        (["schedules.a.crom=* * * * *"], "did you mean schedules.a.cron?"),
        (
            ["schedules.a.every_minutes=5", "schedules.a.what=clean", 'schedules.a.sources=["b"]'],
            "sources are for ingest",
        ),
    ],
)
def test_what_does_not_fit_is_told(
    settings: list[str], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError) as refused:
        load_configuration(None, settings)
    assert said in str(refused.value)


def test_dry_run_tells_the_next_times(tmp_path: Path) -> None:
    tmp_path.joinpath("copydesk.toml").write_text(
        '[schedules.nightly]\nwhat = "clean"\ncron = "30 2 * * *"\ntimezone = "Asia/Kolkata"\n'
        "[schedules.often]\nevery_minutes = 15\n",
        "utf-8",
    )
    completed = run("schedule", "--dry-run", "--json", folder=tmp_path)
    assert completed.returncode == 0, completed.stderr
    plan = json.loads(completed.stdout)
    nightly = [datetime.fromisoformat(time) for time in plan["nightly"]["next"]]
    assert [f"{time:%H:%M %z}" for time in nightly] == ["02:30 +0530"] * 3
    often = [datetime.fromisoformat(time) for time in plan["often"]["next"]]
    assert all(time.minute % 15 == 0 for time in often)
    assert datetime.now(UTC) < often[0] < often[1] < often[2]
    assert not tmp_path.joinpath(".copydesk").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no schedule is declared"),
        (["--set", "schedules.a.cron=* * * *"], "schedules.a.cron = '* * * *' does not fit"),
    ],
)
def test_schedule_refuses_in_one_line(arguments: list[str], said: str, tmp_path: Path) -> None:
    assert said in refusal(run("schedule", "--dry-run", *arguments, folder=tmp_path))
