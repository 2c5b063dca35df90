from __future__ import annotations

import os
import sys
from functools import cache, lru_cache
from math import inf
from pathlib import Path

import msgspec
import pytest

from benchmarks import cpu_time, tool_times
from benchmarks.cpu_time import caches_of_pages, failed, fastest, row, sample, table
from benchmarks.peers import MissingPeerError
from benchmarks.stage_times import REST, STAGES, WHOLE, StageTimes
from benchmarks.tool_times import OURS, PARSE, ToolTimes, tools
from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.settings import settings_from

PAGE = Page(
    b"<html lang=en><head><title>The ferry is mended</title></head><body><article>"
    + b"<p>The ferry of Marrow End was mended overnight and carries goats again.</p>" * 6
    + b"</article></body></html>",
    name="ferry",
)


def labelled(folder: Path, count: int, page_type: str = "article") -> None:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        name = f"{page_type}-{number}"
        gold = {"text": "Goats.", "url": f"https://{name}.example/", "page_type": page_type}
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(gold))
        (folder / f"{name}.html").write_text(f"<p>{name}</p>")


def test_the_sample_is_all_news_and_articles_of_the_other_set(tmp_path: Path) -> None:
    labelled(tmp_path / "news", 3)
    labelled(tmp_path / "wcxb-dev", 2)
    labelled(tmp_path / "wcxb-dev", 4, "listing")
    pages = sample(tmp_path, 331)
    assert [str(page.name).partition("/")[0] for page in pages] == ["news"] * 3 + ["wcxb-dev"] * 2
    assert b"listing" not in b"".join(tool_times.bytes_of(page) for page in pages)
    assert pages[0].url == "https://article-0.example/"
    assert len(sample(tmp_path, 2)) == 2


def test_the_fastest_round_of_each_page_counts() -> None:
    rounds = {"a": [3.0, 1.0, 2.0], "b": [inf, 5.0, 4.0]}
    taken = dict.fromkeys(rounds, 0)

    def timer(page: Page, turn: int) -> dict[str, float]:
        name = str(page.name)
        taken[name] += 1
        return {"tool": rounds[name][taken[name] - 1]}

    pages = [Page(b"", name="a"), Page(b"", name="b")]
    assert fastest(pages, timer, 3, []) == {"tool": [1.0, 4.0]}


def test_caches_are_emptied_before_every_round() -> None:
    seen = lru_cache(maxsize=8)(lambda name: name)
    loaded = cache(lambda name: name)
    caches = caches_of_pages()
    assert seen in caches
    assert loaded not in caches
    misses: list[int] = []

    def timer(page: Page, turn: int) -> dict[str, float]:
        seen(page.name)
        misses.append(seen.cache_info().misses)
        return {"tool": 1.0}

    fastest([PAGE, PAGE], timer, 2, [cache for cache in caches if cache is seen])
    assert misses == [1, 1, 1, 1]  # emptying sets the count back, too


def test_tools_take_turns_and_a_failure_is_named() -> None:
    order: list[str] = []

    def broken(raw: bytes, url: str | None) -> object:
        order.append("broken")
        raise ValueError("no goats")

    times = ToolTimes({"broken": broken, "quick": lambda raw, url: order.append("quick")})
    seconds = times(PAGE, 0)
    times(PAGE, 1)
    assert order == ["broken", "quick", "quick", "broken"]
    assert seconds["broken"] == inf
    assert 0.0 <= seconds["quick"] < 1.0
    assert times.failures == {"broken": {"ferry": "ValueError: no goats"}}
    assert "- ferry: ValueError: no goats" in [*failed(times.failures)]


def test_a_tool_that_is_not_installed_is_left_out() -> None:
    def missing(raw: bytes, url: str | None) -> object:
        raise MissingPeerError("this peer is not installed")

    times = ToolTimes({"missing": missing, "there": lambda raw, url: None})
    assert times.warm_up(PAGE) == ["\nmissing: this peer is not installed"]
    assert [*times(PAGE, 0)] == ["there"]


def test_our_cleaner_and_the_bare_parse_are_among_the_tools() -> None:
    compared = tools(Cleaner(settings_from({})))
    assert str(compared[OURS](tool_times.bytes_of(PAGE), None)).count("ferry") == 6
    assert compared[PARSE](tool_times.bytes_of(PAGE), None) is not None


def test_every_stage_has_its_time_and_all_of_them_make_the_whole() -> None:
    seconds = StageTimes(Cleaner(settings_from({})))(PAGE, 0)
    assert all(seconds[stage.name] > 0.0 for stage in STAGES)
    parts = sum(seconds[stage.name] for stage in STAGES) + seconds[REST]
    assert parts == pytest.approx(seconds[WHOLE])
    assert seconds[REST] >= 0.0


def test_a_page_that_failed_does_not_count() -> None:
    assert row("tool", [0.002, inf, 0.006], [0.001, 0.001, 0.001]) == (
        "| tool | 4.00 | 4.00 | 4.00 | 2.00–6.00 | 4.00 |"
    )
    assert "failed on every page" in row("tool", [inf], [0.001])


def test_a_table_has_a_line_for_each_name() -> None:
    lines = [*table("tool", {"parse": [0.001, 0.002], "ours": [0.004, 0.004]}, [0.001, 0.002])]
    assert lines[-1].startswith("| ours | 4.00 | 2.67 | 3.00 | ")


def test_the_program_starts_anew_unless_blas_has_one_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(
        os, "execve", lambda path, words, environment: started.append((path, environment))
    )
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    cpu_time.run_on_one_thread()
    assert started[0][0] == sys.executable
    for name in cpu_time.THREAD_COUNTS:
        assert started[0][1][name] == "1"
        monkeypatch.setenv(name, "1")
    cpu_time.run_on_one_thread()
    assert len(started) == 1
