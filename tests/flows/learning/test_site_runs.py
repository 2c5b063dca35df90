"""Runs that learn, and that use what is known of sites."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from flows.storing.catalog.catalog import find_catalog
from flows.working.dry_run import plan_sources
from tests.flows.learning.made_site import (
    BACKGROUND,
    FOOTER,
    SITE,
    clean,
    configured,
    learn,
    story,
    write_site,
)
from tests.flows.learning.site_run_script import running_over_site
from tests.flows.working.pages import outcomes, rows_of, tree
from tests.flows.working.run_script import wait_until

PAGES = 50
ALONE = "herald.example/alone.txt"
TWO_PASSES: dict[str, object] = {"passes": 2}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Twelve stories of a site, and one of another site."""
    raw = write_site(tmp_path / "raw", range(12))
    write_site(tmp_path / "raw", range(20, 21), "herald.example")
    (raw / "herald.example" / "020.txt").rename(raw / ALONE)
    return raw


def with_footer(destination: Path) -> set[str]:
    """Return the articles that have the footer."""
    articles = destination.rglob("*.md")
    return {path.name for path in articles if FOOTER in path.read_text("utf-8")}


def test_a_refresh_cuts_what_the_site_repeats_and_names_the_articles(
    raw: Path, tmp_path: Path
) -> None:
    destination = tmp_path / "clean"
    first = clean(raw, destination)
    assert len(with_footer(destination)) == 13
    assert first.sites.changed_sites == (SITE,)
    assert first.sites.refreshable == 12
    again = clean(raw, destination)
    assert outcomes(again) == {"unchanged": 13}
    assert again.sites.refreshable == 12

    plan = plan_sources([str(raw)], destination, configured(), refresh_sites=True)
    assert [step.action for step in plan] == ["clean"] * 12 + ["unchanged"]
    report = clean(raw, destination, refresh_sites=True)
    assert outcomes(report) == {"written": 12, "unchanged": 1}
    assert report.sites.refreshed == 12
    assert report.sites.changed_articles == tuple(f"../raw/{SITE}/{n:03}.txt" for n in range(12))
    assert report.sites.refreshable == 0
    assert with_footer(destination) == {"alone.txt.md"}
    articles = [path.read_text("utf-8") for path in destination.rglob("*.md")]
    assert sum(BACKGROUND in article for article in articles) == 4

    last = clean(raw, destination, refresh_sites=True)
    assert outcomes(last) == {"unchanged": 13}
    assert last.sites.refreshed == last.sites.refreshable == 0


def test_only_articles_that_have_changed_are_named(raw: Path, tmp_path: Path) -> None:
    bare = raw / SITE / "001.txt"
    bare.write_text(bare.read_text("utf-8").replace(FOOTER, ""), "utf-8")
    clean(raw, tmp_path / "clean")
    report = clean(raw, tmp_path / "clean", refresh_sites=True)
    assert report.sites.refreshed == 12
    assert f"../raw/{SITE}/001.txt" not in report.sites.changed_articles
    assert len(report.sites.changed_articles) == 11


@pytest.mark.parametrize("file_format", ["md", "jsonl"])
def test_two_passes_are_cleaning_and_refreshing(
    raw: Path, tmp_path: Path, file_format: str
) -> None:
    output: dict[str, object] = {"format": file_format}
    clean(raw, tmp_path / "clean", output=output)
    clean(raw, tmp_path / "clean", output=output, refresh_sites=True)
    report = clean(raw, tmp_path / "both", output=output, learning=TWO_PASSES)
    assert outcomes(report) == {"written": 13}
    assert report.sites.refreshable == 0
    assert tree(tmp_path / "both") == tree(tmp_path / "clean")
    learn(raw, tmp_path / "learned")
    clean(raw, tmp_path / "learned", output=output)
    assert tree(tmp_path / "learned") == tree(tmp_path / "clean")


def test_what_is_known_counts_for_new_pages_of_a_later_run(raw: Path, tmp_path: Path) -> None:
    clean(raw, tmp_path / "clean")
    write_site(raw, range(30, 31))
    report = clean(raw, tmp_path / "clean")
    assert outcomes(report) == {"written": 1, "unchanged": 13}
    assert "030.txt.md" not in with_footer(tmp_path / "clean")
    assert rows_of(tmp_path / "clean")[f"{SITE}/030.txt"].site == SITE


def test_a_site_that_only_the_page_tells_is_known_after_it_was_read(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(12):
        paragraphs = "".join(f"<p>{text}</p>" for text in story(number).split("\n\n"))
        address = f"https://www.{SITE}/{number}"
        (raw / f"{number:03}.html").write_text(
            f"<html lang=en><head><link rel=canonical href={address}></head><body><article>"
            f"{paragraphs}</article></body></html>"
        )
    clean(raw, tmp_path / "clean")
    assert {row.site for row in rows_of(tmp_path / "clean").values()} == {SITE}
    report = clean(raw, tmp_path / "clean", refresh_sites=True)
    assert report.sites.refreshed == 12
    assert not with_footer(tmp_path / "clean")
    clean(raw, tmp_path / "both", learning=TWO_PASSES)
    assert tree(tmp_path / "both") == tree(tmp_path / "clean")


def test_a_run_that_is_told_so_learns_nothing(raw: Path, tmp_path: Path) -> None:
    clean(raw, tmp_path / "clean", learning={"enabled": False})
    report = clean(raw, tmp_path / "clean", refresh_sites=True, learning={"enabled": False})
    assert outcomes(report) == {"unchanged": 13}


def finished(destination: Path) -> int:
    catalog = find_catalog("", destination) if destination.exists() else None
    if catalog is None:
        return 0
    with catalog:
        return sum(1 for _ in catalog.rows())


@pytest.mark.parametrize(
    ("number", "passes"), [(signal.SIGKILL, 1), (signal.SIGINT, 1), (signal.SIGKILL, 2)]
)
def test_a_run_that_was_ended_goes_on_with_the_same_knowledge(
    tmp_path: Path, number: int, passes: int
) -> None:
    learning: dict[str, object] = {"passes": passes}
    raw, destination, fresh = (tmp_path / name for name in ("raw", "clean", "fresh"))
    write_site(raw, range(PAGES))
    clean(raw, fresh, learning=learning)
    with running_over_site(raw, destination, learning=learning) as run:
        wait_until(lambda: finished(destination) >= 5)
        os.killpg(run.pid, number)
        run.wait()
    done = finished(destination)
    assert done < PAGES
    report = clean(raw, destination, learning=learning)
    assert report.outcomes["unchanged"] >= done
    assert tree(destination) == tree(fresh)
    assert report.sites.refreshable == (PAGES if passes == 1 else 0)


def test_a_killed_first_pass_goes_on(tmp_path: Path) -> None:
    raw, destination, fresh = (tmp_path / name for name in ("raw", "clean", "fresh"))
    write_site(raw, range(PAGES))
    clean(raw, fresh, learning=TWO_PASSES)

    def has_arrived() -> bool:
        catalog = find_catalog("", destination) if destination.exists() else None
        if catalog is None:
            return False
        with catalog, catalog.reading() as connection:
            from flows.storing.catalog.site_rows import arrived_sites  # noqa: PLC0415

            return bool(arrived_sites(connection))

    with running_over_site(raw, destination, learning=TWO_PASSES) as run:
        wait_until(has_arrived)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    assert finished(destination) == 0
    clean(raw, destination, learning=TWO_PASSES)
    assert tree(destination) == tree(fresh)
