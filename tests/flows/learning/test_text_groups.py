"""Texts of which nothing tells the site: those that share lines are taken for one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from cleaners.settings import settings_from
from cleaners.sites.fingerprints import digest_of
from cleaners.sites.observations import observation_bytes, observation_from
from flows.learning import text_groups
from flows.learning.folding import fold
from flows.learning.known_sites import KnownSites
from flows.learning.site_names import is_group
from flows.storing.catalog import tables
from flows.storing.catalog.catalog import Catalog, find_catalog
from flows.storing.catalog.known_site_rows import site_names
from flows.storing.catalog.site_rows import Arrival, learned_inputs
from tests.flows.learning.made_site import FOOTER, clean, observation, story
from tests.flows.learning.test_folding import content
from tests.flows.storing.catalog.rows import opened
from tests.flows.working.pages import outcomes, tree

SETTINGS = settings_from({}).sites
OTHER_FOOTER = (
    "The Courier is read on both banks of the river, every morning but Sunday.",
    "Write to the Courier desk with what you have seen.",
    "More from the Courier",
)
FOOTERS = (
    FOOTER,
    "Read the Gazette on your way to the ferry",
    "All stories of the Harbour Gazette",
)


def lines(number: int) -> list[str]:
    """Return the lines of a text: even ones of one site, odd ones of another."""
    own = story(number).replace(FOOTER, "").strip().split("\n\n")
    return [*own, *(OTHER_FOOTER if number % 2 else FOOTERS)]


def texts(numbers: range) -> list[Arrival]:
    return [
        Arrival(
            f"{n:03}.txt",
            "",
            "a" * 64,
            "",
            observation_bytes(observation(digest_of(str(n)), *lines(n))),
        )
        for n in numbers
    ]


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with opened(tmp_path / "catalog") as catalog:
        yield catalog


def groups(catalog: Catalog, numbers: range) -> list[set[int]]:
    """Return which inputs are of one site, and make sure that each site is known."""
    with catalog.reading() as connection:
        found = learned_inputs(connection, [f"{n:03}.txt" for n in numbers])
        known = site_names(connection)
    by_site: dict[str, set[int]] = {}
    for key, each in found.items():
        by_site.setdefault(each.site, set()).add(int(key[:3]))
    by_site.pop("", None)
    assert all(map(is_group, by_site))
    assert set(by_site) == set(known)
    return sorted(by_site.values(), key=min)


def test_texts_that_share_lines_are_of_one_site(catalog: Catalog) -> None:
    catalog.put_arrivals(texts(range(16)))
    folded = fold(catalog, SETTINGS)
    assert groups(catalog, range(16)) == [set(range(0, 16, 2)), set(range(1, 16, 2))]
    assert len(folded.changed) == 2
    assert all(KnownSites(catalog).known(name).digest for name in folded.changed)


@pytest.mark.parametrize("seed", range(3))
def test_groups_do_not_depend_on_the_order(catalog: Catalog, tmp_path: Path, seed: int) -> None:
    arrivals = texts(range(24))
    catalog.put_arrivals(arrivals)
    fold(catalog, SETTINGS)
    random.Random(seed).shuffle(arrivals)  # noqa: S311 - the same numbers each time
    with opened(tmp_path / "other") as other:
        for night in (arrivals[:9], arrivals[9:20], arrivals[20:]):
            other.put_arrivals(night)
            fold(other, SETTINGS)
        every = (tables.site_pages, tables.sites, tables.input_sites, tables.site_arrivals)
        assert content(other, *every) == content(catalog, *every)


def test_what_is_beyond_the_kept_pages_joins_a_group_by_its_lines(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_groups, "MAX_GROUPED_PAGES", 16)
    catalog.put_arrivals(texts(range(60)))
    fold(catalog, SETTINGS)
    assert groups(catalog, range(60)) == [set(range(0, 60, 2)), set(range(1, 60, 2))]


def test_what_comes_after_the_groups_were_found_joins_them(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_groups, "MAX_GROUPED_PAGES", 16)
    arrivals = sorted(texts(range(60)), key=lambda each: observation_from(each.observation).page)
    catalog.put_arrivals(arrivals[:20])
    fold(catalog, SETTINGS)
    catalog.put_arrivals(arrivals[20:])  # whose numbers are too large to be kept
    monkeypatch.setattr(text_groups, "groups_of", None)  # nothing is to be found anew
    assert fold(catalog, SETTINGS).changed == ()
    assert groups(catalog, range(60)) == [set(range(0, 60, 2)), set(range(1, 60, 2))]


def test_a_page_of_a_group_that_is_cleaned_again_does_not_stand_for_all(catalog: Catalog) -> None:
    catalog.put_arrivals(texts(range(16)))
    name = fold(catalog, SETTINGS).changed[0]
    before = content(catalog, tables.sites, tables.input_sites)
    member = texts(range(16))[0]
    catalog.put_arrivals([replace(member, site=name)])  # as a run that knows the group has it
    assert fold(catalog, SETTINGS).changed == ()
    assert content(catalog, tables.sites, tables.input_sites) == before


def test_texts_without_any_site_are_cleaned_with_what_their_group_repeats(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(16):
        (raw / f"{number:03}.txt").write_text("\n\n".join(lines(number)) + "\n")
    (raw / "alone.txt").write_text("A story\n\nThe pier is open to all who want to walk there.\n")
    first = clean(raw, tmp_path / "clean")
    assert first.sites.refreshable == 16
    report = clean(raw, tmp_path / "clean", refresh_sites=True)
    assert outcomes(report) == {"written": 16, "unchanged": 1}
    assert report.sites.refreshable == 0
    article = (tmp_path / "clean" / "000.txt.md").read_text()
    assert not any(line in article for line in FOOTERS)
    clean(raw, tmp_path / "both", learning={"passes": 2})
    assert tree(tmp_path / "both") == tree(tmp_path / "clean")
    catalog = find_catalog("", tmp_path / "clean")
    assert catalog is not None
    with catalog:
        assert {row.site for row in catalog.rows() if row.input.endswith("0.txt")} != {""}
