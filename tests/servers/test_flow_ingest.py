"""The flow ``ingest`` does what ``copydesk ingest`` does, and shows it in Prefect."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest

from flows.parameters import IngestParameters
from tests.flows.ingesting.ingests import Archive
from tests.servers.prefect_servers import PrefectServer
from tests.sites import Web

ROOT = Path(__file__).parents[2]
_SCRIPT = (
    "import sys\n"
    "from flows.ingest import ingest\n"
    "from flows.parameters import IngestParameters\n"
    "report = ingest(IngestParameters.model_validate_json(sys.argv[1]))\n"
    "print({name: n for name, n in report.sources[0].outcomes.items() if n})\n"
)
_RADIO: dict[str, object] = {
    "kind": "feed",
    "addresses": ["http://radio.example/feed.xml", "http://radio.example/none.xml"],
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Web() as web:
        archive = Archive(tmp_path, web, {"radio": _RADIO})
        archive.write_settings()
        yield archive


def run_flow(archive: Archive, server: PrefectServer) -> subprocess.CompletedProcess[str]:
    parameters = IngestParameters(sources=("radio",), settings_file="copydesk.toml")
    return subprocess.run(
        [sys.executable, "-c", _SCRIPT, parameters.model_dump_json()],
        cwd=archive.folder,
        env={**os.environ, **server.environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def asked_of(
    server: PrefectServer, what: str, body: Mapping[str, object]
) -> list[dict[str, object]]:
    url = f"{server.environment['PREFECT_API_URL']}/{what}/filter"
    found: list[dict[str, object]] = httpx.post(url, json=body).raise_for_status().json()
    return found


def test_a_flow_ingests_and_shows_a_summary(
    archive: Archive, prefect_server: PrefectServer
) -> None:
    done = run_flow(archive, prefect_server)
    assert done.returncode == 0, done.stderr[-4_000:]
    assert done.stdout.splitlines()[-1] == "{'fetched': 6}"
    assert len(archive.pages()) == 6
    assert "radio: 6 pages to ask for" in done.stderr
    assert "http://radio.example/none.xml: status: 404 Not Found" in done.stderr
    again = run_flow(archive, prefect_server)
    assert again.stdout.splitlines()[-1] == "{'not_modified': 6}", again.stderr[-4_000:]

    named = {"flow_runs": {"name": {"like_": "ingest-radio-"}}}
    runs = asked_of(prefect_server, "flow_runs", named)
    assert [run["state_name"] for run in runs] == ["Completed", "Completed"]
    key = {"artifacts": {"key": {"any_": ["ingest"]}}}
    found = [str(each["data"]) for each in asked_of(prefect_server, "artifacts", key)]
    summaries = [each for each in found if "## radio" in each]  # others use this server, too
    assert len(summaries) == 2
    assert any("fetched" in each for each in summaries)


def test_a_mistake_in_the_parameters_fails_the_run_with_words(
    archive: Archive, prefect_server: PrefectServer
) -> None:
    archive.sources.clear()
    archive.sources["raido"] = _RADIO
    archive.write_settings()
    done = run_flow(archive, prefect_server)
    assert done.returncode == 1
    assert "there is no source radio; did you mean raido?" in done.stderr
