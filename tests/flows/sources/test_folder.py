"""Every file of a tree is found once, whatever the tree is like."""

from __future__ import annotations

import os
import pwd
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from flows.sources.folder import Found, LeftOut, walk
from flows.sources.roots import Sources
from flows.sources.selection import PatternError, Selection


def found_in(
    *given: Path, selection: Selection | None = None, destination: Path | None = None
) -> tuple[list[Found], Counter[str]]:
    target = os.fsencode(destination or given[0].parent / "clean")
    sources = Sources([str(path) for path in given], target)
    left_out: Counter[str] = Counter()
    found = walk(sources.roots, selection or Selection(), skipped_folder=target, left_out=left_out)
    return sorted(found, key=lambda each: (each.source, each.relative)), left_out


def names_in(*given: Path, selection: Selection | None = None) -> list[bytes]:
    return [each.relative for each in found_in(*given, selection=selection)[0]]


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")


def test_files_of_all_folders_are_found_hidden_ones_not(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    make(raw, "a.html", "b/c/d.html", ".hidden.html", "b/.git/config", "b/e")
    found, left_out = found_in(raw)
    assert [each.relative for each in found] == [b"a.html", b"b/c/d.html", b"b/e"]
    assert [each.path for each in found] == [
        os.fsencode(raw / name) for name in ("a.html", "b/c/d.html", "b/e")
    ]
    assert left_out == {LeftOut.HIDDEN: 2}


def test_names_may_be_any_bytes(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    names = [b"two\nlines", b"latin-\xe9.html", b"100%", b" ", b"-r", b"\x1b[31m"]
    for name in names:
        Path(os.fsdecode(os.path.join(os.fsencode(raw), name))).write_bytes(b"x")  # noqa: PTH118
    assert names_in(raw) == sorted(names)


def test_loops_of_links_end_and_no_folder_is_read_twice(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    make(raw, "a/page.html", "b/page.html")
    (raw / "a" / "up").symlink_to(raw)
    (raw / "b" / "self").symlink_to(".")
    (raw / "b" / "other").symlink_to(raw / "a")
    found, left_out = found_in(raw)
    assert [each.relative for each in found] == [b"a/page.html", b"b/page.html"]
    assert left_out[LeftOut.SEEN_FOLDER] == 3


def test_links_to_folders_elsewhere_are_followed_in_the_order_of_their_paths(
    tmp_path: Path,
) -> None:
    raw, elsewhere = tmp_path / "raw", tmp_path / "elsewhere"
    make(raw, "page.html")
    make(elsewhere, "deep/page.html")
    for name in ("z", "m", "k"):
        (raw / name).symlink_to(elsewhere)
    assert names_in(raw) == [b"k/deep/page.html", b"page.html"]


def test_links_to_files_are_files_and_dangling_ones_are_found_too(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    make(raw, "page.html")
    (raw / "link.html").symlink_to("page.html")
    (raw / "dangling.html").symlink_to("nowhere")
    os.mkfifo(raw / "pipe")
    assert names_in(raw) == [b"dangling.html", b"link.html", b"page.html", b"pipe"]


def test_the_destination_is_left_out_by_whatever_way_one_gets_to_it(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    make(raw, "page.html", "clean/page.html.md")
    (raw / "way").symlink_to("clean")
    found, left_out = found_in(raw, destination=raw / "clean")
    assert [each.relative for each in found] == [b"page.html"]
    assert left_out[LeftOut.SEEN_FOLDER] == 2


def test_a_deep_tree_is_no_trouble(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    make(raw, "/".join(["d"] * 600) + "/page.html")
    assert len(names_in(raw)) == 1


@contextmanager
def not_as_root() -> Iterator[None]:
    """Be nobody: root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_read_is_told() -> None:
    # Not in pytest's folder, which is root's alone.
    with not_as_root(), TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        make(raw, "locked/page.html")
        (raw / "locked").chmod(0)
        try:
            [found], _ = found_in(raw)
        finally:
            (raw / "locked").chmod(stat.S_IRWXU)
    assert (found.relative, found.problem) == (b"locked", "Permission denied")


def test_a_folder_that_is_gone_when_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = tmp_path / "raw"
    make(raw, "page.html", "locked/page.html")
    scandir = os.scandir

    def refusing(path: bytes) -> object:
        if path.endswith(b"locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found, _ = found_in(raw)
    assert [(each.relative, each.problem) for each in found] == [
        (b"locked", "Permission denied"),
        (b"page.html", ""),
    ]


def test_patterns_choose_files(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    make(raw, "a.html", "b.txt", "drafts/c.html", "news/drafts.html", "news/d.html")
    html = Selection(include=["*.html"])
    assert names_in(raw, selection=html) == [
        b"a.html",
        b"drafts/c.html",
        b"news/d.html",
        b"news/drafts.html",
    ]
    selection = Selection(include=["*.html"], exclude=["drafts/", "/a.*"])
    assert names_in(raw, selection=selection) == [b"news/d.html", b"news/drafts.html"]
    assert found_in(raw, selection=selection)[1] == {LeftOut.NOT_SELECTED: 3}
    assert names_in(raw / "b.txt", selection=html) == []


def test_a_pattern_that_cannot_be_understood_is_an_error() -> None:
    with pytest.raises(PatternError, match="cannot be understood"):
        Selection(include=["!"])
