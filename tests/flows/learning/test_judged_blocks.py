"""Pinning and pardoning blocks: what is written, and that the rest stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners.sites.fingerprints import exact_fingerprint, written
from flows.learning.judged_blocks import pardon, pin
from flows.learning.rules_folder import RulesFolderError, read_rules

BLOCK = "The Quay is made by people who live here."
PRINT = written(exact_fingerprint(BLOCK))


def known(folder: Path, host: str = "quay.example") -> tuple[list[str], list[str]]:
    """Return the fingerprints that are pinned and pardoned."""
    rules = read_rules(folder).rules_for(host).of_host
    return (
        [written(entry.fingerprint) for each in rules for entry in each.pinned],
        [written(entry.fingerprint) for each in rules for entry in each.pardoned],
    )


def test_a_file_is_made_for_its_host(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    judged = pin(folder, "www.Quay.example", BLOCK, note="below each story")
    assert (judged.file, judged.fingerprint, judged.is_new) == (
        folder / "quay.example.toml",
        PRINT,
        True,
    )
    assert judged.file.read_text() == (
        'version = 1\nhost = "quay.example"\n\n[[pinned]]\n'
        f'text = "{BLOCK}"\nnote = "below each story"\n\n'
    )
    assert known(folder) == ([PRINT], [])


def test_what_is_said_already_is_not_said_again(tmp_path: Path) -> None:
    pin(tmp_path, "quay.example", BLOCK)
    before = (tmp_path / "quay.example.toml").read_bytes()
    assert not pin(tmp_path, "quay.example", PRINT.upper()).is_new
    assert not pin(tmp_path, "quay.example", "the quay is  MADE by people who live here.").is_new
    assert (tmp_path / "quay.example.toml").read_bytes() == before


def test_a_pardon_takes_a_pin_back(tmp_path: Path) -> None:
    pin(tmp_path, "quay.example", BLOCK)
    pin(tmp_path, "quay.example", "0123456789abcdef")
    pardon(tmp_path, "quay.example", PRINT)
    assert known(tmp_path) == (["0123456789abcdef"], [PRINT])
    pin(tmp_path, "quay.example", BLOCK)
    assert known(tmp_path) == (["0123456789abcdef", PRINT], [])


WRITTEN = """\
# Rules of the harbour's papers.
version = 1   # of the format

[[rules]]  # the northern one
host = "quay.example"
strip = [".a",   # boxes
  ".b"]

[[rules]]
host = "pier.example"
pinned = [{text = "One"}]

[[rules.tests]]
url = "https://pier.example/"

[[rules]]
generator = "Pressroom"
"""


def test_the_rest_of_a_file_stays_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "pier.example.toml"
    file.write_text(WRITTEN)
    pin(tmp_path, "pier.example", "Two")
    pardon(tmp_path, "pier.example", BLOCK)
    lines = file.read_text().splitlines()
    for line in WRITTEN.splitlines():
        assert line in lines or line == 'pinned = [{text = "One"}]'
    assert 'pinned = [{text = "One"}, {text = "Two"}]' in lines
    assert known(tmp_path, "pier.example")[1] == [PRINT]
    assert known(tmp_path, "quay.example") == ([], [])


def test_a_table_is_added_for_a_host_that_a_file_lacks(tmp_path: Path) -> None:
    file = tmp_path / "mole.example.toml"
    file.write_text(WRITTEN)
    pin(tmp_path, "mole.example", BLOCK)
    assert file.read_text().startswith(WRITTEN.rstrip())
    assert known(tmp_path, "mole.example") == ([PRINT], [])


def test_the_opposite_in_another_file_is_told(tmp_path: Path) -> None:
    other = tmp_path / "all.toml"
    other.write_text(f'version = 1\nhost = "quay.example"\npinned = [{{text = "{BLOCK}"}}]\n')
    with pytest.raises(RulesFolderError, match=f"all.toml has {PRINT} as pinned"):
        pardon(tmp_path, "quay.example", BLOCK)
    assert sorted(tmp_path.iterdir()) == [other]
    assert pin(tmp_path, "quay.example", BLOCK).is_new


@pytest.mark.parametrize(
    ("host", "block", "complaint"),
    [
        ("https://quay.example/", BLOCK, "is no host"),
        ("../quay", BLOCK, "is no host"),
        ("quay.example", "  ", "the block is empty"),
    ],
)
def test_what_cannot_be_written_down_is_told(
    tmp_path: Path, host: str, block: str, complaint: str
) -> None:
    with pytest.raises(RulesFolderError, match=complaint):
        pin(tmp_path, host, block)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_none_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "quay.example.toml"
    file.write_text("version = 2\n")
    with pytest.raises(RulesFolderError, match=r"quay.example.toml:1: version 2"):
        pin(tmp_path, "quay.example", BLOCK)
    assert file.read_text() == "version = 2\n"


def test_a_text_of_any_characters_is_found_again(tmp_path: Path) -> None:
    block = 'Ein "Zitat" mit \\ und \t, 漢字,\nzwei Zeilen \x07 # kein Kommentar'
    judged = pardon(tmp_path, "quay.example", block)
    assert known(tmp_path) == ([], [judged.fingerprint])
    assert judged.fingerprint == written(exact_fingerprint(block.strip()))
