"""``copydesk rules`` counts what the detectors do, never on fold 0."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.evaluating.labelled import fold_of
from tests.flows.commands.running import refusal, run
from tests.flows.evaluating.pages import PARAGRAPHS, page_html, write_labelled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for index in range(6):
        write_labelled(tmp_path / "town", f"site{index}", html=with_hidden_words())
    return tmp_path


def with_hidden_words() -> str:
    """Return a page with words for screen readers, half of which the gold has."""
    shown, hidden = PARAGRAPHS[2].split(" ", 1)
    paragraph = f'{shown} <span class="sr-only">{hidden} (opens a map)</span>'
    return page_html(paragraphs=(*PARAGRAPHS[:2], paragraph))


def open_pages() -> int:
    return sum(fold_of(f"https://www.site{index}.example/") != 0 for index in range(6))


def test_hits_and_false_cuts_are_counted_by_detector_and_entry(folder: Path) -> None:
    completed = run(
        "rules", "town", "--detector=hidden", "--false=1", "--json=counts.json", folder=folder
    )
    assert completed.returncode == 0, completed.stderr.decode()
    text = completed.stdout.decode()
    assert "hidden: a browser does not show it" in text
    assert "Mostly wrong, the costliest first" in text
    report = json.loads((folder / "counts.json").read_text("utf-8"))
    assert report["pages"] == open_pages() < 6
    row = next(row for row in report["detectors"] if row["rule"]["detector"] == "hidden")
    tally, words = row["tally"], len(PARAGRAPHS[2].split()) - 1
    assert tally["marks"] == tally["pages"] == open_pages()
    assert tally["false"] == open_pages() * words
    assert tally["words"] == open_pages() * (words + 3)
    assert {row["rule"]["detector"] for row in report["entries"]} == {"hidden"}
    assert f"counted {open_pages()} of {open_pages()}" in completed.stderr.decode()


def test_gold_as_text(folder: Path) -> None:
    completed = run("rules", "town", "--as-text", "--json=gold.json", folder=folder)
    assert completed.returncode == 0, completed.stderr.decode()
    assert "town, folds 1-4" in completed.stdout.decode()
    report = json.loads((folder / "gold.json").read_text("utf-8"))
    assert list(report["sets"]["town"]) == ["folds 1-4"]
    summary = report["sets"]["town"]["folds 1-4"]
    assert (summary["pages"], summary["unchanged"]) == (open_pages(), 1.0)


def test_fold_0_is_scored_on_demand(folder: Path) -> None:
    options = ("--as-text", "--held-back", "--json=gold.json")
    completed = run("rules", "town", *options, folder=folder)
    assert completed.returncode == 0, completed.stderr.decode()
    report = json.loads((folder / "gold.json").read_text("utf-8"))
    counts = {fold: summary["pages"] for fold, summary in report["sets"]["town"].items()}
    assert counts == {"folds 1-4": open_pages(), "fold 0": 6 - open_pages()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere is no folder of labelled pages"),
        (["town", "--page-type=shop"], "there are article"),
        (["town", "--as-text", "--json=nowhere/x.json"], "cannot be written"),
    ],
)
def test_mistakes_are_told_in_one_line(arguments: list[str], said: str, folder: Path) -> None:
    completed = run("rules", *arguments, folder=folder)
    line = completed.stderr.decode().splitlines()[-1]
    assert completed.returncode == 2
    assert said in line


def test_a_page_that_cannot_be_read_changes_the_exit_code(folder: Path) -> None:
    name = next(f"odd{n}" for n in range(9) if fold_of(f"https://www.odd{n}.example/"))
    write_labelled(folder / "town", name)
    (folder / "town" / f"{name}.html.gz").write_bytes(b"no gzip")
    completed = run("rules", "town", folder=folder)
    assert completed.returncode == 1
    assert "Pages that could not be counted" in completed.stdout.decode()
    assert "BadGzipFile" in completed.stdout.decode()


def test_a_usage_error_names_the_option(folder: Path) -> None:
    assert "--false" in refusal(run("rules", "town", "--false=-1", folder=folder))
