"""The folder of rules files."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.configuration import load_configuration
from flows.learning.rules_folder import (
    MAX_BYTES,
    RulesFolderError,
    read_rules,
    rule_book_of,
    rules_files,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "quay.example.toml").write_text('version = 1\nhost = "quay.example"\nstrip = ".a"')
    (rules / ".pier.example.txt").write_text("strip: //b\n")
    (rules / "README.md").write_text("strip: //c\n")
    (rules / ".hidden.toml").write_text("no rules")
    (rules / "old").mkdir()
    (rules / "old" / "mole.example.toml").write_text("no rules")
    return rules


def test_both_formats_are_read_and_nothing_else(folder: Path) -> None:
    assert [path.name for path in rules_files(folder)] == [".pier.example.txt", "quay.example.toml"]
    book = read_rules(folder)
    assert [each.key for each in book.rules_for("quay.example").of_host] == ["quay.example"]
    assert [each.key for each in book.rules_for("m.pier.example").of_host] == ["pier.example"]


def test_both_files_of_one_host_hold(folder: Path) -> None:
    (folder / "quay.example.txt").write_text("strip: //d\n")
    rules = read_rules(folder).rules_for("quay.example").of_host
    assert [each.strip[0].written for each in rules] == [".a", "//d"]


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("a.example.toml", b"version = 1\nhost = 3", "a.example.toml: Expected `str`"),
        ("a.example.txt", b"# x\nstrip: //[", "a.example.txt:2: '//\\[' is no XPath"),
        ("a.example.txt", b"# x\ntitle: \xff", "a.example.txt:2: it is no UTF-8 text"),
        ("a.example.txt", b"#" * (MAX_BYTES + 1), "it has more than 1,000,000 bytes"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told(
    folder: Path, name: str, content: bytes, complaint: str
) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(RulesFolderError, match=complaint):
        read_rules(folder)


def test_the_default_folder_need_not_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert rule_book_of(load_configuration()).rules_for("quay.example").of_host == ()


def test_a_folder_that_is_named_has_to_be_there(folder: Path) -> None:
    found = rule_book_of(load_configuration(assignments=[f"rules.folder={folder}"]))
    assert found.rules_for("quay.example").of_host
    with pytest.raises(RulesFolderError, match=r"none is no folder of rules; .*\(--set\)"):
        rule_book_of(load_configuration(assignments=["rules.folder=none"]))


def test_a_file_in_the_place_of_the_default_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").write_text("")
    with pytest.raises(RulesFolderError, match="rules is no folder"):
        rule_book_of(load_configuration())
