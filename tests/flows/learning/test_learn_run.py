"""Learning from folders: each page once, bad ones counted, halves that add up."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from flows.learning.learn_run import LearnReport, learn_sources
from flows.storing.catalog.catalog import find_catalog
from flows.storing.catalog.run_rows import RunKind, RunState, last_runs
from flows.storing.catalog.site_rows import learned_inputs
from flows.storing.catalog.tables import input_sites, site_pages, sites
from flows.working.stopping import StopRequest
from tests.flows.learning.made_site import SITE, clean, configured, learn, write_site
from tests.flows.learning.test_folding import content
from tests.flows.working.pages import tree


def known(destination: Path) -> list[list[tuple[Any, ...]]]:
    """Return all that a catalog has learned."""
    catalog = find_catalog("", destination)
    assert catalog is not None
    with catalog:
        return content(catalog, site_pages, sites, input_sites)


def came_to(report: LearnReport) -> dict[str, int]:
    return {name: count for name, count in report.outcomes.items() if count}


def test_a_folder_is_learned_once(tmp_path: Path) -> None:
    raw = write_site(tmp_path / "raw", range(12))
    first = learn(raw, tmp_path / "clean")
    assert came_to(first) == {"learned": 12}
    assert first.changed_sites == (SITE,)
    before = known(tmp_path / "clean")
    again = learn(raw, tmp_path / "clean")
    assert came_to(again) == {"unchanged": 12}
    assert (again.sites, again.changed_sites) == (0, ())
    assert known(tmp_path / "clean") == before
    assert not tree(tmp_path / "clean")  # no article
    catalog = find_catalog("", tmp_path / "clean")
    assert catalog is not None
    with catalog, catalog.reading() as connection:
        assert [(run.kind, run.state) for run in last_runs(connection, 9)] == [
            (RunKind.LEARN, RunState.COMPLETED)
        ] * 2


def test_two_halves_in_any_order_are_the_whole(tmp_path: Path) -> None:
    raw = write_site(tmp_path / "raw", range(7, 12))
    learn(raw, tmp_path / "halves")
    write_site(raw, range(7))
    assert came_to(learn(raw, tmp_path / "halves")) == {"learned": 7, "unchanged": 5}
    learn(raw, tmp_path / "whole")
    assert known(tmp_path / "halves") == known(tmp_path / "whole")


def test_cleaning_and_learning_learn_the_same(tmp_path: Path) -> None:
    raw = write_site(tmp_path / "raw", range(12))
    (raw / "page.html").write_text(
        "<html><head><link rel=canonical href='https://www.herald.example/a'></head>"
        "<body><p>The mayor spoke of the bridge for an hour.</p></body></html>"
    )
    (raw / "signed.txt").write_text("A story\n\nThe pier is open.\n\n© 2026 The Courier, Ltd.\n")
    learn(raw, tmp_path / "learned")
    clean(raw, tmp_path / "cleaned")
    assert known(tmp_path / "learned") == known(tmp_path / "cleaned")
    names = {row[0] for row in known(tmp_path / "learned")[1]}
    assert names == {SITE, "herald.example", "courier"}
    assert came_to(learn(raw, tmp_path / "cleaned")) == {"unchanged": 14}


def test_what_cannot_be_read_is_counted_and_the_rest_is_learned(tmp_path: Path) -> None:
    raw = write_site(tmp_path / "raw", range(6))
    (raw / SITE / "nul.txt").write_bytes(b"\0\1\2" * 50)
    (raw / SITE / "broken.html.gz").write_bytes(gzip.compress(b"<p>The pier</p>" * 50)[:-9])
    (raw / SITE / "gone.html").symlink_to("nowhere")
    report = learn(raw, tmp_path / "clean")
    assert came_to(report) == {"learned": 6, "rejected": 2, "failed": 1}
    assert report.problems == {"binary": 1, "corrupt_compression": 1, "unreadable": 1}
    assert came_to(learn(raw, tmp_path / "clean"))["unchanged"] == 6


def test_a_page_that_has_changed_is_read_again(tmp_path: Path) -> None:
    raw = write_site(tmp_path / "raw", range(6))
    learn(raw, tmp_path / "clean")
    (raw / SITE / "003.txt").write_text("Another story\n\nThe ferry was late.\n")
    (raw / SITE / "004.json").write_text('{"url": "https://gazette.example/4"}')
    assert came_to(learn(raw, tmp_path / "clean")) == {"learned": 2, "unchanged": 4}


@pytest.mark.parametrize("asked_at", [0, 3])
def test_what_was_read_before_it_is_stopped_is_learned(tmp_path: Path, asked_at: int) -> None:
    raw = write_site(tmp_path / "raw", range(8))
    stop = StopRequest()

    class Stopping:
        """Asks for a stop after some pages."""

        def reading(self, inputs: int) -> None:
            self.left = asked_at
            assert inputs == 8
            self.passed()

        def passed(self) -> None:
            if self.left == 0:
                stop.ask()
            self.left -= 1

    report = learn_sources(
        [str(raw)], tmp_path / "clean", configured(), watcher=Stopping(), stop=stop
    )
    assert report.stopped
    assert report.outcomes["unreached"] == 8 - report.outcomes["learned"] > 0
    again = learn(raw, tmp_path / "clean")
    assert again.outcomes["unchanged"] == report.outcomes["learned"]
    learn(raw, tmp_path / "fresh")
    assert known(tmp_path / "clean") == known(tmp_path / "fresh")


def test_a_page_of_a_dump_is_of_the_site_of_its_address(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "dump.jsonl").write_text(
        "".join(
            f'{{"url": "https://www.{site}/{n}", "text": "Story {n}\\n\\nThe pier is open."}}\n'
            for n in range(3)
            for site in (SITE, "herald.example")
        )
    )
    report = learn(raw, tmp_path / "clean", dumps={"text_column": "text", "url_column": "url"})
    assert came_to(report) == {"learned": 6}
    assert report.sites == 2


def test_what_is_known_of_an_input_is_found_by_its_name(tmp_path: Path) -> None:
    raw = write_site(tmp_path / "raw", range(1))
    learn(raw, tmp_path / "clean")
    catalog = find_catalog("", tmp_path / "clean")
    assert catalog is not None
    with catalog, catalog.reading() as connection:
        [found] = learned_inputs(connection, [f"../raw/{SITE}/000.txt"]).values()
    assert found.site == SITE
