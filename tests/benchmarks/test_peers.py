from __future__ import annotations

import sys

import pytest

from benchmarks import peers

SENTENCE = (
    "The ferry of Marrow End was mended overnight, and by noon it carried forty goats across."
)
PAGE = (
    "<html lang=en><head><meta charset=utf-8><title>The ferry is mended</title></head><body>"
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/goats'>Goats</a></li></ul></nav>"
    f"<article><h1>The ferry is mended</h1>{f'<p>{SENTENCE} Größe zählt.</p>' * 8}</article>"
    "</body></html>"
).encode()
NEEDED = {"resiliparse": "resiliparse", "readability": "readability"}
PEERS = (
    *("trafilatura_default", "trafilatura_fast", "trafilatura_precision"),
    *("resiliparse", "readability"),
)


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_finds_the_body(name: str) -> None:
    if name in NEEDED:
        pytest.importorskip(NEEDED[name])
    text = getattr(peers, name)(PAGE, "https://ferry.example/mended")
    assert f"{SENTENCE} Größe zählt." in " ".join(text.split())
    assert "Home" not in text


@pytest.mark.parametrize(
    ("name", "module"),
    [("resiliparse", "resiliparse.parse.encoding"), ("readability", "readability")],
)
def test_a_peer_that_is_not_installed_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(peers.MissingPeerError, match=r"pip install -e '.\[peers\]'"):
        getattr(peers, name)(PAGE, None)


def test_only_peers_that_are_installed_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "find_spec", lambda module: module == "trafilatura")
    assert [*peers.installed()] == ["trafilatura_default", "trafilatura_precision"]
