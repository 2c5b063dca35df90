"""Every page gets a score, whatever an engine does to its process."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners.document import BlockKind, Cut
from cleaners.metadata.values import Metadata, Value
from cleaners.reasons import Reason
from cleaners.settings import settings_from
from flows.evaluating.engines import Answer, EngineError, check_engine, declared_language
from flows.evaluating.evaluation import Selection, selected_pages
from flows.evaluating.scoring import PageScore, Plan, failed, score_pages, scored
from tests.flows.evaluating.pages import PARAGRAPHS, page_html, write_labelled

PEERS = '''
import os
import re
import time

class AwkwardError(Exception):
    """Cannot be pickled and read again."""

    def __init__(self, table, row):
        super().__init__(f"no row {row}")

def paragraphs(html, url):
    """Keeps paragraphs, and does as the page asks."""
    text = html.decode()
    assert url.startswith("https://www.")
    if "please hang" in text:
        time.sleep(600)
    if "please crash" in text:
        os._exit(11)
    if "please raise" in text:
        raise AwkwardError("fares", 4)
    if "please nothing" in text:
        return None
    if "please count" in text:
        return 3
    return "\\n".join(re.findall("<p>(.*?)</p>", text.partition("<footer")[0]))
'''


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lantern_peers.py").write_text(PEERS, "utf-8")
    return tmp_path


def test_pages_that_fail_hang_and_crash_are_accounted_for(folder: Path) -> None:
    for wish in ("hang", "crash", "raise", "nothing", "count"):
        html = page_html(paragraphs=(*PARAGRAPHS, f"please {wish}"))
        write_labelled(folder / "town", wish, html=html)
    for index in range(4):
        write_labelled(folder / "town", f"well{index}")
    plan = Plan(
        pages=tuple(selected_pages([folder / "town"], Selection())),
        engines=("lantern_peers:paragraphs",),
        settings=settings_from({}),
        jobs=2,
        timeout_seconds=2.0,
        memory_megabytes=2_048,
    )
    scores = {score.identifier.removeprefix("town/"): score for score in score_pages(plan)}
    assert len(scores) == 9
    failures = {name: score.failure for name, score in scores.items() if score.failure}
    assert failures == {
        "hang": "took longer than 2 s",
        "crash": "its process died with exit code 11",
        "raise": "AwkwardError: no row 4",
        "count": "TypeError: a peer returns a text or None, not int",
    }
    for name in ("hang", "crash", "raise", "nothing", "count"):
        assert scores[name].text.shingle_precision is None
        assert scores[name].text.word_f1 == 0
    for index in range(4):
        assert scores[f"well{index}"].text.exact
        assert scores[f"well{index}"].language == "en"
        assert scores[f"well{index}"].snippets.contained_found == 1


def test_a_caller_that_stops_early_does_not_wait_for_the_rest(folder: Path) -> None:
    html = page_html(paragraphs=("please hang",))
    write_labelled(folder / "town", "a-well")
    write_labelled(folder / "town", "hang", html=html)
    plan = Plan(
        pages=tuple(selected_pages([folder / "town"], Selection())),
        engines=("lantern_peers:paragraphs",),
        settings=settings_from({}),
        jobs=1,
        timeout_seconds=500.0,
        memory_megabytes=2_048,
    )
    scores = score_pages(plan)
    assert next(scores).identifier == "town/a-well"
    scores.close()  # type: ignore[attr-defined]  # a generator


def answer_scored(folder: Path, answer: Answer, **gold: object) -> PageScore:
    write_labelled(folder / "town", "page", html=None, **gold)
    (page,) = selected_pages([folder / "town"], Selection())
    return scored(page, "test", answer)


def test_metadata_is_compared_where_the_gold_has_it(folder: Path) -> None:
    metadata = Metadata(
        title=Value("Night ferry stays!", "dom.h1"),
        published=Value("2026-02-03T08:00:00Z", "meta.date"),
    )
    score = answer_scored(folder, Answer(text="", metadata=metadata)).metadata
    assert score is not None
    assert (score.title, score.authors, score.date) == (True, False, True)
    assert not score.surplus_date
    bare = answer_scored(
        folder, Answer(text="", metadata=metadata), title="", authors=[], published=None
    ).metadata
    assert bare is not None
    assert (bare.title, bare.authors, bare.date) == (None, None, None)
    assert bare.surplus_date
    assert answer_scored(folder, Answer(text="")).metadata is None


def test_a_failed_page_counts_as_wrong_metadata_for_an_engine_that_gives_some(folder: Path) -> None:
    write_labelled(folder / "town", "page")
    (page,) = selected_pages([folder / "town"], Selection())
    ours = failed(page, "trafilatura", "out of memory")
    assert ours.failure == "out of memory"
    assert ours.metadata is not None
    assert (ours.metadata.title, ours.metadata.date) == (False, False)
    assert failed(page, "lantern_peers:paragraphs", "out of memory").metadata is None


def test_removed_lines_are_compared_where_the_gold_lists_them(folder: Path) -> None:
    cut = Cut(0, 0, 4, BlockKind.BUTTON, Reason.NAVIGATION, "test", 1.0, "", "Home")
    answer = Answer(text="", metadata=Metadata(), cuts=(cut,))
    assert answer_scored(folder, answer).removed is None
    lines = [{"text": "Home", "reason": "navigation"}, {"text": "Sport", "reason": "navigation"}]
    removed = answer_scored(folder, answer, removed=lines).removed
    assert removed is not None
    assert (removed.lines, removed.cut, removed.agreeing) == (2, 1, 1)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("boilerpipe", "there is no engine boilerpipe; name one of learned, trafilatura, none,"),
        ("lantern_peers:sentences", "lantern_peers has no function 'sentences'"),
        ("no_such_module:extract", "No module named 'no_such_module'"),
        (":extract", "cannot be imported"),
        ("lantern_peers:", "has no function ''"),
    ],
)
def test_engines_that_do_not_exist(name: str, said: str) -> None:
    with pytest.raises(EngineError, match=said):
        check_engine(name)


@pytest.mark.parametrize("name", ["none", "trafilatura", "oracle", "lantern_peers:paragraphs"])
def test_engines_that_exist(name: str) -> None:
    check_engine(name)


@pytest.mark.parametrize(
    ("html", "language"),
    [
        (b"<!doctype html><HTML class=x LANG='de-AT'>", "de"),
        (b"<html lang=fr>", "fr"),
        (b'<html data-x=">"><body lang="en">', None),
        (b'<html hreflang="en">', None),
        (b'<html xml:lang="sv">', "sv"),
        (b"", None),
    ],
)
def test_declared_languages(html: bytes, language: str | None) -> None:
    assert declared_language(html) == language
