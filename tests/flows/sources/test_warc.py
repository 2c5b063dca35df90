"""Pages of WARC files are found in their places, and damage is never silent."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import tracemalloc
import zlib
from collections import Counter
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.reasons import Unreadable, UnreadablePageError
from flows.sources.sidecar import Facts
from flows.sources.warc import NoPage, WarcError, WarcPage, read_warc_page, scan_warc, slug_of
from tests.flows.sources.warcs import DATE, HTML, STORY, MadeWarc, chunked

_MAX = 1_000_000
_URL = "https://gazette.example/news/ferry.html"


def scanned(content: bytes, max_bytes: int = _MAX) -> tuple[list[WarcPage], Counter[NoPage]]:
    left_out: Counter[NoPage] = Counter()
    pages = list(scan_warc(io.BytesIO(content), max_bytes=max_bytes, left_out=left_out))
    return pages, left_out


def until_error(content: bytes) -> tuple[list[WarcPage], WarcError | None]:
    found: list[WarcPage] = []
    try:
        found.extend(scan_warc(io.BytesIO(content), max_bytes=_MAX, left_out=Counter()))
    except WarcError as error:
        return found, error
    return found, None


def payload_of(content: bytes, page: WarcPage, max_bytes: int = _MAX) -> bytes:
    member = content[page.offset : page.offset + page.length]
    payload, facts = read_warc_page(member, max_bytes=max_bytes)
    assert facts == page.facts
    return payload


def three_stories(*, gzipped: bool) -> bytes:
    made = MadeWarc(gzipped=gzipped)
    made.info()
    for number in range(3):
        made.other("request", _URL, b"GET / HTTP/1.1\r\n\r\n", "application/http;msgtype=request")
        made.response(f"{_URL}?{number}", STORY * (number + 1))
    return made.content


@pytest.mark.parametrize("gzipped", [True, False])
def test_each_page_can_be_read_alone(*, gzipped: bool) -> None:
    content = three_stories(gzipped=gzipped)
    pages, left_out = scanned(content)
    assert [page.url for page in pages] == [f"{_URL}?{number}" for number in range(3)]
    assert left_out == {NoPage.WARCINFO: 1, NoPage.REQUEST: 3}
    for number, page in enumerate(pages):
        payload = payload_of(content, page)
        assert payload.decode() == STORY * (number + 1)
        assert (page.sha256, page.size) == (hashlib.sha256(payload).hexdigest(), len(payload))
        assert page.record_id.startswith("<urn:uuid:")
        assert (page.slug, page.problem, page.truncated) == ("gazette-example-ferry", "", "")


def test_facts_are_what_the_record_says() -> None:
    made = MadeWarc()
    headers = [HTML, ("Vary", "a"), ("X-Robots-Tag", "noai"), ("vary", "b"), ("ETag", '"1"')]
    made.response(_URL, headers=headers, status="404 Not Found")
    (page,), _ = scanned(made.content)
    assert page.facts == Facts(
        url=_URL,
        fetched_at=DATE,
        status=404,
        headers={HTML[0]: HTML[1], "Vary": "a, b", "X-Robots-Tag": "noai", "ETag": '"1"'},
    )


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(STORY.encode()), [("Transfer-Encoding", "chunked")]),
        (STORY.encode(), [("Transfer-Encoding", "chunked")]),  # chunking undone, header kept
        (gzip.compress(STORY.encode()), [("Content-Encoding", "gzip")]),
        (STORY.encode(), [("Content-Encoding", "gzip")]),
        (chunked(gzip.compress(STORY.encode())), [
            ("Transfer-Encoding", "Chunked"), ("Content-Encoding", "x-gzip")]),
        (zlib.compress(STORY.encode()), [("Content-Encoding", "deflate")]),
        (zlib.compress(STORY.encode(), wbits=-15), [("Content-Encoding", "deflate")]),
        (zstandard.compress(STORY.encode()), [("Content-Encoding", "zstd")]),
        (gzip.compress(gzip.compress(STORY.encode())), [("Content-Encoding", "gzip, gzip")]),
        # As Common Crawl has it: decoded, and the headers of the way renamed.
        (STORY.encode(), [("X-Crawl-Content-Encoding", "br"), ("Content-Length", str(len(STORY)))]),
    ],
)  # fmt: skip
def test_codings_are_undone(body: bytes, headers: list[tuple[str, str]]) -> None:
    made = MadeWarc()
    made.response(_URL, body, [HTML, *headers])
    (page,), _ = scanned(made.content)
    assert page.problem == ""
    assert payload_of(made.content, page).decode() == STORY


def test_a_page_above_the_bound_is_a_problem_and_not_unpacked() -> None:
    made = MadeWarc()
    made.response(_URL, b"x" * 5_000, [HTML])
    made.response(_URL, gzip.compress(b"y" * 20_000_000), [HTML, ("Content-Encoding", "gzip")])
    made.response(_URL, gzip.compress(b"z" * 4_000)[:-9], [HTML, ("Content-Encoding", "gzip")])
    made.response(_URL)
    tracemalloc.start()
    pages, _ = scanned(made.content, max_bytes=4_500)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [page.problem.split(":")[0] for page in pages] == [
        Unreadable.TOO_LARGE, Unreadable.TOO_LARGE, Unreadable.CORRUPT_COMPRESSION, ""
    ]  # fmt: skip
    assert [bool(page.sha256) for page in pages] == [False, False, False, True]
    assert peak < 5_000_000
    for page in pages[:3]:
        with pytest.raises(UnreadablePageError) as caught:
            payload_of(made.content, page, 4_500)
        assert str(caught.value) == page.problem


def test_what_is_no_page_is_counted_by_kind() -> None:
    made = MadeWarc()
    made.info()
    made.response(_URL, b"\x89PNG", [("Content-Type", "image/png")])
    made.response(_URL, "{}", [("Content-Type", "application/ld+json")])
    made.response(_URL, "moved", [HTML, ("Location", "/b")], status="301 Moved")
    made.response(_URL, "", [HTML], status="204 No Content")
    made.response(_URL, "<rss/>", [HTML], Copydesk_Kind="listing")
    made.response("dns:gazette.example", "192.0.2.1", [])
    made.other("metadata", _URL, b"via: x\r\n", "application/warc-fields")
    made.other("conversion", _URL, b"text", "text/plain")
    made.other("continuation", _URL, b"text", "text/plain")
    made.other("novelty", _URL, b"text", "text/plain")
    made.other("revisit", _URL, b"HTTP/1.1 304 Not Modified\r\n\r\n", "application/http")
    made.other("resource", "file:///tmp/a.html", b"<p>a</p>", "text/html")
    made.other("resource", _URL, b"<p>A resource.</p>", "text/html")
    made.response(_URL, STORY, [])
    pages, left_out = scanned(made.content)
    assert left_out == {
        NoPage.WARCINFO: 1,
        NoPage.MEDIA: 2,
        NoPage.REDIRECT: 1,
        NoPage.NO_BODY: 1,
        NoPage.LISTING: 1,
        NoPage.NOT_HTTP: 2,
        NoPage.METADATA: 1,
        NoPage.CONVERSION: 1,
        NoPage.CONTINUATION: 1,
        NoPage.UNKNOWN_TYPE: 1,
        NoPage.REVISIT: 1,
    }
    assert [page.facts.status for page in pages] == [None, 200]
    assert pages[0].facts.headers == {"Content-Type": "text/html"}
    assert payload_of(made.content, pages[0]) == b"<p>A resource.</p>"


def test_what_the_crawler_cut_says_so() -> None:
    made = MadeWarc()
    made.response(_URL, WARC_Truncated="length")
    made.response(_URL, WARC_Segment_Number="1")
    pages, _ = scanned(made.content)
    assert [page.truncated for page in pages] == ["length", "segment"]


def test_what_was_asked_for_goes_before_where_it_led() -> None:
    made = MadeWarc()
    made.response(_URL, Copydesk_Asked_URI="https://gazette.example/short")
    (page,), _ = scanned(made.content)
    assert page.url == page.facts.url == "https://gazette.example/short"
    assert page.facts.final_uri == _URL


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_file_that_is_cut_yields_what_is_whole(*, gzipped: bool) -> None:
    content = three_stories(gzipped=gzipped)
    whole, _ = scanned(content)
    ends = [page.offset + page.length for page in whole]
    for cut in range(1, len(content), 7):
        found, error = until_error(content[:cut])
        assert found == [page for page, end in zip(whole, ends, strict=True) if end <= cut]
        assert error is None or 0 <= error.offset <= cut


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_damaged_gzip_is_an_error_with_its_place(
    place: float, capfd: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(three_stories(gzipped=True))
    whole, _ = scanned(bytes(content))
    at = int(len(content) * place)
    content[at] ^= 0xFF
    found, error = until_error(bytes(content))
    assert error is not None
    assert re.fullmatch(r"damaged: .* \(at byte \d+\)", str(error))
    assert found == [page for page in whole if page.offset + page.length <= at]
    assert error.offset <= at
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no WARC file: it is empty"),
        (b"<html>", "no WARC file: it begins with neither WARC/ nor a gzip member"),
        (gzip.compress(b"<html>"), "damaged: Invalid WARC record, first line: <html>"),
        (zstandard.compress(three_stories(gzipped=False)), "compressed by Zstandard; unpack it"),
        (b"filedesc://a.arc 0.0.0.0 20260101000000 text/plain 20\n", "an ARC file; `warcio"),
        (gzip.compress(three_stories(gzipped=False)), "the file is gzipped as a whole, so that"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "damaged: a record without a Content-Length"),
        (
            three_stories(gzipped=False).replace(b"Content-Length: 2", b"Content-Length: 1"),
            "damaged: the record is longer than its Content-Length says",
        ),
    ],
)
def test_what_is_no_readable_warc_says_what_to_do(content: bytes, told: str) -> None:
    found, error = until_error(content)
    assert error is not None
    assert str(error).startswith(told)
    assert "\n" not in str(error)
    assert not found or "longer" in told


def test_a_path_serves_as_well_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "made.warc.gz"
    path.write_bytes(three_stories(gzipped=True))
    assert len(list(scan_warc(path, max_bytes=_MAX, left_out=Counter()))) == 3


def test_a_stream_that_cannot_seek_serves_as_well() -> None:
    class Stream(io.RawIOBase):
        def __init__(self, content: bytes) -> None:
            self._content = io.BytesIO(content)

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            return self._content.read(size)

        def seek(self, offset: int, whence: int = 0, /) -> int:
            raise OSError(offset, whence)

    content = three_stories(gzipped=True)
    left_out: Counter[NoPage] = Counter()
    stream: io.RawIOBase = Stream(content)
    pages = list(scan_warc(stream, max_bytes=_MAX, left_out=left_out))  # type: ignore[arg-type]
    assert pages == scanned(content)[0]


def test_what_is_no_response_cannot_be_read_as_a_page() -> None:
    made = MadeWarc()
    made.info()
    with pytest.raises(WarcError, match="the record has no page: warcinfo"):
        read_warc_page(made.content, max_bytes=_MAX)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2_000))
def test_arbitrary_bytes_raise_nothing_but_the_documented_error(noise: bytes, at: int) -> None:
    content = three_stories(gzipped=False)
    damaged = content[:at] + noise + content[at + len(noise) :]
    for each in (noise, b"WARC/1.0\r\n" + noise, damaged, gzip.compress(damaged)):
        pages, error = until_error(each)
        assert error is None or error.cause
        for page in pages:
            assert page.problem or payload_of(each, page) is not None


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.gazette.example/a/b/The-Ferry.HTML?x=1", "gazette-example-the-ferry"),
        ("http://gazette.example:8080/", "gazette-example-8080"),
        ("https://gazette.example/%C3%BCber-%20uns/", "gazette-example-über-uns"),
        ("https://a.example/" + "x" * 200, "a-example-" + "x" * 50),
    ],
)
def test_slugs(url: str, slug: str) -> None:
    assert slug_of(url) == slug
