"""Content codings are undone within a bound, and what was never coded stays as it is."""

from __future__ import annotations

import gzip
import importlib
import sys
import zlib
from collections.abc import Callable
from importlib.util import find_spec

import pytest

from cleaners.reasons import Unreadable, UnreadablePageError
from flows.sources.content_coding import content_decoded

_PAGE = b"<p>The ferry runs again.</p>" * 100

needs_brotli = pytest.mark.skipif(find_spec("brotli") is None, reason="brotli is not installed")


def reason_of(body: bytes, codings: str, max_bytes: int = 10_000) -> Unreadable:
    with pytest.raises(UnreadablePageError) as caught:
        content_decoded(body, codings, max_bytes)
    return caught.value.reason


@pytest.mark.parametrize(
    ("body", "codings"),
    [
        (_PAGE, ""),
        (_PAGE, "identity"),
        (_PAGE, "UTF-8"),
        (_PAGE, "no-such-coding"),
        (_PAGE, "gzip"),
        (_PAGE, "deflate"),
        (gzip.compress(_PAGE), "GZIP"),
        (zlib.compress(gzip.compress(_PAGE)), "gzip, deflate"),
        (gzip.compress(zlib.compress(_PAGE)), "deflate,gzip"),
    ],
)
def test_codings_are_undone_last_one_first(body: bytes, codings: str) -> None:
    assert content_decoded(body, codings, 10_000) == _PAGE


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_bombs_and_cut_bodies_are_told(pack: Callable[[bytes], bytes]) -> None:
    coding = "gzip" if pack is gzip.compress else "deflate"
    assert reason_of(pack(b" " * 10_000_000), coding) is Unreadable.TOO_LARGE
    assert reason_of(pack(_PAGE)[:-12], coding) is Unreadable.CORRUPT_COMPRESSION


def test_what_is_too_large_without_any_coding_is_told() -> None:
    assert reason_of(_PAGE, "", 100) is Unreadable.TOO_LARGE


def test_many_codings_are_none_of_a_site() -> None:
    assert reason_of(_PAGE, "gzip, gzip, gzip, gzip") is Unreadable.CORRUPT_COMPRESSION


@needs_brotli
def test_brotli() -> None:
    brotli = importlib.import_module("brotli")
    packed = brotli.compress(_PAGE)
    assert content_decoded(packed, "br", 10_000) == _PAGE
    assert content_decoded(_PAGE, "br", 10_000) == _PAGE
    assert reason_of(brotli.compress(b" " * 10_000_000), "br") is Unreadable.TOO_LARGE
    assert reason_of(packed[:-3], "br") is Unreadable.CORRUPT_COMPRESSION


def test_brotli_that_cannot_be_read_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(UnreadablePageError, match="install the package brotli"):
        content_decoded(_PAGE, "br", 10_000)
