"""The ledger files of an earlier copydesk are taken over, once and as they were."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from flows.storing.catalog.errors import CatalogError
from flows.storing.catalog.old_ledger import OldLedger, take_over
from flows.storing.ledger import Row
from flows.storing.lines import LINES_FILE
from tests.flows.storing.catalog.rows import ROWS, opened

OLD = [ROWS[0], replace(ROWS[1], detail="")]


def write(path: Path, *rows: Row) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


def test_rows_are_taken_over_once(tmp_path: Path) -> None:
    write(tmp_path / "ledger.jsonl", *OLD)
    newer = replace(OLD[1], reason="crash")
    waiting = replace(OLD[0], output=LINES_FILE)
    write(tmp_path / "ledger.partial.jsonl", newer, waiting)
    with (tmp_path / "ledger.partial.jsonl").open("ab") as file:
        file.write(b'{"input": "../raw/c.ht')
    with opened(tmp_path) as catalog:
        note = take_over(catalog, tmp_path)
        assert note is not None
        assert "(3 rows) was taken over" in note
        assert list(catalog.rows()) == [OLD[0], newer]
        assert list(catalog.waiting_rows()) == [waiting]
        assert take_over(catalog, tmp_path) is None
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"catalog.sqlite", "ledger.taken-over.jsonl"}


def test_a_ledger_beside_a_catalog_that_is_in_use_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "ledger.jsonl", OLD[0])
    with opened(tmp_path) as catalog:
        catalog.put_rows(ROWS[1:])
        assert "is not read; remove it" in (take_over(catalog, tmp_path) or "")
        assert len(list(catalog.rows())) == 1
    assert (tmp_path / "ledger.jsonl").exists()


@pytest.mark.parametrize("line", [b'{"input": "a"', b"[]", b'{"input": "a"}', b"\xff"])
def test_a_damaged_ledger_is_an_error_that_names_the_line(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "ledger.jsonl"
    write(path, *OLD)
    path.write_bytes(path.read_bytes() + line + b"\n")
    with opened(tmp_path) as catalog:
        with pytest.raises(CatalogError, match=r"line 3 of .*ledger\.jsonl"):
            take_over(catalog, tmp_path)
        assert not list(catalog.rows())
    assert path.exists()


def test_no_ledger_has_no_rows(tmp_path: Path) -> None:
    old = OldLedger(tmp_path)
    assert not [*old.rows(), *old.waiting_rows()]
