"""Raw pages go to a bucket, and come from there when a site says that nothing has changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import fsspec
import pytest

from flows.ingesting.report import IngestReport
from flows.ingesting.run import ingest_sources
from flows.run_settings import run_settings_from
from flows.sources.warc import NoPage, WarcPage, scan_warc
from tests.flows.ingesting.ingests import Told, outcomes
from tests.sites import Web


def test_a_bucket_holds_the_raw_pages(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with Web() as web:
        settings = run_settings_from(
            {
                "fetch": web.options(),
                "storage": {"raw": f"{bucket}/raw", "clean": str(tmp_path / "clean")},
                "sources": {
                    "radio": {"kind": "feed", "addresses": ["http://radio.example/feed.xml"]},
                    "plain": {"kind": "urls", "addresses": ["http://plain.example/story"]},
                },
            }
        )

        def ingest() -> IngestReport:
            return ingest_sources([], settings, watcher=Told())

        first = ingest()
        assert outcomes(first, "radio") == {"fetched": 6}
        system = fsspec.filesystem("s3")
        files = system.glob(f"{bucket}/raw/*/*/*.warc.gz")
        assert len(files) == 2
        pages: list[WarcPage] = []
        for name in files:
            with system.open(name, "rb") as file:
                left_out: Counter[NoPage] = Counter()
                pages += scan_warc(file, max_bytes=1_000_000, left_out=left_out)
        assert len(pages) == 7
        assert list((tmp_path / "state").rglob("*.open")) == []

        # The feed has not changed, so what it lists is read from the bucket.
        second = ingest()
        assert outcomes(second, "radio") == {"not_modified": 6}
        assert outcomes(second, "plain") == {"same": 1}
        system.rm(f"{bucket}/raw/radio.example", recursive=True)
        assert outcomes(ingest(), "radio") == {"fetched": 6}
