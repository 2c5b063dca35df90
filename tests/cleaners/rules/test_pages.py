"""Golden pages with rules, in pairs: what has to go by them, and a near miss that has to stay.

Each folder holds the rules (``rules.toml``, or ``HOST.txt`` in the site-config format), a page with
the text of its article and what the rules have to cut, and a near miss with its article.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.result import Result
from cleaners.rules.applying import DETECTOR
from cleaners.rules.rule_book import rule_book, rules_bytes
from cleaners.rules.site_config import site_config
from cleaners.rules.toml_rules import toml_rules
from cleaners.sites.site import Site

PAGES = Path(__file__).parent / "pages"
FOLDERS = sorted(path for path in PAGES.iterdir() if path.is_dir())
HOST = "www.quay.example"


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def cleaned(cleaner: Cleaner, folder: Path, stem: str, *, with_rules: bool = True) -> Result:
    ours, theirs = folder / "rules.toml", folder / "quay.example.txt"
    if ours.exists():
        file = toml_rules(ours.read_text("utf-8"), ours.name)
    else:
        file = site_config(theirs.read_text("utf-8"), theirs.name)
    rules = rules_bytes(rule_book([file]).rules_for(HOST))
    [path] = [
        path
        for path in folder.glob(f"{stem}.*")
        if path.suffix in {".html", ".txt"} and not path.name.endswith(".article.txt")
    ]
    page = Page(raw=path.read_bytes(), url=f"https://{HOST}/story", name=path.name)
    return cleaner.clean(page, Site(HOST, rules=rules) if with_rules else None)


def article(folder: Path, stem: str) -> str:
    return (folder / f"{stem}.article.txt").read_text("utf-8").strip()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_rules_cut_what_they_say(cleaner: Cleaner, folder: Path) -> None:
    result = cleaned(cleaner, folder, "page")
    expected = tomllib.loads((folder / "page.cuts.toml").read_text("utf-8"))["cuts"]
    by_rules = [
        (str(cut.reason), " ".join(cut.text.split()))
        for cut in result.cuts
        if cut.detector == DETECTOR
    ]
    assert result.text == article(folder, "page")
    assert by_rules == [(cut["reason"], cut["text"]) for cut in expected]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_without_the_rules_the_page_is_another_one(cleaner: Cleaner, folder: Path) -> None:
    assert cleaned(cleaner, folder, "page", with_rules=False).text != article(folder, "page")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_near_miss_stays(cleaner: Cleaner, folder: Path) -> None:
    assert cleaned(cleaner, folder, "near-miss").text == article(folder, "near-miss")
