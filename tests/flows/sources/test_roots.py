"""What sources are called, and which inputs are theirs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.sources.roots import SourceError, Sources
from flows.storing.names import input_key


def sources_of(tmp_path: Path, *names: str) -> Sources:
    for name in names:
        if name != "-" and not name.endswith(".html"):
            (tmp_path / name).mkdir(parents=True, exist_ok=True)
        elif name != "-":
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x")
    given = [name if name == "-" else str(tmp_path / name) for name in names]
    return Sources(given, os.fsencode(tmp_path.resolve() / "clean"))


def test_a_single_folder_stands_for_itself(tmp_path: Path) -> None:
    sources = sources_of(tmp_path, "raw")
    assert sources.located(0, b"a/page.html") == b"a/page.html"
    assert sources.source_key(0) == "../raw"


def test_several_folders_give_their_names(tmp_path: Path) -> None:
    sources = sources_of(tmp_path, "-", "raw", "x.html", "more/other")
    assert sources.located(0, b"page") == b"raw/page"
    assert sources.located(1, b"x.html") == b"x.html"
    assert sources.located(2, b"page") == b"other/page"
    assert sources.located(-1, b"") == b"stdin"
    assert sources.source_key(-1) == "/dev/stdin"
    assert sources.reads_standard_input


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    sources = sources_of(tmp_path, "a/raw", "b/raw", "c")
    first, second, third = (sources.located(number, b"p") for number in range(3))
    assert first != second
    assert first.startswith(b"raw-")
    assert second.startswith(b"raw-")
    assert third == b"c/p"


def test_links_lead_to_the_same_keys(tmp_path: Path) -> None:
    sources_of(tmp_path, "raw")
    (tmp_path / "link").symlink_to("raw")
    linked = Sources([str(tmp_path / "link")], os.fsencode(tmp_path.resolve() / "clean"))
    assert linked.keys == ("../raw",)


@pytest.mark.parametrize(
    ("root", "path", "held"),
    [
        ("raw", "raw/a/page", True),
        ("raw", "raw2/page", False),
        ("raw", "page", False),
        (".", "page", True),
        (".", "clean/page", False),
        (".", "../page", False),
        ("clean/in", "clean/in/page", True),
        ("x.html", "x.html", True),
        ("x.html", "y.html", False),
    ],
)
def test_inputs_of_the_ledger_are_told_by_their_keys(
    tmp_path: Path, root: str, path: str, *, held: bool
) -> None:
    sources = sources_of(tmp_path, root)
    absolute = os.fsencode(os.path.normpath(tmp_path.resolve() / path))
    assert sources.hold(input_key(absolute, sources.destination)) == held


def test_a_source_has_to_be_there_and_not_to_be_the_destination(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no file or folder .*none"):
        Sources([str(tmp_path / "none")], b"/clean")
    with pytest.raises(SourceError, match="both a source and the destination"):
        Sources([str(tmp_path)], os.fsencode(tmp_path.resolve()))
    (tmp_path / "dangling").symlink_to("nowhere")
    assert len(Sources([str(tmp_path / "dangling")], b"/clean").roots) == 1
