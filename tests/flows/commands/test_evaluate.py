"""Engines are scored side by side, every page accounted for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.evaluating.labelled import fold_of
from tests.flows.commands.running import refusal, run
from tests.flows.evaluating.pages import PARAGRAPHS, page_html, write_labelled

PEERS = """
import re

def paragraphs(html, url):
    text = html.decode().partition("<footer")[0]
    if "please raise" in text:
        raise RuntimeError("no such table")
    return "\\n".join(re.findall("<p>(.*?)</p>", text))

def everything(html, url):
    return re.sub("<[^>]+>", " ", html.decode())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lantern_peers.py").write_text(PEERS, "utf-8")
    for index in range(8):
        name = f"site{index}"
        write_labelled(tmp_path / "town", name, page_type="forum" if index == 3 else "article")
    return tmp_path


def test_peers_stand_side_by_side(folder: Path) -> None:
    peers = [f"--engine=lantern_peers:{name}" for name in ("paragraphs", "everything")]
    completed = run("eval", "town", *peers, "--jobs", "1", folder=folder)
    assert completed.returncode == 0, completed.stderr.decode()
    text = completed.stdout.decode()
    rows = {line.split("  ")[0]: line.split() for line in text.splitlines()}
    held_back = sum(fold_of(f"https://www.site{index}.example/") == 0 for index in range(8))
    counts = ["8", str(8 - held_back), str(held_back)] if held_back else ["8", "8"]
    assert rows["pages"][1:] == counts * 2
    assert set(rows["exact"][1 : 1 + len(counts)]) == {"1.000"}
    assert rows["exact"][-1] == ".000"
    assert "forum" in rows
    assert "Worst pages of folds 1-4: lantern_peers:everything" in text
    assert "\x1b" not in text
    assert "scored 16 of 16" in completed.stderr.decode()


def test_our_engine_and_the_oracle_are_scored_with_metadata(folder: Path) -> None:
    completed = run(
        "eval", "town", "--engine=trafilatura", "--engine=oracle", "--json", folder=folder
    )
    assert completed.returncode == 0, completed.stderr.decode()
    report = json.loads(completed.stdout)
    ours = report["overall"]["all"]["trafilatura"]
    assert report["pages"] == ours["pages"] == 8
    assert ours["failed"] == 0
    assert ours["word_f1"] > 0.9
    assert (ours["title"], ours["authors"], ours["date"]) == (1, 1, 1)
    assert ours["not_contained"] == 0
    oracle = report["overall"]["all"]["oracle"]
    assert oracle["exact"] == 1
    assert oracle["title"] is None
    assert list(report["languages"]) == ["other"]  # of fewer than ten pages


def test_failed_pages_are_listed_and_change_the_exit_code(folder: Path) -> None:
    html = page_html(paragraphs=(*PARAGRAPHS, "please raise"))
    write_labelled(folder / "town", "odd", html=html)
    completed = run("eval", "town", "--engine=lantern_peers:paragraphs", "--worst=0", folder=folder)
    assert completed.returncode == 1
    text = completed.stdout.decode()
    assert "Failed pages, counted as empty output" in text
    assert "RuntimeError: no such table" in text


def test_filters(folder: Path) -> None:
    completed = run(
        "eval",
        "town",
        "--engine=lantern_peers:paragraphs",
        "--page-type=article",
        "--folds=1,2,3,4",
        "--limit=3",
        "--json",
        folder=folder,
    )
    report = json.loads(completed.stdout)
    assert report["pages"] == 3
    assert list(report["page_types"]) == ["article"]
    assert set(report["overall"]) == {"all", "folds 1-4"}


def test_pages_without_gold_are_named(folder: Path) -> None:
    (folder / "town" / "lost.html").write_text("x", "utf-8")
    completed = run("eval", "town", "--engine=lantern_peers:paragraphs", folder=folder)
    assert completed.returncode == 0
    assert "lost.html has no gold beside it and is left out" in completed.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere is no folder of labelled pages"),
        (["town", "--engine=oracel"], "there is no engine oracel"),
        (["town", "--engine=lantern_peers:none"], "has no function 'none'"),
        (["town", "--folds=7"], "folds are 0 to 4"),
        (["town", "--page-type=shop"], "there are article, forum"),
    ],
)
def test_mistakes_are_told_in_one_line(arguments: list[str], said: str, folder: Path) -> None:
    assert said in refusal(run("eval", *arguments, folder=folder))


def test_a_folder_without_models_of_folds_is_refused(folder: Path) -> None:
    write_labelled(folder / "town", "site")
    (folder / "empty").mkdir()
    completed = run("eval", "town", "--engine=learned", "--models=empty", folder=folder)
    assert completed.returncode == 2
    assert "make train writes one for each fold" in " ".join(completed.stderr.decode().split())
