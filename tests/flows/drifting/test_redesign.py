"""Two sites are cleaned twice: one has other news then, the other another design as well."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from flows.commands.clean_summary import summary_of
from flows.working.run import clean_sources
from tests.flows.commands.invoking import invoke
from tests.flows.drifting.redesigning import new_design, old_design
from tests.flows.working.pages import configured, rows_of

PAGES = 24


def write_site(folder: Path, host: str, design: Callable[[str, int], str], first: int) -> None:
    (folder / host).mkdir(parents=True, exist_ok=True)
    for number in range(first, first + PAGES):
        (folder / host / f"{number}.html").write_text(design(host, number), "utf-8")


def test_a_new_design_is_reported_and_other_news_are_not(raw: Path, clean: Path) -> None:
    settings = configured(run_jobs=2)
    for host in ("steady.example", "redesigned.example"):
        write_site(raw, host, old_design, 0)
    first = clean_sources([str(raw)], clean, settings)
    assert (first.outcomes["written"], first.drifting) == (2 * PAGES, ())
    assert invoke("status", "clean", "--fail-on-drift", folder=raw.parent).returncode == 0
    row = rows_of(clean)["steady.example/0.html"]
    assert (row.published, row.author_count) == ("2026-01-01", 1)
    write_site(raw, "steady.example", old_design, PAGES)
    write_site(raw, "redesigned.example", new_design, PAGES)
    second = clean_sources([str(raw)], clean, settings)
    [drifting] = second.drifting
    assert (drifting.host, drifting.pages, drifting.past_pages) == (
        "redesigned.example",
        PAGES,
        PAGES,
    )
    figures = {change.figure for change in drifting.changes}
    assert {"median words", "share without date", "share without authors"} <= figures
    [line] = [line for line in summary_of(second) if "drifting" in str(line)]
    assert str(line).startswith("redesigned.example is drifting: ")
    assert "share without date 0% -> 100%" in str(line)
    shown = invoke("status", "clean", "--fail-on-drift", folder=raw.parent)
    assert shown.returncode == 4
    assert re.search(rb"redesigned\.example: share without date +100% +0%", shown.stdout)
    assert b"steady.example: " not in shown.stdout
    told = json.loads(invoke("status", "clean", "--json", folder=raw.parent).stdout)
    assert [host["host"] for host in told["drifting"]] == ["redesigned.example"]
