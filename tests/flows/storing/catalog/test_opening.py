"""What is wrong with a catalog is told in one line that says what to do."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from flows.storing.catalog.catalog import find_catalog
from flows.storing.catalog.errors import CatalogError, CatalogFailedError
from flows.storing.catalog.opening import database_url, open_engine, place_of
from tests.flows.storing.catalog.rows import ROWS, opened


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("clean/catalog.sqlite", r"is no address; write it as sqlite:///FILE or postgresql://"),
        ("mysql://archive:secret@db.example/a", r"mysql cannot hold a catalog"),
        ("postgresql+asyncpg://archive:secret@db.example/a", r"cannot hold a catalog"),
        ("sqlite://", r"cannot hold a catalog"),
        ("postgresql://archive:secret@db.example:port/a", r"is no address"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(
    given: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(CatalogError, match=message) as refused:
        database_url(given, tmp_path)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_an_address_is_shown_without_its_password(scheme: str) -> None:
    url = database_url(f"{scheme}://archive:secret@db.example/a", None)
    assert place_of(url) == "postgresql+psycopg://archive:***@db.example/a"


def test_a_destination_that_is_no_folder_needs_an_address() -> None:
    with pytest.raises(CatalogError, match=r"set catalog\.url to sqlite:///FILE or postgresql"):
        database_url("", None)


def test_a_missing_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CatalogError, match=r"needs psycopg: .* 'copydesk\[postgres\]'"):
        open_engine(database_url("postgresql://archive@db.example/a", None))


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    url = "postgresql://archive:secret@127.0.0.1:1/a"
    with pytest.raises(
        CatalogError, match=r"archive:\*\*\*@127\.0\.0\.1:1/a cannot be opened"
    ) as e:
        opened(tmp_path, url)
    assert "secret" not in str(e.value)


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_text("a list of our trees\n" * 100)
    for opening in (opened, lambda folder: find_catalog("", folder)):
        with pytest.raises(CatalogError, match=r"catalog\.sqlite cannot be .* not a database"):
            opening(tmp_path)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "catalog.sqlite") as other:
        other.execute("CREATE TABLE pages (number INTEGER)")
    with pytest.raises(CatalogError, match=r"holds another program's tables \(pages\)"):
        opened(tmp_path)


def test_reading_makes_nothing(tmp_path: Path) -> None:
    assert find_catalog("", tmp_path) is None
    assert find_catalog(f"sqlite:///{tmp_path}/other.sqlite", tmp_path) is None
    assert not list(tmp_path.iterdir())


def test_reading_leaves_nothing_behind(tmp_path: Path) -> None:
    with opened(tmp_path) as catalog:
        catalog.put_rows(ROWS)
    found = find_catalog("", tmp_path)
    assert found is not None
    with found:
        assert len(list(found.rows())) == 2
        with pytest.raises(CatalogFailedError, match="readonly database"):
            found.remove_rows([ROWS[0].input])
    assert [path.name for path in tmp_path.iterdir()] == ["catalog.sqlite"]


def test_a_catalog_in_a_folder_that_takes_no_files_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "50% off? #1"
    with opened(folder) as catalog:
        catalog.put_rows(ROWS)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    found = find_catalog("", folder)
    assert found is not None
    assert len(list(found.rows())) == 2
    with pytest.raises(CatalogFailedError, match="readonly database"):
        found.remove_rows([ROWS[0].input])
    assert [path.name for path in folder.iterdir()] == ["catalog.sqlite"]


def test_a_catalog_elsewhere_belongs_to_one_destination(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/other.sqlite"
    opened(tmp_path / "clean", url).put_rows(ROWS)
    with pytest.raises(CatalogError, match=r"belongs to .*/clean, not to .*/second"):
        opened(tmp_path / "second", url)
    with pytest.raises(CatalogError, match=r"belongs to .*/clean, not to .*/second"):
        find_catalog(url, tmp_path / "second")
    with pytest.raises(CatalogError, match=r"catalog of .*/clean is .*other\.sqlite; set catalog"):
        opened(tmp_path / "clean")


def test_a_destination_may_move_and_may_be_emptied(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/other.sqlite"
    opened(tmp_path / "clean", url).put_rows(ROWS)
    (tmp_path / "clean").rename(tmp_path / "moved")
    assert len(list(opened(tmp_path / "moved", url).rows())) == 2
    (tmp_path / "moved" / ".copydesk-catalog.json").unlink()
    assert len(list(opened(tmp_path / "moved", url).rows())) == 2
    opened(tmp_path / "inside").put_rows(ROWS)
    (tmp_path / "inside").rename(tmp_path / "elsewhere")
    assert len(list(opened(tmp_path / "elsewhere").rows())) == 2


def test_a_copy_of_a_destination_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/other.sqlite"
    opened(tmp_path / "clean", url)
    mark = (tmp_path / "clean" / ".copydesk-catalog.json").read_bytes()
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / ".copydesk-catalog.json").write_bytes(mark)
    with pytest.raises(CatalogError, match=r"belongs to .*/clean, of which .*/copy is a copy"):
        opened(tmp_path / "copy", url)


def test_an_empty_catalog_does_not_hide_the_one_in_the_folder(tmp_path: Path) -> None:
    opened(tmp_path / "clean").put_rows(ROWS)
    with pytest.raises(CatalogError, match=r"stand in its catalog\.sqlite, and catalog\.url names"):
        opened(tmp_path / "clean", f"sqlite:///{tmp_path}/other.sqlite")
