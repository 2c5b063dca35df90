"""From labelled pages to a model, as ``make train`` does it, on a small made set."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cleaners.document import Page
from cleaners.learned.model import model_bytes, model_from
from cleaners.pipeline import Cleaner
from flows.evaluating.labelled import labelled_pages
from tests.flows.evaluating.pages import write_labelled
from training.class_odds import odds_without, votes_of
from training.examples import Example, examples_of, host_of
from training.fitting import FittingSettings
from training.models import importance_of, model_of, targets_of, training_rows

PROSE = "The harbour master counted the boats again, and none of them was missing on {}."
DAYS = ("Monday", "Tuesday", "Thursday", "Friday", "Saturday")
HOSTS = [f"www.quay-{number}.example" for number in range(12)]


def write_set(folder: Path) -> None:
    for number, host in enumerate(HOSTS):
        body = [PROSE.format(day) for day in DAYS]
        story = "".join(f"<p>{line}</p>" for line in body)
        links = "".join(f'<li><a href="/{n}">Pier {n}</a></li>' for n in range(6))
        html = (
            f'<html lang="en"><body><ul class="menu">{links}</ul><h1>Boats of day {number}</h1>'
            f'<div class="story">{story}</div><div class="foot-{number}"><p>© Quay</p></div></body>'
        )
        url = f"https://{host}/story"
        write_labelled(folder, f"p{number}", html=html, url=url, text="\n\n".join(body))


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    folder = tmp_path_factory.mktemp("quays")
    write_set(folder)
    return list(examples_of(labelled_pages(folder), jobs=1))


def test_an_example_knows_which_blocks_are_gold(examples: list[Example]) -> None:
    assert len(examples) == len(HOSTS)
    first = examples[0]
    assert first.host == host_of("https://www.quay-0.example/story") == "quay-0.example"
    assert first.language == "en"
    assert first.columns.shape == (len(first.names), len(first.words))
    targets = targets_of([first])
    assert targets.sum() == len(DAYS)
    assert (first.gold_words[targets > 0] == first.words[targets > 0]).all()


def test_longer_blocks_count_more_but_no_page_counts_all(examples: list[Example]) -> None:
    importance = importance_of(examples[:1])
    targets = targets_of(examples[:1])
    assert importance[targets > 0].min() > importance[targets == 0].max()


def test_odds_of_class_names_are_counted_without_the_own_host(examples: list[Example]) -> None:
    votes = votes_of(examples)
    odds = odds_without(votes)
    assert odds["story"] > 2.0
    assert odds["menu"] < -2.0
    assert odds["foot-0"] < -2.0  # numbers are made equal
    assert odds_without(votes, examples[0].host)["story"] < odds["story"]
    assert odds_without(votes, "elsewhere.example") == odds


def test_a_name_of_two_hosts_is_no_name_of_pages(examples: list[Example]) -> None:
    assert "story" not in votes_of(examples[:2])


def test_rows_hold_the_columns_of_class_names_last(examples: list[Example]) -> None:
    rows = training_rows(examples, votes_of(examples))
    assert rows.shape == (sum(len(each.words) for each in examples), len(examples[0].names) + 7)


def test_the_same_examples_give_the_same_bytes(examples: list[Example]) -> None:
    settings = FittingSettings(units=4, min_steps=20)
    one, other = (model_bytes(model_of(examples, settings)) for _ in range(2))
    assert one == other


def test_training_writes_a_model_that_cleans_and_says_what_it_is_from(tmp_path: Path) -> None:
    write_set(tmp_path / "quays")
    model_path, card_path, folds = (tmp_path / name for name in ("m.npz", "card.md", "folds"))
    places = ["--model", model_path, "--card", card_path, "--folds", folds]
    command = [sys.executable, "-m", "training", tmp_path / "quays", *places, "--jobs", "1"]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    assert sorted(path.name for path in folds.iterdir()) == [f"fold-{n}.npz" for n in range(5)]
    card = card_path.read_text("utf-8")
    assert "12 labelled pages of 12 hosts" in card
    assert "{" not in card
    html = (
        '<ul class="menu"><li><a href="/">Pier</a></li></ul><div class="story"><p>'
        + "</p><p>".join(PROSE.format(day) for day in DAYS)
        + "</p></div>"
    )
    result = Cleaner(model=model_from(model_path.read_bytes())).clean(Page(html))
    assert result.provenance.engine == "learned"
    assert result.text == "\n\n".join(PROSE.format(day) for day in DAYS)
