"""What has come of inputs gets into the catalog soon, together, and whatever ends the run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.errors import CatalogFailedError
from flows.storing.ledger import Row, Status
from flows.working.journal import Journal
from tests.flows.storing.catalog.rows import ROWS, opened

HOUR = 3_600


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with opened(tmp_path) as catalog:
        yield catalog


def keys(catalog: Catalog) -> list[str]:
    return [row.input for row in catalog.rows()]


def numbered(number: int) -> Row:
    return replace(ROWS[0], input=f"../raw/{number}.html")


def test_rows_are_written_when_there_are_enough(catalog: Catalog) -> None:
    with Journal(catalog, "", max_rows=3, max_seconds=HOUR) as journal:
        for number in range(5):
            journal.put(numbered(number))
        assert len(keys(catalog)) == 3
    assert len(keys(catalog)) == 5


def test_a_row_that_comes_late_does_not_wait(catalog: Catalog) -> None:
    with Journal(catalog, "", max_seconds=0.05) as journal:
        journal.put(numbered(0))
        assert keys(catalog) == []
        time.sleep(0.06)
        journal.put(numbered(1))
        assert len(keys(catalog)) == 2


def test_an_error_loses_nothing_that_came_before_it(catalog: Catalog) -> None:
    def interrupted() -> None:
        with Journal(catalog, "", max_seconds=HOUR) as journal:
            journal.put(numbered(0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(keys(catalog)) == 1


def test_the_last_word_on_an_input_holds(catalog: Catalog) -> None:
    catalog.put_rows([numbered(0), numbered(1), numbered(2)])
    with Journal(catalog, "later", max_seconds=HOUR) as journal:
        journal.gone(numbered(2).input)
        journal.remove(numbered(1).input)
        journal.found(replace(numbered(0), status=Status.UNCHANGED))
        journal.put(replace(numbered(0), status=Status.UNCHANGED, output="part-1", run="later"))
    first, last = catalog.rows()
    assert (first.status, first.output, first.run) == (Status.UNCHANGED, "part-1", "later")
    assert (last.input, last.status) == (numbered(2).input, Status.GONE)


def test_a_catalog_that_fails_is_told_in_one_line(catalog: Catalog) -> None:
    with catalog.writing() as connection:
        connection.exec_driver_sql("DROP TABLE waiting")
    with (
        pytest.raises(CatalogFailedError, match=r"cannot be written: no such table: waiting$"),
        Journal(catalog, "", max_rows=1) as journal,
    ):
        journal.put(numbered(0))
