"""Raw files go to a store as a whole; what is being written stays on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import fsspec
import pytest

from flows.storing.raw_store import RawStore
from flows.storing.urls import StorageError


@pytest.fixture(params=["folder", "store"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> RawStore:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if request.param == "folder":
        return RawStore(tmp_path / "raw")
    return RawStore(f"memory://{tmp_path.name}/raw")


def written(store: RawStore, name: str, content: bytes = b"0123456789") -> None:
    path = store.open_path(name)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)


def test_a_file_is_held_while_it_is_written_and_after(store: RawStore) -> None:
    name = "gazette.example/2026-03-04/run-00001.warc.gz"
    assert not store.holds(name)
    written(store, name)
    assert [found for found, _ in store.open_files()] == [name]
    assert store.holds(name)
    assert store.member(name, 2, 3) == b"234"
    store.publish(name)
    assert list(store.open_files()) == []
    assert store.holds(name)
    assert store.member(name, 2, 3) == b"234"
    again = RawStore(store.place)
    assert again.holds(name)
    assert not again.holds("gazette.example/2026-03-04/run-00002.warc.gz")
    assert not again.holds("")
    assert again.open_folder == store.open_folder


def test_a_file_that_is_discarded_leaves_nothing(store: RawStore) -> None:
    written(store, "gazette.example/2026-03-04/run-00001.warc.gz")
    store.discard("gazette.example/2026-03-04/run-00001.warc.gz")
    assert list(store.open_files()) == []
    assert list(store.open_folder.iterdir()) == []


def test_nothing_that_reads_a_folder_sees_what_is_being_written(tmp_path: Path) -> None:
    store = RawStore(tmp_path / "raw")
    written(store, "gazette.example/2026-03-04/run-00001.warc.gz")
    relative = store.open_path("a").relative_to(tmp_path / "raw")
    assert relative.parts[0].startswith(".")
    assert list((tmp_path / "raw").glob("[!.]*")) == []


def test_stores_keep_what_is_written_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    one, other = RawStore("memory://one/raw"), RawStore("memory://other/raw")
    assert one.open_folder != other.open_folder
    assert one.open_folder.is_relative_to(tmp_path / "copydesk")
    assert one.folder is None


def test_a_store_that_there_is_not_is_told() -> None:
    with pytest.raises(StorageError, match="cannot be reached"):
        RawStore("nosuch://bucket/raw")


def test_an_object_is_there_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    store = RawStore(f"memory://{tmp_path.name}/raw")
    written(store, "a/b.warc.gz")
    store.publish("a/b.warc.gz")
    memory = fsspec.filesystem("memory")
    assert memory.cat_file(f"/{tmp_path.name}/raw/a/b.warc.gz") == b"0123456789"
    assert not [name for _, _, names in os.walk(tmp_path) for name in names]
