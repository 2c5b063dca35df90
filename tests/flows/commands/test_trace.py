"""``copydesk trace`` finds a page by whatever is known of it, and shows its whole way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from flows.storing.catalog.catalog import open_catalog
from flows.storing.catalog.page_rows import FetchRow, PageRow, Redirect, Signal
from flows.storing.destinations import open_destination
from flows.storing.ledger import Row, Status
from tests.flows.commands.invoking import invoke
from tests.flows.commands.running import refusal
from tests.flows.working.pages import rows_of, run_over, story, write_pages

URL = "https://gazette.example/council-votes"
RECORD = "<urn:uuid:0f1e2d3c-0000-4000-8000-000000000001>"
ARCHIVE = "gazette.example/2026-11-20/1.warc.gz"
PAGE = PageRow(
    url=f"{URL}-again",
    host="gazette.example",
    source="gazette",
    first_seen="2026-11-20T08:00:00Z",
    fetched_at="2026-11-21T08:00:00Z",
    status=200,
    outcome="fetched",
    redirects=(Redirect("https://gazette.example/1", 301, f"{URL}-again"),),
    signals=(Signal("x-robots-tag", "noarchive", "header"),),
    file=ARCHIVE,
    offset=4711,
    length=512,
    record_id=RECORD,
    sha256="c" * 64,
)
MEMBER = Row(
    input=f"../raw/{ARCHIVE}/000000004711-council-votes-again",
    source="../raw",
    status=Status.REJECTED,
    reason="paywall",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("traced")
    text = story(1) + "ad: more\n"
    write_pages(tmp_path / "raw", {"council.html": text, "council.json": f'{{"url": "{URL}"}}'})
    write_pages(tmp_path / "raw", {"copy.html": text, "copy.json": f'{{"url": "{URL}"}}'})
    write_pages(tmp_path / "raw", {"harbour.html": story(2)})
    run_over(tmp_path / "raw", tmp_path / "clean")
    fetch = FetchRow(run="r1", url=PAGE.url, at=PAGE.fetched_at, outcome="fetched", status=200)
    several = [replace(MEMBER, input=f"../raw/x.warc.gz/{n:012}-page") for n in range(5)]
    with open_catalog("", open_destination(tmp_path / "clean")) as catalog:
        catalog.put_fetches([PAGE], [fetch])
        catalog.put_rows([MEMBER, *several])
    return tmp_path


def shown(folder: Path, *arguments: str) -> str:
    completed = invoke("trace", *arguments, folder=folder)
    assert completed.returncode == 0, completed.stderr
    return completed.stdout.decode()


@pytest.mark.parametrize(
    "what",
    [
        "raw/council.html",
        "clean/council.html.md",
        "clean/council.html.json",
        "../raw/council.html",
    ],
)
def test_a_file_is_traced_whichever_it_is(folder: Path, what: str) -> None:
    found = shown(folder, what)
    for line in (
        f"address     {URL}",
        "outcome     duplicate",
        "duplicate of../raw/copy.html",
        "article     clean/council.html.md",
        "words kept  8 of 13, full",
        "words cut   5 advertisement",
        "title       Story 1",
    ):
        assert line in found
    assert "(clean, completed, " in found


def test_an_identifier_is_enough_in_part(folder: Path) -> None:
    row = rows_of(folder / "clean")["harbour.html"]
    for digits in (8, 20, 64):
        assert "raw/harbour.html" in shown(folder, row.id[:digits])


def test_an_address_gives_all_that_is_known_of_it(folder: Path) -> None:
    both = shown(folder, URL)
    assert "raw/copy.html" in both
    assert "raw/council.html" in both


@pytest.mark.parametrize(
    "what",
    [
        f"{URL}-again",
        "HTTPS://Gazette.example:443/council-votes-again?utm_source=a#top",
        RECORD,
        RECORD[1:-1],
        MEMBER.input,
    ],
)
def test_an_ingested_page_is_traced_from_its_address_to_its_outcome(
    folder: Path, what: str
) -> None:
    found = shown(folder, what)
    for line in (
        f"address     {URL}-again",
        "source      gazette, first seen 2026-11-20T08:00:00Z",
        "redirect    301 https://gazette.example/1 -> ",
        "signal      x-robots-tag: noarchive (header)",
        "fetched     2026-11-21T08:00:00Z fetched 200, ",
        f"raw record  {ARCHIVE} at 4,711, 512 bytes, {RECORD}, sha256 cccccccccccc",
        "outcome     rejected: paywall",
    ):
        assert line in found
    assert found.count("address ") == 1


def test_an_archive_lists_its_pages(folder: Path) -> None:
    found = shown(folder, "raw/x.warc.gz")
    assert found.splitlines()[0] == "5 pages; name one of them:"
    assert "../raw/x.warc.gz/000000000003-page (rejected: paywall)" in found


def test_json_is_for_programs(folder: Path) -> None:
    [told] = json.loads(shown(folder, RECORD, "--json"))
    assert told["page"]["url"] == f"{URL}-again"
    assert told["fetches"][0]["run"] == "r1"
    assert told["outcome"]["reason"] == "paywall"


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("council-vote", "did you mean one of these?"),
        ("harbuor.html", "did you mean one of these?"),
        ("raw/new.html", "raw/new.html was never cleaned to clean: `copydesk clean raw/new.html"),
        ("https://elsewhere.example/xyz", "and none like it; `copydesk status clean --rows`"),
    ],
)
def test_what_is_not_known_is_told_with_what_to_do(folder: Path, what: str, message: str) -> None:
    write_pages(folder / "raw", {"new.html": story(9)})
    completed = invoke("trace", what, folder=folder)
    assert completed.returncode == 1
    assert message in completed.stderr.decode()
    assert completed.stdout == b""


def test_without_a_catalog_there_is_nothing_to_trace(tmp_path: Path) -> None:
    assert "there is no folder clean" in refusal(invoke("trace", "a.html", folder=tmp_path))
