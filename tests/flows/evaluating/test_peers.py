"""The peers that ship with the benchmarks can be named and run."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.evaluating.engines import peer_named
from tests.flows.evaluating.pages import PARAGRAPHS, page_html

PROJECT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", ["trafilatura_default", "trafilatura_fast"])
def test_peers_extract_the_article(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    peer = peer_named(f"benchmarks.peers:{name}")
    text = peer(page_html().encode(), "https://lantern.example/ferry")
    assert text is not None
    for paragraph in PARAGRAPHS:
        assert paragraph in text
    assert "Imprint" not in text
