"""What a sidecar says is taken; what is wrong with it is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.sources.sidecar import Facts, read_facts, sidecar_names


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("page.html.gz", ("page.html.gz.json", "page.html.json", "page.json")),
        ("../raw/page.HTML", ("../raw/page.HTML.json", "../raw/page.json")),
        ("page", ("page.json",)),
        ("v1.2", ("v1.2.json",)),
        ("page.json", ()),
        ("a.b/page.zst", ("a.b/page.zst.json", "a.b/page.json")),
        ("a/.html", ("a/.html.json",)),
    ],
)
def test_names_of_sidecars(page: str, names: tuple[str, ...]) -> None:
    assert sidecar_names(page) == names


def facts_with(folder: Path, content: bytes, name: str = "page.json") -> tuple[Facts, str]:
    (folder / name).write_bytes(content)
    facts, warning = read_facts(os.fsencode(folder / "page.html.gz"))
    return facts, "" if warning is None else warning.detail


def test_known_keys_are_taken_and_others_left_alone(tmp_path: Path) -> None:
    facts, warning = facts_with(
        tmp_path,
        b'{"url": "https://gazette.example/a", "status": 200, "headers": {"ETag": "1"}, "x": []}',
    )
    assert facts == Facts(url="https://gazette.example/a", status=200, headers={"ETag": "1"})
    assert warning == ""


def test_the_most_particular_sidecar_goes_first(tmp_path: Path) -> None:
    facts_with(tmp_path, b'{"url": "https://gazette.example/short"}')
    facts, _ = facts_with(tmp_path, b'{"url": "https://gazette.example/long"}', "page.html.json")
    assert facts.url == "https://gazette.example/long"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "page.json: Input data was truncated"),
        (b'{"status": "two hundred"}', "Expected `int | null`, got `str` - at `$.status`"),
        (b"[]", "Expected `object`, got `array`"),
        (b'{"url": "\xff"}', "page.json: "),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    facts, warning = facts_with(tmp_path, content)
    assert facts == Facts()
    assert words in warning


def test_no_sidecar_is_nothing_to_tell(tmp_path: Path) -> None:
    assert read_facts(os.fsencode(tmp_path / "page.html")) == (Facts(), None)
    os.mkfifo(tmp_path / "page.json")
    assert read_facts(os.fsencode(tmp_path / "page.html")) == (Facts(), None)
