"""Ingests of the invented sites: what changes comes in, what does not costs a 304 or nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.fetching.errors import FetchSettingsError
from flows.ingesting.plan import plan_ingest
from flows.sources.roots import SourceError
from flows.storing.lock import DestinationLockedError, locked
from tests.flows.ingesting.ingests import Archive, outcomes, scanned
from tests.sites import Web

_RSS: dict[str, object] = {"kind": "feed", "addresses": ["http://radio.example/feed.xml"]}
_ATOM: dict[str, object] = {"kind": "feed", "addresses": ["http://valley-post.example/atom.xml"]}
_SITEMAP: dict[str, object] = {
    "kind": "sitemap",
    "addresses": ["http://atlas.example/sitemap_index.xml"],
}
_PAGE = "http://radio.example/news/cup-final.html"


@pytest.fixture(scope="module")
def shared_web() -> Iterator[Web]:
    with Web(crawl_delay=0.05) as web:
        yield web


@pytest.fixture
def web(shared_web: Web) -> Web:
    shared_web.edition = 1
    shared_web.forget()
    return shared_web


def test_an_unchanged_site_costs_conditional_requests_only(tmp_path: Path, web: Web) -> None:
    archive = Archive(tmp_path, web, {"radio": _RSS})
    first = archive.ingest()
    assert outcomes(first, "radio") == {"fetched": 6}
    assert len(archive.pages()) == 6
    (row,) = archive.rows(_PAGE)
    assert row is not None

    second = archive.ingest()
    assert outcomes(second, "radio") == {"not_modified": 6}
    assert second.sources[0].bytes == 0
    assert second.sources[0].listings == {"not_modified": 1}
    asked = archive.requests("radio.example")
    assert len(asked) == 7
    assert all(status == 304 and conditional for _, status, conditional in asked)
    assert web.log("radio.example", "/robots.txt") == []  # remembered from the first run
    assert len(archive.pages()) == 6
    (again,) = archive.rows(_PAGE)
    assert again is not None
    assert (again.file, again.offset, again.sha256) == (row.file, row.offset, row.sha256)
    assert (again.outcome, again.status) == ("not_modified", 304)
    assert again.fetched_at > row.fetched_at
    assert again.first_seen == row.first_seen
    assert [fetch.outcome for fetch in archive.fetches(_PAGE)] == ["fetched", "not_modified"]


def test_the_next_edition_brings_only_what_changed(tmp_path: Path, web: Web) -> None:
    sources = {"radio": _RSS, "post": _ATOM, "atlas": _SITEMAP}
    archive = Archive(tmp_path, web, sources)
    archive.ingest()
    assert len(archive.pages()) == 18
    web.next_edition()
    report = archive.ingest()
    assert outcomes(report, "radio") == {"fetched": 2, "not_modified": 5}
    # These say when a page changed, so that the others need not be asked for.
    assert outcomes(report, "post") == {"fetched": 2, "known": 5}
    assert outcomes(report, "atlas") == {"fetched": 2, "known": 5, "repeated": 3}
    for host in ("radio.example", "valley-post.example", "atlas.example"):
        pages = {path for path, status, _ in archive.requests(host) if status == 200}
        assert {path for path in pages if path.startswith("/news/")} == {
            "/news/flood-gauge.html",
            "/news/observatory-roof.html",
        }
    urls = [page.url for page in archive.pages()]
    assert len(urls) == 24
    assert urls.count("http://radio.example/news/flood-gauge.html") == 2


def test_pages_know_what_their_source_says(tmp_path: Path, web: Web) -> None:
    Archive(tmp_path, web, {"post": _ATOM}).ingest()
    archive = Archive(tmp_path, web, {})
    (row,) = archive.rows("http://valley-post.example/news/cup-final.html")
    assert row is not None
    assert (row.source, row.host, row.language) == ("post", "valley-post.example", "en")
    assert row.title is not None
    assert "Dornach Athletic" in row.title
    assert (row.published, row.modified) == ("2026-03-05T08:30:00Z", "2026-03-05T08:30:00Z")
    assert {signal.name for signal in row.signals} == {"robots.txt"}
    pages = {page.offset: page for page in scanned(tmp_path / "raw" / row.file)[0]}
    page = pages[row.offset]
    assert (page.record_id, page.length, page.sha256) == (row.record_id, row.length, row.sha256)


def test_same_bytes_without_validators_are_kept_once(tmp_path: Path, web: Web) -> None:
    url = "http://plain.example/story"
    archive = Archive(tmp_path, web, {"plain": {"kind": "urls", "addresses": [url]}})
    archive.ingest()
    (row,) = archive.rows(url)
    report = archive.ingest()
    assert outcomes(report, "plain") == {"same": 1}
    assert archive.requests("plain.example") == [("/story", 200, False)]
    assert len(archive.pages()) == 1
    (again,) = archive.rows(url)
    assert row is not None
    assert again is not None
    assert (again.outcome, again.offset, again.file) == ("same", row.offset, row.file)
    fetches = archive.fetches(url)
    assert [fetch.outcome for fetch in fetches] == ["fetched", "same"]
    assert fetches[1].file != fetches[0].file


def test_what_is_no_longer_kept_is_fetched_again(tmp_path: Path, web: Web) -> None:
    archive = Archive(tmp_path, web, {"radio": _RSS})
    archive.ingest()
    shutil.rmtree(tmp_path / "raw" / "radio.example")
    report = archive.ingest()
    assert outcomes(report, "radio") == {"fetched": 6}
    assert not any(conditional for _, _, conditional in archive.requests("radio.example"))
    assert len(archive.pages()) == 6


@pytest.mark.parametrize("share", [0.0, 0.2, 0.7])
def test_what_is_damaged_is_fetched_again(tmp_path: Path, web: Web, share: float) -> None:
    archive = Archive(tmp_path, web, {"radio": _RSS})
    archive.ingest()
    (file,) = archive.files()
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    report = archive.ingest()
    counts = outcomes(report, "radio")
    assert counts.get("fetched", 0) + counts.get("not_modified", 0) == 6
    assert counts["fetched"] >= 1
    assert report.failed == 0
    assert outcomes(archive.ingest(), "radio") == {"not_modified": 6}


def test_every_address_has_one_outcome(tmp_path: Path, web: Web) -> None:
    (tmp_path / "list.txt").write_text(
        "http://gazette.example/news/cup-final.html\n# a remark\nnonsense\n"
        "http://gazette.example/news/cup-final.html?utm_source=x#top\n"
        "http://gazette.example/private/minutes.html\n",
        "utf-8",
    )
    mixed = {
        "kind": "urls",
        "addresses": [
            "http://bomb.example/bomb.html",
            "http://intranet.example/",
            "http://gazette.example/no-such-page",
            "http://gazette.example/sport/cup.html",
            "http://closed.example/",
        ],
        "files": [str(tmp_path / "list.txt"), str(tmp_path / "missing.txt")],
        "exclude": ["*/sport/*"],
    }
    archive = Archive(tmp_path, web, {"mixed": mixed})
    report = archive.ingest(max_attempts=1)
    (source,) = report.sources
    assert source.listed == 9
    assert outcomes(report, "mixed") == {
        "fetched": 1, "refused": 4, "failed": 2, "filtered": 1, "repeated": 1,
    }  # fmt: skip
    assert source.reasons == {
        "bomb": 1, "connection": 1, "invalid_url": 1,
        "private_address": 1, "robots": 1, "status": 1,
    }  # fmt: skip
    assert source.filtered == {"excluded": 1}
    assert {trouble.url: trouble.reason for trouble in source.troubles}["nonsense"] == "invalid_url"
    assert [(each.url, each.reason) for each in source.unread] == [
        (str(tmp_path / "missing.txt"), "unreadable")
    ]
    (refused, missing) = archive.rows(
        "http://gazette.example/private/minutes.html", "http://gazette.example/no-such-page"
    )
    assert refused is not None
    assert missing is not None
    assert (refused.outcome, refused.reason, refused.file) == ("refused", "robots", "")
    assert (missing.outcome, missing.reason, missing.status) == ("failed", "status", 404)


def test_redirects_are_recorded(tmp_path: Path, web: Web) -> None:
    url = "http://moved.example/old"
    archive = Archive(tmp_path, web, {"moved": {"kind": "urls", "addresses": [url]}})
    report = archive.ingest()
    assert outcomes(report, "moved") == {"fetched": 1}
    (row,) = archive.rows(url)
    (page,) = archive.pages()
    assert row is not None
    assert row.redirects
    assert row.redirects[-1].target == row.final_url
    assert (page.facts.url, page.facts.final_uri) == (url, row.final_url)


def test_limits_take_what_was_never_asked_for_first(tmp_path: Path, web: Web) -> None:
    archive = Archive(tmp_path, web, {"radio": {**_RSS, "max_pages": 4}})
    assert outcomes(archive.ingest(), "radio") == {"fetched": 4, "postponed": 2}
    second = archive.ingest()
    assert outcomes(second, "radio") == {"fetched": 2, "not_modified": 2, "postponed": 2}
    assert len({page.url for page in archive.pages()}) == 6


def test_pages_of_no_known_change_are_asked_for_again_when_it_is_time(
    tmp_path: Path, web: Web
) -> None:
    archive = Archive(tmp_path, web, {"radio": {**_RSS, "refetch_days": 1}})
    archive.ingest()
    assert outcomes(archive.ingest(), "radio") == {"known": 6}
    archive.sources["radio"] = {**_RSS, "refetch_days": 0.000001}  # 0.09 seconds
    time.sleep(0.2)
    assert outcomes(archive.ingest(), "radio") == {"not_modified": 6}


def test_an_address_of_two_sources_is_asked_for_once(tmp_path: Path, web: Web) -> None:
    page = {"kind": "urls", "addresses": [_PAGE]}
    archive = Archive(tmp_path, web, {"list": page, "radio": _RSS})
    report = archive.ingest()
    counts = outcomes(report, "list").get("repeated", 0) + outcomes(report, "radio").get(
        "repeated", 0
    )
    assert counts == 1
    assert len(archive.pages()) == 6
    assert [path for path, _, _ in archive.requests("radio.example")].count(
        "/news/cup-final.html"
    ) == 1


def test_sitemaps_of_robots_txt_are_followed(tmp_path: Path, web: Web) -> None:
    source = {"kind": "sitemap", "addresses": ["http://gazette.example/robots.txt"]}
    archive = Archive(tmp_path, web, {"gazette": source})
    assert outcomes(archive.ingest(), "gazette") == {"fetched": 6}


def test_listings_that_cannot_be_read_are_told_and_the_others_read(
    tmp_path: Path, web: Web
) -> None:
    addresses = [
        "http://radio.example/no-feed.xml",
        "http://radio.example/",
        "http://radio.example/feed.xml",
        "http://radio.example/feed.xml#again",
    ]
    archive = Archive(tmp_path, web, {"radio": {"kind": "feed", "addresses": addresses}})
    report = archive.ingest()
    assert outcomes(report, "radio") == {"fetched": 6}
    assert report.failed == 2
    assert [(each.url, each.reason) for each in report.sources[0].unread] == [
        ("http://radio.example/no-feed.xml", "status"),
        ("http://radio.example/", "unreadable"),
    ]


def test_files_are_counted_and_nothing_is_fetched(tmp_path: Path, web: Web) -> None:
    (tmp_path / "a.warc.gz").touch()
    sources = {
        "crawl": {"kind": "warc", "paths": [f"{tmp_path}/*.warc.gz"]},
        "pages": {"kind": "folder", "paths": [str(tmp_path)]},
    }
    report = Archive(tmp_path, web, sources).ingest(contact="")
    assert [(each.name, each.kind, each.listed) for each in report.sources] == [
        ("crawl", "warc", 1),
        ("pages", "folder", 1),
    ]
    assert web.log() == []
    missing = {"crawl": {"kind": "warc", "paths": [f"{tmp_path}/*.arc"]}}
    with pytest.raises(SourceError, match=r"sources.crawl: no file fits"):
        Archive(tmp_path, web, missing).ingest()


def test_a_plan_fetches_listings_and_keeps_nothing(tmp_path: Path, web: Web) -> None:
    archive = Archive(tmp_path, web, {"radio": {**_RSS, "exclude": ["*/cup-*"]}})
    planned: list[tuple[str, str]] = []
    reports = plan_ingest(
        [], archive.settings(), planned=lambda source, url: planned.append((source, url))
    )
    assert len(planned) == 5
    assert ("radio", "http://radio.example/news/flood-gauge.html") in planned
    assert (reports[0].unreached, reports[0].outcomes["filtered"]) == (5, 1)
    assert [path for path, _, _ in archive.requests("radio.example")] == ["/feed.xml"]
    assert list(tmp_path.iterdir()) == []
    archive.ingest()
    archive.sources["radio"] = {**_RSS, "refetch_days": 1}
    planned.clear()
    plan_ingest([], archive.settings(), planned=lambda source, url: planned.append((source, url)))
    assert planned == [("radio", _PAGE)]


def test_a_run_that_is_asked_to_stop_says_what_it_has_not_got_to(tmp_path: Path, web: Web) -> None:
    archive = Archive(tmp_path, web, {"radio": _RSS})
    report = archive.ingest(stop_after=1)
    assert report.stopped
    assert report.sources[0].unreached == 5
    assert outcomes(archive.ingest(), "radio") == {"fetched": 5, "not_modified": 1}


def test_one_ingest_at_a_time(tmp_path: Path, web: Web) -> None:
    archive = Archive(tmp_path, web, {"radio": _RSS})
    (tmp_path / "raw/.copydesk").mkdir(parents=True)
    with (
        locked(tmp_path / "raw/.copydesk"),
        pytest.raises(DestinationLockedError, match="another run"),
    ):
        archive.ingest()


def test_settings_that_allow_no_fetching_are_told(tmp_path: Path, web: Web) -> None:
    with pytest.raises(FetchSettingsError, match=r"fetch.contact: it is not set"):
        Archive(tmp_path, web, {"radio": _RSS}).ingest(contact="")


def test_a_killed_ingest_goes_on_without_asking_twice(tmp_path: Path, web: Web) -> None:
    archive = Archive(tmp_path, web, {"gazette": {
        "kind": "sitemap", "addresses": ["http://gazette.example/sitemap.xml"]
    }})  # fmt: skip
    archive.write_settings(delay_seconds=0.3)
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "ingest"], cwd=tmp_path, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 20
    while len(archive.requests("gazette.example")) < 4 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    (left,) = (tmp_path / "raw/.copydesk/open").rglob("*.open")
    assert archive.files() == []
    with left.open("ab") as file:  # as if it had been killed within a record
        file.write(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff only half a member")
    asked = {path for path, _, _ in archive.requests("gazette.example")}
    kept = len(asked) - 1  # all but the sitemap

    report = archive.ingest()
    assert report.recovered == 1
    counts = outcomes(report, "gazette")
    # One may have been written and not yet told to the catalog: its record tells its validators.
    saved = counts["known"] + counts.get("not_modified", 0)
    assert saved >= kept - 1  # all but the one in hand, which may not be kept
    assert saved + counts["fetched"] == 6
    pages = archive.pages()
    assert len({page.url for page in pages}) == 6
    assert len(pages) <= 7
    again = archive.ingest()
    assert outcomes(again, "gazette") == {"known": 6}
    assert os.listdir(tmp_path / "raw/.copydesk/open") == []  # noqa: PTH208 - names alone


def test_records_that_the_catalog_does_not_know_are_told_to_it(tmp_path: Path, web: Web) -> None:
    archive = Archive(tmp_path, web, {"radio": _RSS})
    archive.ingest()
    (before,) = archive.rows(_PAGE)
    # As if the process had been killed before anything was written to the catalog.
    shutil.rmtree(tmp_path / "clean")
    (file,) = archive.files()
    left = tmp_path / "raw/.copydesk/open" / file.relative_to(tmp_path / "raw")
    left.parent.mkdir(parents=True)
    file.rename(left.with_name(f"{left.name}.open"))
    report = archive.ingest()
    assert report.recovered == 1
    assert outcomes(report, "radio") == {"not_modified": 6}
    (after,) = archive.rows(_PAGE)
    assert before is not None
    assert after is not None
    for name in ("file", "offset", "length", "record_id", "sha256", "etag", "bytes", "final_url"):
        assert getattr(after, name) == getattr(before, name), name
    assert [fetch.outcome for fetch in archive.fetches(_PAGE)] == ["fetched", "not_modified"]
