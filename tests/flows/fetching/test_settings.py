"""The table ``fetch`` of copydesk.toml, as a person writes it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from flows.commands.config import settings_file
from flows.configuration import ConfigurationError, load_configuration
from tests.sites import Web

RESOLVE = '[fetch.resolve]\n"stage.example" = "192.0.2.7:8080"\n"two.example" = "::1"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults_are_polite() -> None:
    fetch = load_configuration().running.fetch
    assert fetch.delay_seconds >= 1
    assert fetch.connections_per_host == 1
    assert fetch.allowed_networks == ()
    assert fetch.proxy == ""
    assert fetch.obey_opt_out == ("tdm-reservation", "noai")


def test_places_of_hosts_are_a_table_of_one_s_own(folder: Path) -> None:
    (folder / "copydesk.toml").write_text(RESOLVE)
    configuration = load_configuration()
    resolve = {"stage.example": "192.0.2.7:8080", "two.example": "::1"}
    assert dict(configuration.running.fetch.resolve) == resolve
    assert configuration.origins["fetch.resolve"] == "copydesk.toml"
    written = tomllib.loads(settings_file(configuration))
    assert written["fetch"]["resolve"] == resolve


def test_places_of_hosts_can_be_assigned() -> None:
    assignment = 'fetch.resolve={ "stage.example" = "192.0.2.7" }'
    configuration = load_configuration(None, [assignment])
    assert configuration.running.fetch.resolve == {"stage.example": "192.0.2.7"}


@pytest.mark.parametrize(
    ("assignment", "told"),
    [
        ("fetch.delay=3", "did you mean fetch.delay_seconds?"),
        ("fetch.delay_seconds=-1", "expected float >= 0"),
        ("fetch.connections=0", "expected int >= 1"),
        ('fetch.obey_opt_out=["no-ai"]', "each one of tdm-reservation, noai, noimageai"),
        ("fetch.user_agent=my robot", "fetch.user_agent = 'my robot' does not fit"),
        ('fetch.resolve={"a.example" = 7}', "expected str"),
        ("fetch.resolve=127.0.0.1", "fetch.resolve = '127.0.0.1' does not fit"),
    ],
)
def test_mistakes_are_told_in_one_line(assignment: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_configuration(None, [assignment])
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_sites_of_the_tests_give_valid_settings() -> None:
    with Web() as web:
        assert web.settings(delay_seconds=3).delay_seconds == 3
