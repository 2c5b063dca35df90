"""The same pages by the command line, by threads, by Dask, in a bucket: the same bytes."""

from __future__ import annotations

import os
from pathlib import Path

import fsspec
import pytest

from flows.parameters import CleanParameters, Engine
from tests.servers.flow_runs import SETTINGS, ledger_of, run_command, run_flow, tree_of
from tests.servers.made_pages import make_pages
from tests.servers.prefect_servers import PrefectServer

PAGES = int(os.environ.get("COPYDESK_TEST_PAGES", "600"))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with raw pages, and with what the command line made of them."""
    folder = tmp_path_factory.mktemp("engines")
    make_pages(folder / "raw", PAGES)
    report = run_command(str(folder / "raw"), str(folder / "clean"), *SETTINGS)
    assert report["balanced"]
    assert report["inputs"] == PAGES
    return folder


@pytest.mark.parametrize("engine", Engine)
@pytest.mark.parametrize("file_format", ["md", "jsonl"])
def test_an_engine_writes_what_the_command_line_writes(
    work: Path, prefect_server: PrefectServer, engine: Engine, file_format: str
) -> None:
    settings = (*SETTINGS, f"output.format={file_format}")
    expected = work / f"expected-{file_format}"
    if not expected.exists():
        run_command(str(work / "raw"), str(expected), *settings)
    destination = work / f"{engine}-{file_format}"
    parameters = CleanParameters(
        sources=(str(work / "raw"),),
        destination=str(destination),
        engine=engine,
        settings=settings,
    )
    run_flow(parameters, prefect_server.environment)
    assert tree_of(str(destination)) == tree_of(str(expected))
    assert ledger_of(str(destination)) == ledger_of(str(expected))


@pytest.mark.parametrize("engine", Engine)
def test_a_bucket_holds_what_a_folder_holds(
    work: Path, prefect_server: PrefectServer, bucket: str, tmp_path: Path, engine: Engine
) -> None:
    fsspec.filesystem("s3").put(f"{work / 'raw'}/", f"{bucket}/raw/", recursive=True)
    catalog = f"sqlite:///{tmp_path / 'catalog.sqlite'}"
    parameters = CleanParameters(
        sources=(f"{bucket}/raw",),
        destination=f"{bucket}/clean",
        engine=engine,
        settings=(*SETTINGS, f"catalog.url={catalog}"),
    )
    run_flow(parameters, prefect_server.environment)
    assert tree_of(f"{bucket}/clean") == tree_of(str(work / "clean"))
    assert ledger_of(f"{bucket}/clean", catalog) == ledger_of(str(work / "clean"))


def test_the_command_line_writes_to_a_bucket_too(work: Path, bucket: str, tmp_path: Path) -> None:
    catalog = f"catalog.url=sqlite:///{tmp_path / 'catalog.sqlite'}"
    report = run_command(str(work / "raw"), f"{bucket}/clean", *SETTINGS, catalog)
    assert report["balanced"]
    assert tree_of(f"{bucket}/clean").keys() == tree_of(str(work / "clean")).keys()
    again = run_command(str(work / "raw"), f"{bucket}/clean", *SETTINGS, catalog)
    assert again["outcomes"]["written"] == 0
