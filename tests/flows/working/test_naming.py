"""Outputs are named after inputs, and nothing of anybody else's is touched."""

from __future__ import annotations

import os
from pathlib import Path

from tests.flows.working.pages import (
    outcomes,
    rows_of,
    run_over,
    story,
    tree,
    write_pages,
)


def test_the_project_may_move_as_a_whole(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    write_pages(old / "raw", {"page.txt": story(1)})
    run_over(old / "raw", old / "clean")
    old.rename(new)
    assert outcomes(run_over(new / "raw", new / "clean")) == {"unchanged": 1}


def test_names_of_any_bytes_have_outputs_of_their_own(raw: Path, clean: Path) -> None:
    raw.mkdir()
    names = [b"two\nlines", b"latin-\xe9", b"latin-%E9", b"100%", b"100%25", b"A", b"a", b"n" * 255]
    for number, name in enumerate(names):
        Path(os.fsdecode(os.path.join(os.fsencode(raw), name))).write_text(story(number))  # noqa: PTH118
    assert outcomes(run_over(raw, clean)) == {"written": len(names)}
    assert len({name.casefold() for name in tree(clean)}) == 2 * len(names)
    assert {"two%0Alines.md", "latin-%E9.md", "latin-%25E9.md", "100%25.md"} < set(tree(clean))
    assert outcomes(run_over(raw, clean)) == {"unchanged": len(names)}


def test_files_of_others_are_never_touched(raw: Path, clean: Path) -> None:
    write_pages(raw, {"a.txt": story(1), "b.txt": story(2), "c.txt": story(3)})
    write_pages(clean, {"a.txt.md": "my notes", "b.txt.json": '{"mine": 1}', "c.txt.md/x": "mine"})
    run_over(raw, clean)
    files = tree(clean)
    assert files["a.txt.md"] == b"my notes"
    assert files["b.txt.json"] == b'{"mine": 1}'
    outputs = {name: str(row.output) for name, row in rows_of(clean).items()}
    assert all(name.partition("~")[0] in ("a.txt", "b.txt", "c.txt") for name in outputs.values())
    assert all("~" in name for name in outputs.values())
    assert outcomes(run_over(raw, clean)) == {"unchanged": 3}
    assert tree(clean) == files


def test_a_lost_ledger_is_made_anew_in_place(raw: Path, clean: Path) -> None:
    write_pages(raw, {"a.txt": story(1), "b.txt": story(2)})
    run_over(raw, clean)
    files = tree(clean)
    (clean / "catalog.sqlite").unlink()
    assert outcomes(run_over(raw, clean)) == {"written": 2}
    assert tree(clean) == files


def test_several_sources_give_their_names(tmp_path: Path, clean: Path) -> None:
    write_pages(tmp_path, {"one/a.txt": story(1), "other/a.txt": story(2), "b.txt": story(3)})
    sources = [tmp_path / "one", tmp_path / "other", tmp_path / "b.txt", tmp_path / "one" / "a.txt"]
    report = run_over(sources, clean)
    assert report.inputs == 3
    assert {name for name in tree(clean) if name.endswith(".md")} == {
        "one/a.txt.md",
        "other/a.txt.md",
        "b.txt.md",
    }


def test_a_destination_above_its_source_does_not_eat_its_own_outputs(tmp_path: Path) -> None:
    write_pages(tmp_path, {"raw/raw/a.txt": story(1), "raw/b.txt": story(2)})
    assert outcomes(run_over(tmp_path / "raw", tmp_path)) == {"written": 2}
    again = run_over(tmp_path / "raw", tmp_path)
    assert outcomes(again) == {"unchanged": 2}
    assert again.left_out == {"own_output": 2}


def test_a_destination_below_its_source_is_no_source(raw: Path) -> None:
    write_pages(raw, {"a.txt": story(1)})
    for expected in ({"written": 1}, {"unchanged": 1}):
        assert outcomes(run_over(raw, raw / "clean")) == expected


def test_two_sources_with_the_same_names_keep_apart(tmp_path: Path, clean: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_pages(one, {"page.txt": story(1)})
    write_pages(other, {"page.txt": story(2)})
    run_over(one, clean)
    before = tree(clean)
    report = run_over(other, clean)
    assert outcomes(report) == {"written": 1}
    assert before.items() < tree(clean).items()
    assert len(tree(clean)) == 4
    both = run_over([one, other], clean)
    assert outcomes(both) == {"unchanged": 2}
    assert len(tree(clean)) == 4
