"""Dumps by the command line, by threads, by Dask, from a bucket: the same bytes."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from flows.parameters import CleanParameters, Engine
from tests.flows.commands.leftovers import BODY, NEWSLETTER
from tests.flows.dumps.dumps import write_dump
from tests.servers.flow_runs import ledger_of, run_command, run_flow, tree_of
from tests.servers.prefect_servers import PrefectServer

ROWS = 120
SETTINGS = ("run.shard_pages=30", "dumps.text_column=prose")
KINDS = ["pages.jsonl.gz", "pages.csv", "pages.parquet"]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with dumps, and with what the command line made of them."""
    folder = tmp_path_factory.mktemp("dumps")
    rows = [
        {
            "key": number,
            "url": f"https://osterby.example/{number}.html",
            "prose": "\n\n".join([f"Part {number} begins here.", *BODY, NEWSLETTER]),
        }
        for number in range(1, ROWS + 1)
    ]
    for name in KINDS:
        dump = write_dump(folder / "raw" / name, rows)
        report = run_command(str(dump), str(folder / f"expected-{name}"), *SETTINGS)
        assert report["balanced"]
        assert report["outcomes"]["written"] == ROWS
    return folder


@pytest.mark.parametrize("engine", Engine)
@pytest.mark.parametrize("name", KINDS)
def test_an_engine_writes_what_the_command_line_writes(
    work: Path, prefect_server: PrefectServer, engine: Engine, name: str
) -> None:
    destination = work / f"{engine}-{name}"
    parameters = CleanParameters(
        sources=(str(work / "raw" / name),),
        destination=str(destination),
        engine=engine,
        settings=SETTINGS,
    )
    run_flow(parameters, prefect_server.environment)
    expected = work / f"expected-{name}"
    assert tree_of(str(destination)) == tree_of(str(expected))
    assert ledger_of(str(destination)) == ledger_of(str(expected))


@pytest.mark.parametrize("name", KINDS)
def test_a_dump_in_a_bucket_gives_what_a_file_gives(
    work: Path, prefect_server: PrefectServer, bucket: str, tmp_path: Path, name: str
) -> None:
    fsspec.filesystem("s3").put(str(work / "raw" / name), f"{bucket}/raw/{name}")
    catalog = f"sqlite:///{tmp_path / 'catalog.sqlite'}"
    parameters = CleanParameters(
        sources=(f"{bucket}/raw/{name}",),
        destination=f"{bucket}/clean",
        engine=Engine.DASK,
        settings=(*SETTINGS, f"catalog.url={catalog}"),
    )
    run_flow(parameters, prefect_server.environment)
    expected = work / f"expected-{name}"
    assert tree_of(f"{bucket}/clean") == tree_of(str(expected))
