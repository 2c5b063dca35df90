from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from flows.fetching.decoded import decoded_body
from flows.fetching.fetched import Kind, Known, Outcome, Reason, Redirect
from flows.fetching.fetcher import Fetcher
from tests.flows.fetching.fetches import fetch, fetch_in_turn, using
from tests.sites import Web

ARTICLE = "http://courier.example/news/night-train.html"
TIMES_ARTICLE = "http://modified-times.example/news/flood-gauge.html"


def test_a_page_comes_with_all_that_is_known_of_it(web: Web) -> None:
    before = datetime.now(UTC)
    fetched = fetch(web, ARTICLE)
    assert fetched.outcome is Outcome.FETCHED
    assert fetched.reason is None
    assert (fetched.url, fetched.final_url, fetched.redirects) == (ARTICLE, ARTICLE, ())
    assert (fetched.status, fetched.status_text, fetched.http_version) == (200, "OK", "HTTP/1.1")
    assert [name for name, _ in fetched.headers] == ["Content-Type", "ETag", "Content-Length"]
    assert fetched.address == "127.0.0.1"
    assert fetched.attempts == 1
    assert 0 < fetched.seconds < 5
    assert before.timestamp() - 1 <= datetime.fromisoformat(fetched.fetched_at).timestamp()
    assert b"<h1>Night train to the coast stops in Fennick from the autumn</h1>" in fetched.body


def test_requests_say_who_asks(web: Web) -> None:
    fetch(web, ARTICLE)
    for request in web.log("courier.example"):
        assert request.headers["user-agent"].startswith("copydesk/")
        assert "(+https://tests.example/about-our-robot)" in request.headers["user-agent"]
        assert request.headers["accept-encoding"] == "gzip"
        assert request.headers["host"] == "courier.example"


@pytest.mark.parametrize(
    ("url", "header"), [(ARTICLE, "if-none-match"), (TIMES_ARTICLE, "if-modified-since")]
)
def test_an_unchanged_page_costs_a_304(web: Web, url: str, header: str) -> None:
    known = fetch(web, url).known
    web.forget()
    again = fetch(web, url, known=known)
    assert (again.outcome, again.reason, again.status) == (Outcome.NOT_MODIFIED, None, 304)
    assert again.body == b""
    [request] = web.log(path=url.partition(".example")[2])
    assert header in request.headers
    assert request.status == 304


@pytest.mark.parametrize("url", [ARTICLE.replace("night-train", "flood-gauge"), TIMES_ARTICLE])
def test_a_changed_page_comes_anew(web: Web, url: str) -> None:
    known = fetch(web, url).known
    web.next_edition()
    again = fetch(web, url, known=known)
    assert again.outcome is Outcome.FETCHED
    assert b"Update: after this article had appeared" in again.body
    assert again.known != known


def test_validators_are_sent_to_the_address_that_gave_them_only(web: Web) -> None:
    url = "http://moved.example/to-gazette"
    known = fetch(web, url).known
    assert known.url == "http://gazette.example/news/night-train.html"
    web.forget()
    again = fetch(web, url, known=known)
    assert again.outcome is Outcome.NOT_MODIFIED
    assert again.redirects
    assert "if-none-match" not in web.log("moved.example", "/to-gazette")[0].headers
    assert "if-none-match" in web.log("gazette.example", "/news/night-train.html")[0].headers


def test_known_nothing_is_an_unconditional_request(web: Web) -> None:
    assert fetch(web, ARTICLE, known=Known()).outcome is Outcome.FETCHED


@pytest.mark.parametrize(
    ("path", "status"), [("/old", 301), ("/relative", 302), ("/fragment", 302)]
)
def test_redirects_are_followed_and_recorded(web: Web, path: str, status: int) -> None:
    fetched = fetch(web, f"http://moved.example{path}")
    assert fetched.outcome is Outcome.FETCHED
    assert fetched.final_url == "http://moved.example/new"
    assert fetched.redirects == (
        Redirect(f"http://moved.example{path}", status, "http://moved.example/new"),
    )
    assert fetched.attempts == 2


@pytest.mark.parametrize(
    ("path", "reason", "redirect_count"),
    [
        ("/loop-a", Reason.REDIRECT_LOOP, 2),
        ("/loop-self", Reason.REDIRECT_LOOP, 1),
        ("/chain/9", Reason.TOO_MANY_REDIRECTS, 6),
        ("/no-location", Reason.REDIRECT, 0),
        ("/multiple-choices", Reason.STATUS, 0),
        ("/to-file", Reason.INVALID_URL, 0),
        ("/to-ftp", Reason.INVALID_URL, 0),
        ("/to-nonsense", Reason.INVALID_URL, 0),
    ],
)
def test_redirects_that_lead_nowhere(
    web: Web, path: str, reason: Reason, redirect_count: int
) -> None:
    fetched = fetch(web, f"http://moved.example{path}")
    assert fetched.reason is reason
    assert len(fetched.redirects) == redirect_count
    assert fetched.detail
    assert fetched.body == b""


def test_as_many_redirects_as_allowed(web: Web) -> None:
    assert fetch(web, "http://moved.example/chain/4").outcome is Outcome.FETCHED
    assert fetch(web, "http://moved.example/chain/5").reason is Reason.TOO_MANY_REDIRECTS
    refused = fetch(web, "http://moved.example/old", max_redirects=0)
    assert refused.reason is Reason.TOO_MANY_REDIRECTS


@pytest.mark.parametrize(
    "url",
    [
        "",
        "courier.example/news",
        "ftp://courier.example/",
        "file:///etc/passwd",
        "http://",
        "http:///news",
        "http://[half/",
        "http://name:word@courier.example/",
        "http://courier.example:999999/",
        "http://courier.example/" + "x" * 5_000,
        "http://courier.example/\x00",
        "http://" + "a" * 300 + ".example/",
        "http://a..example/",
    ],
)
def test_what_is_no_address_is_an_outcome(web: Web, url: str) -> None:
    fetched = fetch(web, url)
    assert fetched.outcome in {Outcome.REFUSED, Outcome.FAILED}
    assert fetched.reason in {Reason.INVALID_URL, Reason.UNKNOWN_HOST}
    assert fetched.detail
    assert len(fetched.detail) < 500
    assert web.log() == []


def test_what_is_not_found_is_a_failure_with_its_status(web: Web) -> None:
    fetched = fetch(web, "http://courier.example/nothing-here")
    assert (fetched.outcome, fetched.reason) == (Outcome.FAILED, Reason.STATUS)
    assert (fetched.status, fetched.detail) == (404, "404 Not Found")
    assert fetched.attempts == 1


def test_a_feed_and_its_packed_sitemap(web: Web) -> None:
    feed = fetch(web, "http://radio.example/feed.xml", kind=Kind.FEED)
    assert feed.outcome is Outcome.FETCHED
    assert feed.body.startswith(b"<?xml")
    sitemap = fetch(web, "http://atlas.example/sitemap-2.xml.gz", kind=Kind.FEED)
    assert sitemap.body.startswith(b"\x1f\x8b")


def test_sitemaps_that_robots_txt_names(web: Web) -> None:
    found = using(web, lambda fetcher: fetcher.sitemaps("http://gazette.example/news/x"))
    assert found == ("http://gazette.example/sitemap.xml",)
    assert len(web.log()) == 1


def test_charsets_are_nothing_to_the_fetcher(web: Web) -> None:
    fetched = fetch(web, "http://charsets.example/utf-16.html")
    assert fetched.body.startswith(b"\xff\xfe")
    assert decoded_body(fetched, 100_000) == fetched.body


def test_connections_are_used_again(web: Web) -> None:
    fetch_in_turn(web, [ARTICLE, ARTICLE, "http://courier.example/missing", ARTICLE])
    assert len({request.connection for request in web.log("courier.example")}) == 1


def test_no_cookies_are_kept(web: Web) -> None:
    fetch_in_turn(web, ["http://plain.example/set-cookie", "http://plain.example/next"])
    assert all("cookie" not in request.headers for request in web.log())


def test_a_fetcher_can_be_closed_while_it_works(web: Web) -> None:
    async def work(fetcher: Fetcher) -> None:
        task = asyncio.create_task(fetcher.fetch("http://slow.example/ten-seconds"))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    using(web, work)
