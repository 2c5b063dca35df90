"""The figures of text without markup, on a small made set of labelled pages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.text_kinds_report import report_of
from benchmarks.text_kinds_sets import TextKind, text_of, text_pages
from flows.evaluating.engines import fold_line_model, fold_model
from flows.evaluating.labelled import HELD_BACK_FOLD, Gold, LabelledPage, labelled_pages
from flows.evaluating.metrics import score_snippets, score_text
from flows.evaluating.scoring import PageScore
from tests.flows.evaluating.pages import PARAGRAPHS, TITLE, write_labelled

DATA = Path("cleaners/data")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    for number in range(6):
        write_labelled(data / "wcxb-dev", f"town{number}")
        write_labelled(data / "news", f"port{number}")
    write_labelled(data / "news", "shop", page_type="product")
    return data


def pages_of(data: Path) -> list[LabelledPage]:
    return list(labelled_pages(data / "news"))


def test_the_kinds_of_text_of_a_page(data: Path) -> None:
    page = pages_of(data)[0]
    visible, extracted, gold = (text_of(page, kind) or "" for kind in TextKind)
    assert [line.strip() for line in visible.splitlines() if line.strip()] == [
        *("* Home", "* Sport", TITLE),
        *PARAGRAPHS,
        "Imprint and terms of the Lantern",
    ]
    assert "Home" not in extracted
    assert PARAGRAPHS[0] in extracted
    assert gold == "\n\n".join(PARAGRAPHS)


def test_texts_stand_in_the_place_of_the_pages_and_are_made_once(
    data: Path, tmp_path: Path
) -> None:
    pages = pages_of(data)
    texts = list(text_pages(pages, TextKind.VISIBLE, tmp_path, jobs=1))
    assert [each.identifier for each in texts] == [each.identifier for each in pages]
    assert {each.raw_path.suffix for each in texts} == {".txt"}
    texts[0].raw_path.write_text("kept", "utf-8")
    again = list(text_pages(pages, TextKind.VISIBLE, tmp_path, jobs=1))
    assert again[0].raw_path.read_text("utf-8") == "kept"


def score(text: str, gold: str, *, fold: int, engine: str) -> PageScore:
    return PageScore(
        identifier=f"news/{fold}",
        engine=engine,
        page_type="article",
        fold=fold,
        text=score_text(text, gold),
        snippets=score_snippets(text, [], []),
    )


def test_fold_0_stands_in_columns_of_its_own() -> None:
    whole, half = "one two three four", "one two"
    scores = [
        score(whole, whole, fold=1, engine="learned"),
        score(half, whole, fold=HELD_BACK_FOLD, engine="learned"),
    ]
    pages = [LabelledPage(each.identifier, Path(), Gold(whole), each.fold) for each in scores]
    lines = report_of("news", TextKind.GOLD, pages, scores, worst=0).splitlines()
    assert lines[0] == "news, gold: 1 texts of folds 1 to 4, 1 of fold 0"
    assert lines[1].split() == ["words", "kept", "unchanged"] * 2
    assert lines[2].split() == ["learned", "1.0000", "1.0000", "0.5000", "0.0000"]
    without = report_of("news", TextKind.GOLD, pages, scores[:1], worst=0).splitlines()
    assert without[2].split() == ["learned", "1.0000", "1.0000"]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.text_kinds", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_the_benchmark_prints_a_table_a_set_and_kind(data: Path, tmp_path: Path) -> None:
    for fold in range(5):
        shutil.copy(DATA / "main_content.npz", fold_model(tmp_path, fold))
        shutil.copy(DATA / "lines.npz", fold_line_model(tmp_path, fold))
    completed = run(data, "--models", tmp_path, "--jobs", 1, "--set", "news", "--kind", "gold")
    assert completed.returncode == 0, completed.stderr
    lines = completed.stdout.splitlines()
    seen = [page for page in pages_of(data) if page.fold and page.gold.page_type == "article"]
    assert lines[0] == f"news, gold: {len(seen)} texts of folds 1 to 4"
    assert lines[1].split() == ["words", "kept", "unchanged"]
    assert [line.rsplit(None, 2) for line in lines[2:5]] == [
        ["as fed", "1.0000", "1.0000"],
        ["named only", "1.0000", "1.0000"],
        ["learned", "1.0000", "1.0000"],
    ]


def test_a_folder_without_models_is_refused(data: Path, tmp_path: Path) -> None:
    completed = run(data, "--models", tmp_path)
    assert completed.returncode == 2
    assert "make train writes one for each fold" in completed.stderr
