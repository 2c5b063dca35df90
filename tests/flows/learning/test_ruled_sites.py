"""Rules in the commands that clean: a run, a single page, an explanation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.configuration import Configuration, load_configuration
from flows.learning.judged_blocks import pin
from flows.learning.ruled_sites import ruled_site
from flows.working.run import clean_sources
from flows.working.single import clean_one
from tests.flows.commands.invoking import invoke

STORY = (
    "<html lang=en><head><title>Market</title></head><body><div id=story><p>The council of Quay "
    "voted on Tuesday to rebuild the market, after a debate of four hours in the town hall.</p>"
    "<p>The gulls of Quay said nothing.</p></div></body></html>"
)
GULLS = "The gulls of Quay said nothing."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    for name in ("quay", "pier"):
        (tmp_path / "pages" / f"{name}.html").write_text(STORY)
        facts = {"url": f"https://www.{name}.example/market"}
        (tmp_path / "pages" / f"{name}.json").write_text(json.dumps(facts))
    pin(tmp_path / "rules", "quay.example", GULLS)
    return tmp_path


def configuration() -> Configuration:
    return load_configuration(assignments=["run.jobs=1", "output.format=txt"])


def test_a_run_obeys_the_rules_of_each_host(folder: Path) -> None:
    clean_sources(["pages"], "clean", configuration())
    assert GULLS not in (folder / "clean" / "quay.html.txt").read_text()
    assert GULLS in (folder / "clean" / "pier.html.txt").read_text()
    record = json.loads((folder / "clean" / "quay.html.json").read_text())
    [cut] = [cut for cut in record["cuts"] if cut["detector"] == "site_rules"]
    assert (cut["reason"], cut["text"]) == ("template", GULLS)


def test_a_single_page_obeys_them(folder: Path) -> None:
    for name, stays in (("quay", False), ("pier", True)):
        answer = clean_one(f"pages/{name}.html", configuration())
        assert answer.files is not None
        assert (GULLS.encode() in answer.files.article) is stays


def test_an_explanation_shows_them(folder: Path) -> None:
    shown = invoke("explain", "pages/quay.html", folder=folder).stdout.decode()
    assert "site_rules 1.00: rule of quay.example: pinned block" in shown
    assert "site_rules" not in invoke("explain", "pages/pier.html", folder=folder).stdout.decode()


def test_a_site_without_rules_is_none(folder: Path) -> None:
    assert ruled_site(configuration(), None, "https://pier.example/") is None
    assert ruled_site(configuration(), None, None) is None
    site = ruled_site(configuration(), "https://m.quay.example/", "https://pier.example/")
    assert site is not None
    assert site.host == "m.quay.example"
