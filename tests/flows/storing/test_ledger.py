"""The ledger keeps rows as they are, through kills and damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners.document import PageWarning
from flows.storing.ledger import (
    LedgerError,
    PartialLedger,
    Row,
    Status,
    read_ledger,
    read_partial_ledger,
    write_ledger,
)

ROWS = [
    Row(
        input="../raw/a%0A.html",
        source="../raw",
        status=Status.WRITTEN,
        cuts={"share": 3},
        warnings=(PageWarning("odd", "words"),),
        superseded=("a.txt",),
    ),
    Row(input="../raw/b.html", source="../raw", status=Status.FAILED, reason="timeout"),
]


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    assert write_ledger(path, ROWS) == 2
    assert list(read_ledger(path)) == ROWS
    assert path.read_bytes().count(b"\n") == 2


def test_no_ledger_has_no_rows(tmp_path: Path) -> None:
    assert not list(read_ledger(tmp_path / "none"))
    assert not list(read_partial_ledger(tmp_path / "none"))


@pytest.mark.parametrize("line", [b'{"input": "a"', b"[]", b'{"input": "a"}', b"\xff"])
def test_a_damaged_ledger_is_an_error_that_names_the_line(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "ledger.jsonl"
    write_ledger(path, ROWS)
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(LedgerError, match=r"line 3 of .*ledger\.jsonl"):
        list(read_ledger(path))


def test_a_line_that_a_kill_has_cut_loses_no_other(tmp_path: Path) -> None:
    path = tmp_path / "partial"
    with PartialLedger(path) as partial:
        partial.append(ROWS[0])
    path.write_bytes(path.read_bytes() + b'{"input": "../raw/c.ht')
    with PartialLedger(path) as partial:
        partial.append(ROWS[1])
    assert list(read_partial_ledger(path)) == ROWS


def test_rows_are_in_the_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "partial"
    with PartialLedger(path) as partial:
        partial.append(ROWS[0])
        assert list(read_partial_ledger(path)) == ROWS[:1]
        partial.discard()
    assert not path.exists()
