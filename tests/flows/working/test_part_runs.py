"""Runs that write many articles to a file."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest

from tests.flows.working.pages import (
    outcomes,
    run_over,
    story,
    tree,
    write_pages,
)


def test_parts_hold_the_rows_in_order_and_only_what_changed_is_made_anew(
    raw: Path, clean: Path
) -> None:
    write_pages(raw, {f"{number:03}.txt": story(number) for number in range(100)})
    run_over(raw, clean, output_format="jsonl", run_shard_pages=10)
    before = tree(clean)
    paths = [
        [json.loads(line)["source"]["path"] for line in content.splitlines()]
        for content in before.values()
    ]
    assert sorted(chain(*paths)) == sorted(path.name for path in raw.iterdir())
    assert all(part == sorted(part) for part in paths)
    write_pages(raw, {"050.txt": story(1_000)})
    (raw / "070.txt").unlink()
    report = run_over(raw, clean, output_format="jsonl", run_shard_pages=10, prune=True)
    assert outcomes(report) == {"unchanged": 98, "written": 1}
    after = tree(clean)
    assert len(before.keys() - after.keys()) in range(1, 5)
    assert b"1000 hours" in b"".join(after.values())
    fresh = clean.with_name("fresh")
    run_over(raw, fresh, output_format="jsonl", run_shard_pages=10)
    assert tree(fresh) == after


@pytest.mark.parametrize("file_format", ["jsonl", "parquet"])
def test_parts_keep_the_articles_of_other_sources(
    tmp_path: Path, clean: Path, file_format: str
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_pages(one, {f"{number}.txt": story(number) for number in range(10)})
    write_pages(other, {f"{number}.txt": story(number + 20) for number in range(10)})
    run_over([one, other], clean, output_format=file_format)
    both = tree(clean)
    assert len(both) == 1
    kept = one.rename(tmp_path / "kept")
    run_over(other, clean, output_format=file_format)
    assert tree(clean) == both
    write_pages(other, {"3.txt": story(99)})
    run_over(other, clean, output_format=file_format)
    assert len(tree(clean)) == 1
    kept.rename(one)
    assert outcomes(run_over([one, other], clean, output_format=file_format)) == {"unchanged": 20}


def test_a_damaged_part_is_made_again(raw: Path, clean: Path) -> None:
    write_pages(raw, {f"{number}.txt": story(number) for number in range(10)})
    run_over(raw, clean, output_format="jsonl")
    [(name, content)] = tree(clean).items()
    (clean / name).write_bytes(content[:-100])
    assert outcomes(run_over(raw, clean, output_format="jsonl")) == {"written": 10}
    assert tree(clean) == {name: content}
