import gzip
import tracemalloc

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cleaners.reading import decompress
from cleaners.reasons import Unreadable, UnreadablePageError


def gzipped(raw: bytes) -> bytes:
    """Return compressed bytes without the time: two test processes have to name a test alike."""
    return gzip.compress(raw, mtime=0)


PAGE = b"<p>The ferry sails again.</p>" * 40
LIMIT = 1_000_000


def zstd(raw: bytes, *, sized: bool = True, checksum: bool = False) -> bytes:
    writer = zstandard.ZstdCompressor(write_content_size=sized, write_checksum=checksum)
    if sized:
        return writer.compress(raw)
    stream = writer.compressobj()
    return stream.compress(raw) + stream.flush()


SKIPPABLE_FRAME = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc"


@pytest.mark.parametrize(
    ("stored", "held"),
    [
        (gzipped(PAGE), PAGE),
        (gzipped(PAGE) + gzipped(b"<p>More.</p>"), PAGE + b"<p>More.</p>"),
        (gzipped(gzipped(PAGE)), PAGE),
        (zstd(PAGE), PAGE),
        (zstd(PAGE, sized=False, checksum=True), PAGE),
        (zstd(PAGE) + SKIPPABLE_FRAME + zstd(b"<p>More.</p>"), PAGE + b"<p>More.</p>"),
        (gzipped(zstd(PAGE)), PAGE),
        (PAGE, PAGE),
        (b"", b""),
        (gzipped(b""), b""),
    ],
)
def test_gives_what_is_inside(stored: bytes, held: bytes) -> None:
    assert decompress(stored, LIMIT) == held


def test_opens_two_layers_and_no_more() -> None:
    inner = gzipped(PAGE)
    assert decompress(gzipped(gzipped(inner)), LIMIT) == inner


@pytest.mark.parametrize("cut", [1, 4, 9, 40])
@pytest.mark.parametrize(
    "stored",
    [gzipped(PAGE), zstd(PAGE), zstd(PAGE, sized=False, checksum=True)],
    ids=["gzip", "zstd", "zstd with checksum"],
)
def test_a_cut_stream_is_corrupt(stored: bytes, cut: int) -> None:
    with pytest.raises(UnreadablePageError) as caught:
        decompress(stored[:-cut], LIMIT)
    assert caught.value.reason is Unreadable.CORRUPT_COMPRESSION


@pytest.mark.parametrize(
    "stored",
    [
        gzipped(PAGE)[:30] + b"\x00\xff" * 20,
        gzipped(PAGE) + b"trailing",
        zstd(PAGE) + b"trailing",
        b"\x28\xb5\x2f\xfd" + b"\xff" * 50,
        b"\x28\xb5\x2f\xfd",
        b"\x1f\x8b\x08",
    ],
)
def test_damaged_bytes_are_corrupt(stored: bytes) -> None:
    with pytest.raises(UnreadablePageError) as caught:
        decompress(stored, LIMIT)
    assert caught.value.reason is Unreadable.CORRUPT_COMPRESSION


@pytest.mark.parametrize(
    "bomb",
    [
        gzipped(bytes(60_000_000)),
        zstd(bytes(60_000_000)),
        gzipped(gzipped(bytes(60_000_000))),
    ],
    ids=["gzip", "zstd", "nested"],
)
def test_a_bomb_costs_no_more_than_the_limit(bomb: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(UnreadablePageError) as caught:
        decompress(bomb, LIMIT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.reason is Unreadable.TOO_LARGE
    assert peak < 4 * LIMIT


def test_the_limit_itself_is_allowed() -> None:
    assert len(decompress(gzipped(bytes(LIMIT)), LIMIT)) == LIMIT


def test_an_archive_larger_than_the_limit_is_told_as_an_archive() -> None:
    archive = gzipped(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n" + bytes(2 * LIMIT))
    with pytest.raises(UnreadablePageError) as caught:
        decompress(archive, LIMIT)
    assert caught.value.reason is Unreadable.WARC


@given(st.binary(max_size=200), st.sampled_from([b"", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"]))
def test_raises_nothing_else(tail: bytes, magic: bytes) -> None:
    try:
        held = decompress(magic + tail, LIMIT)
    except UnreadablePageError:
        return
    assert len(held) <= LIMIT
