"""Files are there as a whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from flows.storing.atomic import (
    file_digest,
    remove_file,
    remove_leftovers,
    replacing,
    write_file,
)


def test_writes_into_new_folders_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "page.md"
    for content in (b"one", b"two"):
        assert write_file(path, content) == hashlib.sha256(content).hexdigest()
        assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == ["page.md"]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    with pytest.raises(TypeError), replacing(path) as file:
        file.writelines([b"half of the n", None])  # type: ignore[list-item]
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["page.md"]


def test_a_folder_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "page.md").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_file(tmp_path / "page.md", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["page.md"]


def test_files_have_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    write_file(tmp_path / "one", b"")
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "one").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_leftovers_of_a_killed_run_are_removed_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    kept = [folder / ".hidden.tmp", folder / "copydesk-1.tmp", tmp_path / ".copydesk.lock"]
    for path in [*kept, folder / ".copydesk-0123456789abcdef.tmp"]:
        path.write_bytes(b"")
    assert remove_leftovers(tmp_path) == 1
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(kept)


def test_removing_takes_empty_folders_along_but_never_the_destination(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "page.md", b"")
    write_file(tmp_path / "a" / "page.md", b"")
    assert remove_file(tmp_path / "a" / "b" / "page.md", up_to=tmp_path)
    assert not (tmp_path / "a" / "b").exists()
    assert remove_file(tmp_path / "a" / "page.md", up_to=tmp_path)
    assert not remove_file(tmp_path / "a" / "page.md", up_to=tmp_path)
    assert tmp_path.exists()
    assert not list(tmp_path.iterdir())


def test_the_digest_of_a_file_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert file_digest(tmp_path / "none") is None
    assert file_digest(tmp_path) is None
