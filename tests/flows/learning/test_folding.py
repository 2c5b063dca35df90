"""What arrives in any order, at once or night by night, folds to the same."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Table, select

from cleaners.settings import settings_from
from cleaners.sites.observations import MAX_SAMPLE, PageObservation, observation_bytes
from cleaners.sites.statistics import MAX_PAGES
from flows.learning import drawing
from flows.learning.folding import Folded, bring_up_to_date, fold
from flows.learning.known_sites import KnownSites
from flows.learning.verdicts import knowledge_in
from flows.storing.catalog import tables
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.site_rows import Arrival, learned_inputs
from tests.flows.learning.made_site import BACKGROUND, FOOTER, SITE, observation, story
from tests.flows.storing.catalog.rows import opened

SETTINGS = settings_from({}).sites


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with opened(tmp_path / "clean") as catalog:
        yield catalog


def arrival(key: str, shown: PageObservation, *, site: str = SITE, maker: str = "m") -> Arrival:
    return Arrival(key, site, "a" * 32, maker, observation_bytes(shown))


def stories(numbers: range) -> list[Arrival]:
    return [
        arrival(f"{number:03}.txt", observation(number, *story(number).split("\n\n")))
        for number in numbers
    ]


def learned(catalog: Catalog, *nights: Sequence[Arrival]) -> Folded:
    folded = Folded()
    for night in nights:
        catalog.put_arrivals(night)
        folded = fold(catalog, SETTINGS)
    return folded


def content(catalog: Catalog, *of: Table) -> list[list[tuple[Any, ...]]]:
    names = of or (tables.site_pages, tables.sites, tables.input_sites, tables.site_arrivals)
    with catalog.reading() as connection:
        return [sorted(tuple(row) for row in connection.execute(select(table))) for table in names]


def test_what_recurs_beside_the_text_is_cut_and_what_recurs_in_it_is_not(catalog: Catalog) -> None:
    assert learned(catalog, stories(range(12))) == Folded(sites=1, changed=(SITE,))
    with catalog.reading() as connection:
        knowledge = knowledge_in(connection, SITE)
    assert knowledge is not None
    verdicts = {block.sample: (block.verdict, block.page_count) for block in knowledge.blocks}
    assert verdicts == {
        FOOTER[:MAX_SAMPLE]: ("template", 12),
        BACKGROUND[:MAX_SAMPLE]: ("editorial", 4),
    }


@pytest.mark.parametrize("seed", range(3))
def test_the_order_is_nothing_to_it(catalog: Catalog, tmp_path: Path, seed: int) -> None:
    arrivals = stories(range(12))
    learned(catalog, arrivals)
    random.Random(seed).shuffle(arrivals)  # noqa: S311 - the same numbers each time
    with opened(tmp_path / "other") as other:
        learned(other, arrivals[:5], arrivals[5:7], arrivals[7:])
        assert content(other) == content(catalog)


def test_what_is_learned_twice_changes_nothing(catalog: Catalog) -> None:
    learned(catalog, stories(range(12)))
    before = content(catalog)
    assert learned(catalog, stories(range(12))) == Folded(sites=1, changed=())
    assert content(catalog) == before


def test_a_new_page_that_changes_no_verdict_leaves_the_digest(catalog: Catalog) -> None:
    learned(catalog, stories(range(12)))
    before = KnownSites(catalog).known(SITE)
    assert before.digest
    assert learned(catalog, stories(range(12, 14))).changed == ()
    assert KnownSites(catalog).known(SITE).digest == before.digest


def test_of_a_page_that_was_fetched_twice_the_later_capture_counts(
    catalog: Catalog, tmp_path: Path
) -> None:
    early = arrival("a.txt", observation(1, "As it was", seen="2026-11-01T08:00:00Z"))
    late = arrival("b.txt", observation(1, "As it is", seen="2026-11-02T08:00:00Z"))
    learned(catalog, [early], [late])
    with opened(tmp_path / "other") as other:
        learned(other, [late], [early])
        assert content(other, tables.site_pages) == content(catalog, tables.site_pages)
    [[(_, _, key, _, body)]] = content(catalog, tables.site_pages)
    assert (key, body) == ("a.txt", late.observation)


@pytest.mark.parametrize(("old", "new"), [("A page", "The page"), ("The page", "A page")])
def test_what_this_version_reads_goes_before_what_another_has_read(
    catalog: Catalog, old: str, new: str
) -> None:
    shown = observation(1, new)
    learned(catalog, [arrival("a.txt", observation(1, old), maker="old")])
    learned(catalog, [arrival("a.txt", shown, maker="new")])
    [[page]] = content(catalog, tables.site_pages)
    assert page[3:] == ("new", observation_bytes(shown))


def test_a_sample_never_grows_large(catalog: Catalog) -> None:
    spread = 2**64 // 1_000
    many = [arrival(f"{n}.txt", observation(n * spread, f"Line {n}")) for n in range(1_000)]
    random.Random(1).shuffle(many)  # noqa: S311 - the same numbers each time
    learned(catalog, many[:400], many[400:])
    [pages] = content(catalog, tables.site_pages)
    assert sorted(page for _, page, *_ in pages) == [f"{n * spread:016x}" for n in range(MAX_PAGES)]
    with catalog.reading() as connection:
        knowledge = knowledge_in(connection, SITE)
    assert knowledge is not None
    assert knowledge.page_count == pytest.approx(1_000, rel=0.06)


def test_what_has_arrived_is_no_knowledge_before_it_is_folded(catalog: Catalog) -> None:
    catalog.put_arrivals(stories(range(12)))
    assert not KnownSites(catalog).known(SITE).content
    fold(catalog, SETTINGS)
    assert KnownSites(catalog).known(SITE).content


def test_the_verdicts_of_other_settings_are_drawn_anew(catalog: Catalog) -> None:
    learned(catalog, stories(range(12)))
    strict = settings_from({"sites": {"min_pages": 50}}).sites
    bring_up_to_date(catalog, strict)
    assert not KnownSites(catalog).known(SITE).digest
    bring_up_to_date(catalog, SETTINGS)
    assert KnownSites(catalog).known(SITE).digest


def test_verdicts_of_many_sites_are_drawn_in_several_processes(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MIN_SITES", 10)
    arrivals = [
        replace(each, key=f"{site}/{each.key}", site=f"{site}.example")
        for site in range(20)
        for each in stories(range(site, site + 8))
    ]
    catalog.put_arrivals(arrivals)
    folded = fold(catalog, SETTINGS, jobs=2)
    assert len(folded.changed) == 20
    with opened(tmp_path / "other") as other:
        other.put_arrivals(arrivals)
        assert fold(other, SETTINGS, jobs=1) == folded
        assert content(other) == content(catalog)


def test_inputs_remember_what_they_were_learned_from(catalog: Catalog) -> None:
    learned(catalog, stories(range(2)))
    with catalog.reading() as connection:
        found = learned_inputs(connection, ["000.txt", "missing.txt"])
    assert {key: each.site for key, each in found.items()} == {"000.txt": SITE}
