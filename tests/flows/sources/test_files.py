"""Only regular files are read, and never more of them than allowed."""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

import pytest

from flows.sources.files import NotAFileError, digest_of_file, read_file, reading_error


def test_reads_at_most_one_byte_too_many(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"0123456789")
    assert read_file(os.fsencode(path), 4) == b"01234"
    assert read_file(os.fsencode(path), 100) == b"0123456789"


def test_a_file_above_the_bound_is_not_hashed(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"0123456789")
    assert digest_of_file(os.fsencode(path), 9).sha256 == ""
    assert digest_of_file(os.fsencode(path), 9).size == 10
    expected = hashlib.sha256(b"0123456789").hexdigest()
    assert digest_of_file(os.fsencode(path), 10).sha256 == expected


def test_a_pipe_without_a_writer_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAFileError, match="a named pipe"):
        read_file(os.fsencode(tmp_path / "pipe"), 10)


def test_sockets_devices_and_folders_are_refused(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        with pytest.raises(NotAFileError, match="a socket"):
            read_file(os.fsencode(tmp_path / "socket"), 10)
    with pytest.raises(NotAFileError, match="a character device"):
        digest_of_file(b"/dev/zero", 10)
    with pytest.raises(NotAFileError, match="a folder"):
        read_file(os.fsencode(tmp_path), 10)


def test_what_cannot_be_opened_is_told_in_the_words_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "itself").symlink_to("itself")
    for name, words in (("dangling", "No such file"), ("itself", "symbolic links")):
        with pytest.raises(OSError, match=r"Errno") as caught:
            digest_of_file(os.fsencode(tmp_path / name), 10)
        assert words in reading_error(caught.value)
