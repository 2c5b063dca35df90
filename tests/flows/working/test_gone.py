"""Outputs that have lost their input or their use are kept, told of, and removed on request."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.storing.ledger import Status
from tests.flows.working.pages import (
    outcomes,
    rows_of,
    run_over,
    story,
    tree,
    write_pages,
)


def test_outputs_of_inputs_that_have_gone_are_kept_until_they_are_pruned(
    raw: Path, clean: Path
) -> None:
    write_pages(raw, {"a/gone.txt": story(1), "b.txt": story(2), "rejected.txt": ""})
    run_over(raw, clean)
    shutil.rmtree(raw / "a")
    (raw / "rejected.txt").unlink()
    report = run_over(raw, clean)
    assert (report.gone, report.inputs, outcomes(report)) == (1, 1, {"unchanged": 1})
    assert rows_of(clean)["a/gone.txt"].status is Status.GONE
    assert "rejected.txt" not in rows_of(clean)
    assert (clean / "a" / "gone.txt.md").exists()
    pruned = run_over(raw, clean, prune=True)
    assert (pruned.gone, pruned.pruned) == (1, 2)
    assert sorted(tree(clean)) == ["b.txt.json", "b.txt.md"]
    assert not (clean / "a").exists()
    assert list(rows_of(clean)) == ["b.txt"]


def test_an_input_that_comes_back_is_unchanged(raw: Path, clean: Path) -> None:
    write_pages(raw, {"a.txt": story(1), "b.txt": story(2)})
    run_over(raw, clean)
    (raw / "a.txt").unlink()
    run_over(raw, clean)
    write_pages(raw, {"a.txt": story(1)})
    assert outcomes(run_over(raw, clean)) == {"unchanged": 2}


def test_inputs_that_are_left_out_or_of_other_sources_have_not_gone(
    tmp_path: Path, raw: Path, clean: Path
) -> None:
    write_pages(raw, {"a.txt": story(1), "b.html": story(2)})
    write_pages(tmp_path / "more", {"c.txt": story(3)})
    run_over([raw, tmp_path / "more"], clean)
    shutil.rmtree(tmp_path / "more")
    report = run_over(raw, clean, prune=True, run_include=["*.txt"])
    assert (report.gone, report.pruned, report.left_out) == (0, 0, {"not_selected": 1})
    assert set(rows_of(clean)) == {"a.txt", "b.html", "c.txt"}


@pytest.mark.parametrize("new", ["txt", "json", "jsonl", "parquet"])
@pytest.mark.parametrize("old", ["md", "jsonl"])
def test_another_format_supersedes_the_old_files(
    raw: Path, clean: Path, old: str, new: str
) -> None:
    if old == new:
        return
    write_pages(raw, {"a.txt": story(1), "b.txt": story(2)})
    run_over(raw, clean, output_format=old)
    first = set(tree(clean))
    report = run_over(raw, clean, output_format=new)
    assert outcomes(report) == {"written": 2}
    assert first <= set(tree(clean))
    assert report.superseded > 0
    pruned = run_over(raw, clean, output_format=new, prune=True)
    assert outcomes(pruned) == {"unchanged": 2}
    assert not {name for name in tree(clean) if name.endswith(f".{old}")}
    again = run_over(raw, clean, output_format=new)
    assert (again.superseded, outcomes(again)) == (0, {"unchanged": 2})


def test_a_page_that_is_no_article_any_more_leaves_its_output_until_it_is_pruned(
    raw: Path, clean: Path
) -> None:
    write_pages(raw, {"a.txt": story(1)})
    run_over(raw, clean)
    write_pages(raw, {"a.txt": ""})
    report = run_over(raw, clean)
    assert (outcomes(report), report.superseded) == ({"rejected": 1}, 2)
    assert (clean / "a.txt.md").exists()
    run_over(raw, clean, prune=True)
    assert not tree(clean)
