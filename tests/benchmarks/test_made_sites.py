from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest

from benchmarks.made_sites import made_sites, sources_in
from benchmarks.site_knowledge import scored_mode
from cleaners.pipeline import Cleaner
from flows.evaluating.labelled import fold_of
from tests.cleaners.sites.making import sentences

MENU, FOOTER = "Harbour Weather Sport Fish", "Write to the goat at our front desk"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of labelled pages of invented hosts, none of the fold that is held back."""
    hosts = [f"harbour{at}.example" for at in range(30)]
    for number, host in enumerate(host for host in hosts if fold_of(f"https://{host}/")):
        lines = sentences(number, 10)
        own = [f"{one} {other}" for one, other in zip(lines[::2], lines[1::2], strict=True)]
        body = "".join(f"<p>{line}</p>" for line in own)
        html = (
            f"<html><head><title>Title {number} of the day</title></head><body><ul><li>{MENU}"
            f"</li></ul><h1>Title {number} of the day</h1><div>{body}</div><p>{FOOTER}</p></body>"
        )
        gold = {"text": "\n\n".join(own), "url": f"https://{host}/a"}
        gold |= {"title": f"Title {number} of the day"}
        folder = tmp_path / ("news" if number < 2 else "wcxb-dev")
        folder.mkdir(exist_ok=True)
        (folder / f"{host}.html.gz").write_bytes(gzip.compress(html.encode()))
        (folder / f"{host}.json").write_bytes(msgspec.json.encode(gold))
    return tmp_path


def test_another_story_stands_in_the_markup(data: Path) -> None:
    sites = list(made_sites(sources_in(data), page_count=9))
    assert len(sites) == 2
    for site in sites:
        assert len({page.gold for page in site.pages}) == len(site.pages)
        shared = [page for page in site.pages if page.background]
        assert len(shared) == len(site.pages) // 3
        for page in site.pages:
            html = page.raw.decode()
            assert all(f">{line}</p>" in html for line in page.gold.split("\n\n"))
            assert page.background in page.gold
            assert MENU in html
            assert FOOTER in html


def test_pages_are_scored_without_and_with_their_site(data: Path) -> None:
    site = next(made_sites(sources_in(data), page_count=9))
    scored = scored_mode(site, "html", Cleaner())
    assert len(scored.without) == len(scored.with_site) == len(site.pages)
    assert scored.backgrounds == len(site.pages) // 3
    assert scored.lost == ()
    assert all(score.exact for score in scored.with_site)
