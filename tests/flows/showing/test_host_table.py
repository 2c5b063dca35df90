"""The table of hosts: the newest pages of each, the drifting ones first."""

from __future__ import annotations

from pathlib import Path

from flows.drifting.drift import Change, DriftingHost
from flows.showing.host_table import host_table
from flows.storing.catalog.catalog import open_catalog
from flows.storing.catalog.host_rows import HostProfile, put_profiles
from flows.storing.destinations import open_destination


def _profile(host: str, run: int, articles: int, words: tuple[int, ...]) -> HostProfile:
    return HostProfile(
        host=host, run=run, configuration="c", articles=articles, rejected=1, undated=2, words=words
    )


def test_the_newest_pages_of_each_host_are_told(tmp_path: Path) -> None:
    drifting = (DriftingHost("b.example", 5, 50, (Change("words", 400, 9, 0.0),)),)
    with open_catalog("", open_destination(str(tmp_path))) as catalog:
        with catalog.writing() as connection:
            put_profiles(
                connection,
                [
                    _profile("a.example", 1, 50, (500,)),
                    _profile("a.example", 2, 9, (300, 400, 800)),
                    _profile("b.example", 2, 4, ()),
                    _profile("c.example", 2, 7, (100, 200)),
                ],
            )
        table = host_table(catalog, drifting)
        assert [row["host"] for row in table] == ["b.example", "a.example", "c.example"]
        assert [row["drifting"] for row in table] == ["words", "", ""]
        assert [row["pages"] for row in table] == [5, 10, 8]
        assert [row["median words"] for row in table] == [None, 400, 150]
        assert len(host_table(catalog, drifting, max_hosts=2)) == 2
