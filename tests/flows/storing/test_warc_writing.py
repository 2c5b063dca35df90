"""What was fetched is written so that warcio's checks pass and another tool reads it."""

from __future__ import annotations

import gzip
import os
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from warcio.checker import Checker

from flows.fetching.fetched import Fetched, Kind, Outcome, Redirect, Signal
from flows.sources.warc import NoPage, WarcPage, read_warc_page, scan_warc
from flows.storing.raw_store import RawStore
from flows.storing.warc_files import Place, WarcFiles
from flows.storing.warc_recovery import recover
from flows.storing.warc_writing import (
    Asked,
    original_at,
    write_not_modified,
    write_response,
    write_same,
)

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

needs_fastwarc = pytest.mark.skipif(
    find_spec("fastwarc") is None, reason="FastWARC is not installed: copydesk[servers]"
)

_PAGE = b"<!doctype html><title>F\xc3\xa4hre</title><p>The ferry runs again.</p>"
_RUN = "20260304T050607Z-abc123"


def asked(url: str = "http://gazette.example/a", *, is_listing: bool = False) -> Asked:
    return Asked(
        url=url, host="gazette.example", source="gazette", is_listing=is_listing, via="http://feed"
    )


def fetched(body: bytes = _PAGE, *headers: tuple[str, str], status: int = 200) -> Fetched:
    return Fetched(
        url="http://gazette.example/a",
        final_url="http://gazette.example/news/a.html",
        kind=Kind.PAGE,
        outcome=Outcome.FETCHED if status == 200 else Outcome.NOT_MODIFIED,
        redirects=(
            Redirect("http://gazette.example/a", 301, "http://gazette.example/news/a.html"),
        ),
        status=status,
        status_text="OK" if status == 200 else "Not Modified",
        http_version="HTTP/1.1",
        headers=(("Content-Type", "text/html"), ("X-Title", "F\xc3\xa4hre"), *headers),
        body=body,
        fetched_at="2026-03-04T05:06:07.123+00:00",
        seconds=0.25,
        attempts=2,
        address="192.0.2.7",
        signals=(Signal("x-robots-tag", "noai", "header"),),
    )


@pytest.fixture
def store(tmp_path: Path) -> RawStore:
    return RawStore(tmp_path / "raw")


def path_of(store: RawStore, place: Place) -> Path:
    assert store.folder is not None
    return store.folder / place.file


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Make sure that warcio's own checker has nothing to say."""
    checker = Checker(Namespace(inputs=[os.fspath(path)], verbose=False))
    assert checker.process_all() == 0
    assert capsys.readouterr().out == ""


def records(path: Path) -> Iterator[WarcRecord]:
    """Read with FastWARC, digests verified; a record is good until the next one."""
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - it may not be installed

    yield from ArchiveIterator(os.fspath(path), verify_digests=True, auto_decode="all")


def scanned(path: Path) -> tuple[list[WarcPage], Counter[NoPage]]:
    left_out: Counter[NoPage] = Counter()
    return list(scan_warc(path, max_bytes=10_000, left_out=left_out)), left_out


@needs_fastwarc
@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (_PAGE, ()),
        (_PAGE, (("Transfer-Encoding", "chunked"),)),
        (gzip.compress(_PAGE), (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))),
    ],
)
def test_a_response_is_read_by_other_tools(
    store: RawStore,
    capsys: pytest.CaptureFixture[str],
    body: bytes,
    headers: tuple[tuple[str, str], ...],
) -> None:
    with WarcFiles(store, _RUN) as files:
        place = write_response(files, asked(), fetched(body, *headers))
    path = path_of(store, place)
    checked(path, capsys)
    kinds = [str(record.record_type) for record in records(path)]
    assert kinds == ["warcinfo", "response", "metadata"]
    for record in records(path):
        if str(record.record_type) == "response":
            assert record.reader.read() == _PAGE
            assert record.headers["WARC-Target-URI"] == "http://gazette.example/news/a.html"
            assert record.headers["WARC-Date"] == "2026-03-04T05:06:07.123Z"
            assert record.headers["WARC-IP-Address"] == "192.0.2.7"
            assert record.stream_pos == place.offset
            assert record.record_id == place.record_id
        elif str(record.record_type) == "metadata":
            assert record.reader.read().decode().splitlines() == [
                "source: gazette",
                "via: http://feed",
                "fetchTimeMs: 250",
                "attempts: 2",
                "redirect: 301 http://gazette.example/a http://gazette.example/news/a.html",
                "signal: header x-robots-tag: noai",
            ]
            assert record.headers["WARC-Concurrent-To"] == place.record_id


def test_a_response_is_a_page_for_cleaning(store: RawStore) -> None:
    body = gzip.compress(_PAGE)
    headers = (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
    with WarcFiles(store, _RUN) as files:
        place = write_response(files, asked(), fetched(body, *headers))
        write_response(files, asked("http://gazette.example/feed", is_listing=True), fetched())
    (page,), left_out = scanned(path_of(store, place))
    assert left_out == {NoPage.WARCINFO: 1, NoPage.METADATA: 2, NoPage.LISTING: 1}
    assert (page.offset, page.length) == (place.offset, place.length)
    member = store.member(place.file, place.offset, place.length)
    payload, facts = read_warc_page(member, max_bytes=10_000)
    assert payload == _PAGE
    assert facts.url == "http://gazette.example/a"
    assert facts.final_uri == "http://gazette.example/news/a.html"
    assert facts.fetched_at == "2026-03-04T05:06:07.123Z"
    assert facts.headers["X-Title"] == "F%C3%A4hre"
    assert "Transfer-Encoding" not in facts.headers


@needs_fastwarc
def test_revisits_refer_to_their_original(
    store: RawStore, capsys: pytest.CaptureFixture[str]
) -> None:
    with WarcFiles(store, _RUN) as files:
        place = write_response(files, asked(), fetched())
    original = original_at(store, place.file, place.offset, place.length)
    assert original is not None
    with WarcFiles(store, "later") as files:
        write_not_modified(files, asked(), fetched(b"", status=304), original)
        last = write_same(files, asked(), fetched(), original)
    path = path_of(store, last)
    checked(path, capsys)
    revisits = [
        (
            record.headers["WARC-Profile"].rpartition("/")[2],
            record.headers["WARC-Refers-To"],
            record.headers["WARC-Refers-To-Target-URI"],
            record.headers["WARC-Refers-To-Date"],
            record.headers["WARC-Payload-Digest"] == original.payload_digest,
            record.http_headers.status_code if record.http_headers else None,
        )
        for record in records(path)
        if str(record.record_type) == "revisit"
    ]
    target, date = "http://gazette.example/news/a.html", "2026-03-04T05:06:07.123Z"
    assert revisits == [
        ("server-not-modified", place.record_id, target, date, True, None),
        ("identical-payload-digest", place.record_id, target, date, True, 200),
    ]
    assert scanned(path) == ([], {NoPage.WARCINFO: 1, NoPage.REVISIT: 2})


def test_an_original_that_has_gone_is_none(store: RawStore) -> None:
    with WarcFiles(store, _RUN) as files:
        place = write_response(files, asked(), fetched())
    assert original_at(store, "", 0, 0) is None
    assert original_at(store, place.file, place.offset + 1, place.length) is None
    path_of(store, place).unlink()
    fresh = RawStore(store.place)
    assert original_at(fresh, place.file, place.offset, place.length) is None


def test_a_file_has_its_name_only_when_it_is_finished(store: RawStore) -> None:
    with WarcFiles(store, _RUN) as files:
        place = write_response(files, asked(), fetched())
        assert not path_of(store, place).exists()
        assert store.holds(place.file)
        assert original_at(store, place.file, place.offset, place.length) is not None
        visible = [
            path for path in Path(store.place).rglob("*.gz") if not path.name.startswith(".")
        ]
        assert visible == []
    assert path_of(store, place).is_file()
    folder, day, name = place.file.split("/")
    assert (folder, name) == ("gazette.example", f"{_RUN}-00001.warc.gz")
    assert len(day) == len("2026-03-04")
    assert list(store.open_files()) == []


def test_files_are_rolled_at_a_size_and_one_a_host(store: RawStore) -> None:
    odd = Asked(url="http://[::1]:8080/", host="[::1]:8080", source="gazette")
    with WarcFiles(store, _RUN, max_file_bytes=900) as files:
        places = [write_response(files, asked(), fetched()) for _ in range(4)]
        other = write_response(files, odd, fetched())
    assert len({place.file for place in places}) > 1
    assert other.file.startswith("[%3A%3A1]%3A8080/")
    for place in (*places, other):
        assert len(scanned(path_of(store, place))[0]) >= 1
    assert sum(len(scanned(path)[0]) for path in Path(store.place).rglob("*.warc.gz")) == 5


def test_more_hosts_than_files_may_be_open(store: RawStore) -> None:
    with WarcFiles(store, _RUN) as files:
        for _ in range(2):
            for number in range(100):
                host = f"host-{number}.example"
                here = Asked(url=f"http://{host}/", host=host, source="s")
                write_response(files, here, fetched())
    paths = list(Path(store.place).rglob("*.warc.gz"))
    assert len(paths) == 100
    assert all(len(scanned(path)[0]) == 2 for path in paths)


@pytest.mark.parametrize("share", [0.0, 0.4, 0.75, 0.99, 1.0])
def test_what_a_killed_run_left_is_saved_up_to_its_last_whole_record(
    store: RawStore, share: float
) -> None:
    killed = WarcFiles(store, _RUN)
    places = [write_response(killed, asked(), fetched()) for _ in range(3)]
    del killed  # never closed, as when the process is killed
    ((_, path),) = store.open_files()
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    whole = [place for place in places if place.offset + place.length <= len(content) * share]
    saved = list(recover(store, max_bytes=10_000))
    assert list(store.open_files()) == []
    assert [page.offset for each in saved for page in each.pages] == [
        place.offset for place in whole
    ]
    if whole:
        assert [(each.file, each.run) for each in saved] == [(places[0].file, _RUN)]
        assert len(scanned(path_of(store, places[0]))[0]) == len(whole)
    assert list(recover(store, max_bytes=10_000)) == []


def test_a_record_that_cannot_be_written_leaves_the_file_to_the_next_run(
    store: RawStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with WarcFiles(store, _RUN) as files:
        first = write_response(files, asked(), fetched())
        with monkeypatch.context() as patch:
            patch.setattr("warcio.warcwriter.GzippingWrapper.flush", _disk_full)
            with pytest.raises(OSError, match="No space left"):
                write_response(files, asked(), fetched())
        second = write_response(files, asked(), fetched())
    assert second.file != first.file
    assert not path_of(store, first).exists()
    (saved,) = recover(store, max_bytes=10_000)
    assert (saved.file, len(saved.pages)) == (first.file, 1)


def _disk_full(_: object) -> None:
    raise OSError(28, "No space left on device")
