"""Folders of labelled pages are read completely, or refused with a reason."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from flows.evaluating.evaluation import Selection, selected_pages
from flows.evaluating.labelled import (
    LabelledPageError,
    fold_of,
    labelled_pages,
    raw_of,
    sampled,
    without_gold,
)
from tests.flows.evaluating.pages import page_html, write_labelled


def test_pages_and_gold_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    write_labelled(folder, "b")
    write_labelled(folder / "old", "a", removed=[{"text": "Home", "reason": "navigation"}])
    (folder / "c.txt").write_text("Plain", "utf-8")
    (folder / "c.json").write_text(json.dumps({"url": None, "text": "Plain"}), "utf-8")
    pages = list(labelled_pages(folder))
    assert [page.identifier for page in pages] == ["town/b", "town/c", "town/old/a"]
    assert raw_of(pages[0].raw_path) == page_html().encode()
    assert raw_of(pages[1].raw_path) == b"Plain"
    assert pages[0].gold.contained
    assert pages[0].gold.removed is None
    assert pages[2].gold.removed is not None
    assert pages[2].gold.removed[0].reason == "navigation"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.lantern.example/a?b=c", "lantern.example"),
        ("http://LANTERN.example:8080/", "lantern.example"),
        ("https://news.www.example/", "news.www.example"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_fold_is_the_first_byte_of_the_digest_of_the_host(url: str | None, host: str) -> None:
    assert fold_of(url) == int(hashlib.sha256(host.encode()).hexdigest()[:2], 16) % 5


def test_the_leading_www_does_not_matter() -> None:
    for index in range(20):
        assert fold_of(f"https://www.town{index}.example/") == fold_of(
            f"https://town{index}.example"
        )


def test_folders_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(LabelledPageError, match="is no folder of labelled pages"):
        list(labelled_pages(tmp_path / "missing"))
    with pytest.raises(LabelledPageError, match="holds no labelled pages"):
        list(labelled_pages(tmp_path))
    (tmp_path / "a.json").write_text('{"text": "x"}', "utf-8")
    with pytest.raises(LabelledPageError, match=r"a\.json has no page beside it"):
        list(labelled_pages(tmp_path))
    (tmp_path / "a.json").write_text('{"text": 3}', "utf-8")
    with pytest.raises(LabelledPageError, match=r"a\.json is no gold of a labelled page"):
        list(labelled_pages(tmp_path))


def test_pages_without_gold_are_named(tmp_path: Path) -> None:
    write_labelled(tmp_path, "a")
    (tmp_path / "lost.html").write_text("x", "utf-8")
    (tmp_path / "README.md").write_text("x", "utf-8")
    assert without_gold(tmp_path) == [tmp_path / "lost.html"]


def test_selection_by_fold_and_type(tmp_path: Path) -> None:
    for index in range(12):
        kind = "forum" if index % 3 == 0 else "article"
        write_labelled(tmp_path, f"site{index}", page_type=kind)
    every = selected_pages([tmp_path], Selection())
    assert len(every) == 12
    open_folds = selected_pages([tmp_path], Selection(folds=(1, 2, 3, 4), page_types=("forum",)))
    assert open_folds == [
        page for page in every if page.fold != 0 and page.gold.page_type == "forum"
    ]
    limited = selected_pages([tmp_path], Selection(limit=5))
    assert len(limited) == 5
    assert limited == [page for page in every if page in limited]
    with pytest.raises(LabelledPageError, match="there are article, forum"):
        selected_pages([tmp_path], Selection(page_types=("shop",)))


def test_a_sample_is_the_same_for_any_order_and_not_the_first_names(tmp_path: Path) -> None:
    for index in range(12):
        write_labelled(tmp_path, f"site{index:02}")
    pages = list(labelled_pages(tmp_path))
    sample = sampled(pages, 4)
    assert {page.identifier for page in sampled(pages[::-1], 4)} == {
        page.identifier for page in sample
    }
    assert sample != pages[:4]


def test_two_pages_of_one_name_are_refused(tmp_path: Path) -> None:
    write_labelled(tmp_path / "one" / "town", "a")
    write_labelled(tmp_path / "two" / "town", "a")
    folders = [tmp_path / "one" / "town", tmp_path / "two" / "town"]
    with pytest.raises(LabelledPageError, match="two labelled pages are called town/a"):
        selected_pages(folders, Selection())
