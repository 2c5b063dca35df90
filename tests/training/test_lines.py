"""From labelled pages to a model of lines, as ``make train`` does it, on a small made set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cleaners.document import Page
from cleaners.learned.line_model import line_model_from
from cleaners.learned.model import shipped_model
from cleaners.learned.text_kind import kind_measures
from cleaners.pipeline import Cleaner
from flows.evaluating.labelled import labelled_pages
from tests.cleaners.learned.visible_texts import view_of
from tests.flows.evaluating.pages import write_labelled
from training.fitting import FittingSettings
from training.kind_examples import KindExample, kind_examples_of, texts_of_body
from training.kind_fitting import NOT_CLEAN, logits_of, text_kinds_of, threshold_of
from training.line_examples import LineExample, line_examples_of
from training.line_models import FirstLooks, line_model_without
from training.renderings import RENDERINGS, html_reading

PROSE = "The harbour master counted the boats again on {}, and none of them was missing by noon."
DAYS = ("Monday", "Tuesday", "Thursday", "Friday", "Saturday", "Sunday")
MENU = ("Home", "Boats", "Tides", "Weather", "Piers", "Jobs", "Prices", "Maps", "Log in")
FOOT = ("About us", "Contact", "Terms of use", "Privacy", "Cookie settings", "© Quay")
HOSTS = [f"www.quay-{number}.example" for number in range(12)]
SETTINGS = FittingSettings(units=6, min_steps=60)


def html_of(number: int) -> str:
    menu = "".join(f"<li>{entry}</li>" for entry in MENU)
    story = "".join(f"<p>{PROSE.format(day)}</p>" for day in DAYS)
    teasers = "".join(f"<li>Pier {n} closed</li><li>{n} March</li>" for n in range(number % 4 + 3))
    foot = "".join(f"<li>{entry}</li>" for entry in FOOT)
    return (
        f"<html><body><ul>{menu}</ul><h1>Boats of day {number}</h1><div>{story}</div>"
        f"<ul>{teasers}</ul><ul>{menu}{foot}</ul><script>boats()</script></body></html>"
    )


BODY = "\n\n".join(PROSE.format(day) for day in DAYS)


def write_set(folder: Path) -> None:
    for number, host in enumerate(HOSTS):
        url = f"https://{host}/story"
        title = f"Boats of day {number}"
        write_labelled(folder, f"p{number}", html=html_of(number), url=url, text=BODY, title=title)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quays")
    write_set(folder)
    return folder


@pytest.fixture(scope="module")
def examples(folder: Path) -> list[LineExample]:
    return list(line_examples_of(labelled_pages(folder), jobs=1))


@pytest.fixture(scope="module")
def kind_examples(folder: Path) -> list[KindExample]:
    return list(kind_examples_of(list(labelled_pages(folder)), jobs=1))


@pytest.mark.parametrize("name", RENDERINGS)
def test_a_rendering_holds_what_is_visible_a_block_a_line(name: str) -> None:
    reading = html_reading(html_of(1).encode())
    assert reading is not None
    lines = [line.strip(" *-") for line in (RENDERINGS[name](reading) or "").splitlines()]
    shown = [line for line in lines if line]
    assert shown[: len(MENU)] == list(MENU)
    assert shown[-len(FOOT) :] == list(FOOT)
    assert PROSE.format("Monday") in shown
    assert not any("boats()" in line for line in shown)


def test_what_is_no_page_has_no_rendering() -> None:
    assert html_reading(b"\x89PNG\r\n\x1a\n") is None
    assert html_reading(b"The boats are back.") is None


def test_an_example_knows_which_lines_are_gold(examples: list[LineExample]) -> None:
    assert len(examples) == 2 * len(HOSTS)
    first = examples[0]
    assert first.columns.shape == (len(first.names), len(first.words))
    gold = first.gold_words / first.words >= 0.6
    assert gold.sum() == len(DAYS)
    assert np.diff(np.flatnonzero(gold)).tolist() == [1] * (len(DAYS) - 1)


def test_a_second_look_learns_from_first_looks_at_unseen_pages(
    examples: list[LineExample], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[frozenset[int]] = []
    without = FirstLooks.without

    def noted(self: FirstLooks, folds: frozenset[int]) -> object:
        asked.append(folds)
        return without(self, folds)

    monkeypatch.setattr(FirstLooks, "without", noted)
    fold = examples[0].fold
    seen = [each for each in examples if each.fold != fold]
    looks = FirstLooks(examples, SETTINGS)
    line_model_without(frozenset({fold}), examples, looks, SETTINGS)
    assert asked[: len(seen)] == [frozenset({fold, each.fold}) for each in seen]


def test_near_misses_are_made_of_a_body() -> None:
    body = "One is here. Two is there.\n\nA list\n\n" + "word " * 20
    texts = texts_of_body(body, ["Other one", "Other two"])
    assert texts["a sentence a line"].splitlines()[:2] == ["One is here.", "Two is there."]
    assert texts["list"].splitlines() == ["One is here. Two is there.", "A list"]
    assert texts["headlines behind"].splitlines()[-2:] == ["Other one", "Other two"]
    assert {len(line.split()) for line in texts["verse"].splitlines()[:-1]} == {7}


def test_the_kinds_of_text_are_told_apart(kind_examples: list[KindExample]) -> None:
    kinds = text_kinds_of(kind_examples)
    logits = logits_of(kinds, kind_examples)
    visible = np.array([each.is_visible_page for each in kind_examples])
    clean = ~visible & np.array([each.name not in NOT_CLEAN for each in kind_examples])
    assert logits[visible].min() > 0 > logits[clean].max()
    menu_and_story = view_of(*MENU, *BODY.split("\n\n"), *MENU, *FOOT)
    assert kinds.logit(kind_measures(menu_and_story)) > 0
    assert kinds.logit(kind_measures(view_of(*BODY.split("\n\n")))) < 0


def test_the_threshold_is_above_all_but_few_clean_texts(kind_examples: list[KindExample]) -> None:
    logits = np.linspace(-5.0, 5.0, len(kind_examples))
    clean = [
        logit
        for each, logit in zip(kind_examples, logits.tolist(), strict=True)
        if not each.is_visible_page and each.name not in NOT_CLEAN
    ]
    assert threshold_of(kind_examples, logits) == pytest.approx(max(clean), abs=0.02)


def test_training_writes_a_model_that_cleans_and_says_what_it_is_from(
    folder: Path, tmp_path: Path
) -> None:
    model_path, card_path, folds = (tmp_path / name for name in ("l.npz", "card.md", "folds"))
    places = ["--model", model_path, "--card", card_path, "--folds", folds]
    command = [
        sys.executable,
        "-m",
        "training.lines",
        folder,
        *places,
        "--jobs",
        "1",
        "--min-steps",
        "60",
    ]
    one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # as the Makefile has it
    subprocess.run(list(map(str, command)), check=True, capture_output=True, env=one_thread)
    names = [f"lines-fold-{n}.npz" for n in range(5)]
    assert sorted(path.name for path in folds.iterdir()) == names
    card = card_path.read_text("utf-8")
    assert "12 labelled pages" in card
    assert "{" not in card
    text = "\n".join([*MENU, "Boats of day 40", *BODY.split("\n\n"), "Pier 1 closed", *MENU, *FOOT])
    lines = line_model_from(model_path.read_bytes())
    result = Cleaner(model=shipped_model(), lines=lines).clean(Page(text))
    assert result.provenance.engine == "learned_lines"
    assert result.text == BODY
    assert Cleaner(model=shipped_model(), lines=lines).clean(Page(BODY)).text == BODY
