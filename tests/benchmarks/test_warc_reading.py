"""The readers that the benchmark compares find the same pages at the same places."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("fastwarc", reason="FastWARC is not installed: copydesk[servers]")

from benchmarks.warc_reading import make_warc, with_fastwarc, with_scan_warc, with_warcio


def test_the_readers_agree(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    make_warc(path, 6)
    found = list(with_scan_warc(path))
    assert len(found) == len(set(found)) == 6
    assert found == list(with_warcio(path)) == list(with_fastwarc(path))
