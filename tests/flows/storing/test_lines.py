"""Lines of articles survive a kill and are found by their digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from flows.storing.lines import LineStore


def test_lines_are_found_again_also_by_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    with LineStore(path) as lines:
        digests = [lines.add(line) for line in (b'{"a": 1}\n', b'{"b": 2}\n', b'{"a": 1}\n')]
        assert lines.line(digests[1]) == b'{"b": 2}\n'
    assert path.read_bytes().count(b"\n") == 2
    with LineStore(path) as lines:
        assert lines.line(digests[0]) == b'{"a": 1}\n'
        assert lines.line(lines.add(b"c\n")) == b"c\n"
        assert lines.line(digests[1]) == b'{"b": 2}\n'


def test_a_line_that_a_kill_has_cut_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"one\ntw")
    with LineStore(path) as lines:
        assert hashlib.sha256(b"one\n").hexdigest() in lines
        assert hashlib.sha256(b"tw").hexdigest() not in lines
        lines.add(b"three\n")
    assert path.read_bytes() == b"one\nthree\n"


def test_nothing_is_written_before_there_is_a_line(tmp_path: Path) -> None:
    with LineStore(tmp_path / "lines") as lines:
        with pytest.raises(KeyError):
            lines.line("00" * 32)
        lines.discard()
    assert not list(tmp_path.iterdir())
