"""What is known of sites gives the same bytes by the command line and by the flow."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.parameters import CleanParameters, Engine
from tests.flows.learning.made_site import FOOTER, write_site
from tests.servers.flow_runs import ledger_of, run_command, run_flow, tree_of
from tests.servers.prefect_servers import PrefectServer

PAGES = 40
SHARDS = "run.shard_pages=10"
TWO_PASSES = "learning.passes=2"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages of a site, and with what the command line made of them."""
    folder = tmp_path_factory.mktemp("sites")
    raw = str(write_site(folder / "raw", range(PAGES)))
    report = run_command(raw, str(folder / "expected"), SHARDS, TWO_PASSES)
    assert report["outcomes"]["written"] == PAGES
    assert report["sites"]["changed_sites"] == []  # the first pass has learned all
    articles = (folder / "expected").rglob("*.md")
    assert not any(FOOTER in path.read_text("utf-8") for path in articles)
    return folder


@pytest.mark.parametrize("engine", Engine)
def test_two_passes_of_an_engine_write_what_the_command_line_writes(
    work: Path, prefect_server: PrefectServer, engine: Engine
) -> None:
    destination = str(work / engine)
    parameters = CleanParameters(
        sources=(str(work / "raw"),),
        destination=destination,
        engine=engine,
        settings=(SHARDS, TWO_PASSES),
    )
    run_flow(parameters, prefect_server.environment)
    assert tree_of(destination) == tree_of(str(work / "expected"))
    assert ledger_of(destination) == ledger_of(str(work / "expected"))


def test_a_refresh_of_the_flow_is_one_of_the_command_line(
    work: Path, prefect_server: PrefectServer
) -> None:
    raw, destination = str(work / "raw"), str(work / "refreshed")
    run_command(raw, destination, SHARDS)
    parameters = CleanParameters(
        sources=(raw,), destination=destination, settings=(SHARDS,), refresh_sites=True
    )
    run_flow(parameters, prefect_server.environment)
    assert tree_of(destination) == tree_of(str(work / "expected"))
