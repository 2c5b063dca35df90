"""A folder of this machine and a place in an object store behave alike."""

from __future__ import annotations

import errno
import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from flows.storing.destinations import Destination, open_destination
from flows.storing.remote_errors import as_system_errors
from flows.storing.urls import StorageError, is_url, normal_url


@pytest.fixture(params=["folder", "store"])
def destination(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Destination]:
    if request.param == "folder":
        yield open_destination(tmp_path / "clean")
        return
    name = uuid.uuid4().hex
    yield open_destination(f"memory://{name}/clean/")
    system = fsspec.filesystem("memory")
    if system.exists(f"/{name}"):
        system.rm(f"/{name}", recursive=True)


def test_what_was_written_is_there_as_a_whole(destination: Destination) -> None:
    digest = destination.write("a/page.html.md", b"A page.")
    assert digest == hashlib.sha256(b"A page.").hexdigest() == destination.digest("a/page.html.md")
    assert destination.read("a/page.html.md") == b"A page."
    assert destination.read("a/page.html.md", max_bytes=6) is None
    assert destination.stands("a/page.html.md")
    destination.write("a/page.html.md", b"Another.")
    assert destination.read("a/page.html.md") == b"Another."


def test_what_is_not_there_is_told_without_an_error(destination: Destination) -> None:
    assert destination.read("none.md") is None
    assert destination.digest("none.md") is None
    assert not destination.stands("none.md")
    assert not destination.remove("none.md")
    with destination.local_copy("none.jsonl") as copy:
        assert copy is None


def test_what_is_removed_has_gone(destination: Destination) -> None:
    destination.write("a/b/page.md", b"x")
    assert destination.remove("a/b/page.md")
    assert destination.read("a/b/page.md") is None


def test_a_large_file_is_made_beside_and_adopted(destination: Destination) -> None:
    destination.write("first.md", b"x")  # a run makes its folder before
    with destination.new_file(".jsonl") as temporary:
        temporary.write_bytes(b"{}\n" * 10)
        destination.adopt(temporary, "part-1.jsonl")
    with destination.local_copy("part-1.jsonl") as copy:
        assert copy is not None
        assert copy.read_bytes() == b"{}\n" * 10


def test_a_file_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    destination = open_destination(tmp_path)

    def give_up() -> None:
        with destination.new_file(".jsonl") as temporary:
            temporary.write_bytes(b"half")
            raise ValueError("given up")

    with pytest.raises(ValueError, match="given up"):
        give_up()
    assert list(tmp_path.iterdir()) == []


def test_urls_are_told_from_paths() -> None:
    assert is_url("s3://bucket/raw")
    assert is_url(b"memory://raw")
    assert not is_url("/srv/raw")
    assert not is_url("file:///srv/raw")
    assert not is_url("C://raw")
    assert normal_url("memory:///raw/") == "memory://raw"


def test_an_unknown_store_is_refused_with_its_name() -> None:
    with pytest.raises(StorageError, match="nostore://x"):
        open_destination("nostore://x/clean")


def test_what_a_client_raises_becomes_an_error_of_the_system() -> None:
    def fail(error: Exception) -> None:
        with as_system_errors("s3://bucket"):
            raise error

    with pytest.raises(OSError, match="s3://bucket: RuntimeError: no route") as caught:
        fail(RuntimeError("no\nroute"))
    assert caught.value.errno == errno.EIO
    with pytest.raises(FileNotFoundError):
        fail(FileNotFoundError("gone"))
