"""A host whose pages change is told from one that merely has other news."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.drift import Template, change, is_reported, rate, split
from flows.drifting.drift import DriftingHost, drift_of
from flows.drifting.two_samples import fisher_exact, mann_whitney
from flows.run_settings import run_settings_from
from flows.storing.catalog.catalog import find_catalog
from flows.storing.catalog.host_rows import HostProfile, profiles_by_host
from tests.flows.working.pages import run_over, story, write_pages

LIMITS = run_settings_from({}).drift
USUAL = HostProfile(
    host="gazette.example",
    run=1,
    configuration="a",
    articles=40,
    rejected=2,
    undated=1,
    unsigned=8,
    words=tuple(range(200, 1_000, 20)),
    shares_cut=tuple(0.2 + 0.005 * number for number in range(40)),
    confidences=tuple(0.9 + 0.002 * number for number in range(40)),
)
NEWS = replace(USUAL, run=2, words=tuple(range(230, 1_030, 20)), unsigned=6, rejected=3)


def changed(*profiles: HostProfile) -> dict[str, tuple[float, float]]:
    """Return what has changed, from what to what; the profiles are given oldest first."""
    found = drift_of(profiles[::-1], LIMITS)
    return {each.figure: (each.before, each.after) for each in found.changes} if found else {}


def test_other_news_are_no_drift() -> None:
    assert changed(USUAL, NEWS) == {}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"words": tuple(range(20, 60))}, {"median words": (590, 39.5)}),
        ({"shares_cut": (0.75,) * 40}, {"median share cut": (0.298, 0.75)}),
        ({"confidences": (0.5,) * 40}, {"median confidence": (0.939, 0.5)}),
        ({"undated": 40}, {"share without date": (0.025, 1.0)}),
        ({"unsigned": 40}, {"share without authors": (0.2, 1.0)}),
        ({"articles": 2, "rejected": 40, "undated": 0, "unsigned": 0}, "share rejected"),
    ],
)
def test_a_figure_that_changes_is_told(facts: dict[str, object], expected: object) -> None:
    found = changed(USUAL, replace(NEWS, **facts))
    assert found == expected or [*found] == [expected]


def test_too_few_pages_say_nothing() -> None:
    redesigned = replace(NEWS, undated=40, words=(10,) * 40)
    assert changed(redesigned) == {}
    assert changed(USUAL, replace(redesigned, articles=16, undated=16)) == {}
    assert changed(replace(USUAL, articles=16), redesigned) == {}


def test_pages_that_trickle_in_are_put_together() -> None:
    hourly = [
        replace(
            NEWS, run=number, articles=3, rejected=0, undated=3, unsigned=1, words=(300, 580, 900)
        )
        for number in range(2, 9)
    ]
    assert [*changed(USUAL, *hourly)] == ["share without date"]


def test_pages_that_were_cleaned_by_other_rules_are_not_compared() -> None:
    assert changed(USUAL, replace(NEWS, undated=40, configuration="b")) == {}


def test_a_host_that_varies_from_run_to_run_may_vary_further() -> None:
    past = [
        replace(USUAL, run=number, words=tuple(words + shift for words in USUAL.words))
        for number, shift in enumerate((0, 900, -100, 700, 100, 850))
    ]
    newest = replace(NEWS, run=9, words=tuple(words + 800 for words in USUAL.words))
    assert changed(*past, newest) == {}
    steady = [replace(USUAL, run=number) for number in range(6)]
    assert [*changed(*steady, newest)] == ["median words"]


def test_hosts_that_have_not_changed_are_hardly_ever_reported() -> None:
    for past in (1, 5):
        assert rate(300, split(past, Template())) <= 0.005
    assert rate(100, change(1, Template(odd_runs=0.15), Template(odd_runs=0.15))) <= 0.05
    assert rate(50, change(5, Template(), Template(words=90, undated=0.9))) >= 0.98
    assert is_reported(change(1, Template(), Template(unsigned=1))(random.Random(1)))  # noqa: S311


def test_ranks_are_compared_as_published() -> None:
    # As scipy.stats.mannwhitneyu gives it, with method="asymptotic".
    chance, probability = mann_whitney([1, 2, 2, 5, 7, 9, 11, 12], [2, 8, 9, 13, 15, 15, 21, 22])
    assert chance == pytest.approx(0.8203125)
    assert probability == pytest.approx(0.034880027753740925)
    assert mann_whitney([3.0] * 10, [3.0] * 10) == (0.5, 1.0)
    assert mann_whitney([0.0] * 10, [1.0] * 10)[0] == 1.0


def test_shares_are_compared_exactly() -> None:
    assert fisher_exact((3, 4), (1, 4)) == pytest.approx(34 / 70)  # Fisher's lady and her tea
    assert fisher_exact((0, 30), (30, 30)) == pytest.approx(1.69e-17, rel=0.01)
    assert fisher_exact((0, 30), (0, 50)) == 1.0


def test_runs_learn_of_hosts_also_where_pages_are_replaced(raw: Path, clean: Path) -> None:
    def write(*, redesign: bool) -> None:
        for number in range(25):
            text = story(number + 50 * redesign) + "The council met.\n" * (number % 5)
            for host in ("steady", "redesigned"):
                menu = "ad: home sport weather\n" * 20 * (redesign and host == "redesigned")
                name = f"{host}/{number}"
                facts = f'{{"url": "https://{host}.example/{number}"}}'
                write_pages(raw, {f"{name}.html": text + menu, f"{name}.json": facts})

    write(redesign=False)
    assert run_over(raw, clean).drifting == ()
    assert run_over(raw, clean).drifting == ()
    write(redesign=True)
    [found] = run_over(raw, clean).drifting
    assert isinstance(found, DriftingHost)
    assert (found.host, found.pages, found.past_pages) == ("redesigned.example", 25, 25)
    assert [each.figure for each in found.changes] == ["median share cut"]
    assert run_over(raw, clean).drifting == ()


def test_the_past_is_cleaned_again_with_other_settings_and_stays_the_past(
    raw: Path, clean: Path
) -> None:
    def write(run: str, texts: list[str]) -> None:
        for number, text in enumerate(texts):
            facts = f'{{"url": "https://gazette.example/{run}/{number}"}}'
            write_pages(raw, {f"{run}/{number}.html": text, f"{run}/{number}.json": facts})

    write("first", [story(number) for number in range(25)])
    run_over(raw, clean)
    write("second", [story(number + 50) + "ad: menu\n" * 30 for number in range(25)])
    run_over(raw, clean, run_exclude=["second/"])
    [before] = run_over(raw, clean, reading_max_depth=400).drifting
    assert before.changes[0].figure == "median share cut"
    catalog = find_catalog("", clean)
    assert catalog is not None
    with catalog, catalog.reading() as connection:
        [profiles] = profiles_by_host(connection)
    assert [profile.pages for profile in profiles] == [25, 25]
    assert len({profile.configuration for profile in profiles}) == 1
