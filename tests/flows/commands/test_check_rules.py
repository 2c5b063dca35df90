"""``copydesk check-rules`` as a person runs it."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.warcwriter import WARCWriter

from tests.flows.commands.invoking import invoke
from tests.flows.commands.running import refusal, run
from tests.flows.ingesting.ingests import Archive
from tests.sites import Web

STORY = (
    "<html lang=en><head><title>Market</title>{head}</head><body><div id=story><p>The council of "
    "Quay voted on Tuesday to rebuild the market, after a debate of four hours.</p>"
    "<p class=teaser>What else the town talks about.</p></div></body></html>"
)
RULES = """\
version = 1
host = "quay.example"
body = "#story"
strip = ".teaser"

[[tests]]
url = "http://quay.example/market"
contains = ["voted on  Tuesday"]
lacks = ["What else"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "quay.example.toml").write_text(RULES)
    (tmp_path / "pages").mkdir()
    return tmp_path


def put_page(folder: Path, *, with_sidecar: bool = True) -> None:
    head = "" if with_sidecar else '<link rel=canonical href="https://www.quay.example/market/">'
    (folder / "pages" / "a.html").write_text(STORY.format(head=head))
    if with_sidecar:
        facts = {"url": "https://www.quay.example/market/"}
        (folder / "pages" / "a.json").write_text(json.dumps(facts))


@pytest.mark.parametrize("with_sidecar", [True, False], ids=["sidecar", "canonical"])
def test_a_test_that_holds(folder: Path, with_sidecar: bool) -> None:  # noqa: FBT001
    put_page(folder, with_sidecar=with_sidecar)
    completed = invoke("check-rules", "--pages", "pages", folder=folder)
    assert completed.returncode == 0, completed.stderr
    assert completed.stderr == b""
    assert completed.stdout.decode().splitlines() == [
        "rules/quay.example.toml",
        "  host quay.example: strip 1, body 1, tests 1",
        "ok        quay.example http://quay.example/market",
        "1 file; tests: 1 ok, 0 failed, 0 not found",
    ]


def test_a_test_that_fails_is_the_exit_code(folder: Path) -> None:
    put_page(folder)
    rules = folder / "rules" / "quay.example.toml"
    rules.write_text(RULES.replace('strip = ".teaser"', 'keep = ".teaser"'))
    completed = invoke("check-rules", "--pages", "pages", "--json", folder=folder)
    assert completed.returncode == 1
    [test] = json.loads(completed.stdout)["tests"]
    assert test["outcome"] == "failed"
    assert test["problems"] == ["contains 'What else'"]


def test_title_and_authors_are_looked_into_as_well(folder: Path) -> None:
    put_page(folder)
    rules = folder / "rules" / "quay.example.toml"
    rules.write_text(RULES.replace('["voted on  Tuesday"]', '["Market"]'))
    assert invoke("check-rules", "--pages", "pages", folder=folder).returncode == 0
    rules.write_text(RULES.replace('["voted on  Tuesday"]', '["market place"]'))
    assert invoke("check-rules", "--pages", "pages", folder=folder).returncode == 1


def test_a_page_that_is_not_found_fails_nothing(folder: Path) -> None:
    completed = invoke("check-rules", "--pages", "pages", folder=folder)
    assert completed.returncode == 0
    assert b"not found quay.example http://quay.example/market" in completed.stdout


def test_a_rule_that_finds_nothing_is_told(folder: Path) -> None:
    put_page(folder)
    rules = folder / "rules" / "quay.example.toml"
    rules.write_text(RULES.replace('"#story"', '"#tale"'))
    completed = invoke("check-rules", "--pages", "pages", folder=folder)
    assert "rule_found_nothing: rule of quay.example: body #tale" in completed.stdout.decode()


def test_a_page_of_a_warc_file_is_found(folder: Path) -> None:
    with (folder / "crawl.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        body = STORY.format(head="").encode()
        payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        record = writer.create_warc_record(
            "http://quay.example/market",
            "response",
            payload=io.BytesIO(payload),
            warc_headers_dict={"WARC-Date": "2024-05-01T00:00:00Z"},
        )
        writer.write_record(record)
    completed = invoke("check-rules", "--pages", "crawl.warc.gz", folder=folder)
    assert completed.returncode == 0
    assert b"1 ok" in completed.stdout


def test_lines_without_effect_are_listed(folder: Path) -> None:
    (folder / "rules" / "pier.example.txt").write_text("title: //h1\ntidy: no\n\nwhat\n")
    completed = invoke("check-rules", folder=folder)
    assert completed.stdout.decode().splitlines()[:4] == [
        "rules/pier.example.txt",
        "  host pier.example: title 1",
        "  line 2 has no effect: tidy: no (pages are parsed in one way)",
        "  line 4 has no effect: what (it is no `command: value`)",
    ]


def test_a_file_that_cannot_be_taken_is_told_and_the_others_are_checked(folder: Path) -> None:
    put_page(folder)
    (folder / "rules" / "bad.toml").write_text('version = 1\nhost = "a"\nstrip = "//div["\n')
    completed = invoke("check-rules", "--pages", "pages", folder=folder)
    assert completed.returncode == 1
    lines = completed.stdout.decode().splitlines()
    assert lines[0] == "rules/bad.toml:3: '//div[' is no XPath: Invalid expression"
    assert lines[-1] == "2 files, 1 not taken; tests: 1 ok, 0 failed, 0 not found"
    told = json.loads(invoke("check-rules", "--json", folder=folder).stdout)["files"]
    assert [bool(file["error"]) for file in told] == [True, False]


def test_what_is_not_there_is_refused(folder: Path, tmp_path: Path) -> None:
    assert "there is no file or folder none" in refusal(
        invoke("check-rules", "none", folder=folder)
    )
    places = invoke("check-rules", "--pages", "none", folder=folder)
    assert "there is no file or folder none" in refusal(places)
    empty = invoke("check-rules", folder=tmp_path / "pages")
    assert "there is no folder rules with rules" in refusal(empty)


def test_text_of_a_file_cannot_steer_a_terminal(folder: Path) -> None:
    (folder / "rules" / "pier.example.txt").write_text("\x1b[31mred: 1\n")
    assert b"\x1b" not in invoke("check-rules", folder=folder).stdout


def test_a_damaged_page_is_told(folder: Path) -> None:
    put_page(folder)
    damaged = gzip.compress(STORY.encode())[:40]
    (folder / "pages" / "a.html").write_bytes(damaged)
    completed = invoke("check-rules", "--pages", "pages", folder=folder)
    assert completed.returncode == 0
    assert b"1 not found" in completed.stdout


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as started:
        yield started


ADDRESS = "http://radio.example/news/cup-final.html"
RADIO = f"""\
version = 1
host = "radio.example"
[[tests]]
url = "{ADDRESS}"
"""


def test_pages_are_fetched_where_asked_for_and_taken_from_what_is_kept(
    tmp_path: Path, web: Web
) -> None:
    source: dict[str, object] = {"kind": "urls", "addresses": [ADDRESS]}
    archive = Archive(tmp_path, web, {"list": source})
    archive.write_settings()
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "radio.example.toml").write_text(RADIO)
    assert b"1 not found" in invoke("check-rules", folder=tmp_path).stdout
    assert web.log("radio.example") == []
    fetched = invoke("check-rules", "--fetch", folder=tmp_path)
    assert fetched.returncode == 0, fetched.stderr
    assert b"1 ok" in fetched.stdout
    asked = [each.path for each in web.log("radio.example")]
    assert asked[0] == "/robots.txt"
    assert "/news/cup-final.html" in asked
    assert run("ingest", "--quiet", folder=tmp_path).returncode == 0
    web.forget()
    kept = invoke("check-rules", folder=tmp_path)
    assert b"1 ok" in kept.stdout
    assert web.log("radio.example") == []


def test_without_a_contact_nothing_is_fetched(folder: Path) -> None:
    assert "contact" in refusal(invoke("check-rules", "--fetch", folder=folder))
