"""Size, time, types and codings: what goes beyond a limit is stopped, and says so."""

from __future__ import annotations

import time

import pytest

from cleaners.reasons import UnreadablePageError
from flows.fetching.decoded import decoded_body
from flows.fetching.fetched import Kind, Outcome, Reason
from tests.flows.fetching.fetches import fetch, using
from tests.sites import Web


@pytest.mark.parametrize(
    ("path", "reason", "settings"),
    [
        ("/drip", Reason.TOO_SLOW, {"total_seconds": 0.3}),
        ("/stall", Reason.TOO_SLOW, {"read_seconds": 0.2, "max_attempts": 1}),
        ("/ten-seconds", Reason.TOO_SLOW, {"read_seconds": 0.2, "max_attempts": 1}),
        ("/ten-seconds", Reason.TOO_SLOW, {"total_seconds": 0.2}),
        ("/endless", Reason.TOO_LARGE, {"max_page_bytes": 200_000}),
        ("/endless-unframed", Reason.TOO_LARGE, {"max_page_bytes": 200_000}),
        ("/cut-short", Reason.CONNECTION, {}),
        ("/dropped", Reason.CONNECTION, {}),
        ("/nonsense", Reason.PROTOCOL, {}),
    ],
)
def test_answers_that_do_not_end_well(
    web: Web, path: str, reason: Reason, settings: dict[str, object]
) -> None:
    began = time.monotonic()
    url = f"http://slow.example{path}"
    fetched = using(web, lambda fetcher: fetcher.fetch(url), settings)
    assert fetched.reason is reason
    assert fetched.body == b""
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("path", ["/chunked", "/until-closed"])
def test_bodies_in_pieces_are_joined(web: Web, path: str) -> None:
    assert fetch(web, f"http://slow.example{path}").body == b"<h1>In three pieces</h1>"


def test_an_attempt_that_may_work_is_made_again(web: Web) -> None:
    fetched = fetch(web, "http://slow.example/dropped-once")
    assert fetched.outcome is Outcome.FETCHED
    assert fetched.attempts == 2
    assert fetch(web, "http://slow.example/dropped").attempts == 3


def test_too_slow_as_a_whole_is_not_tried_again(web: Web) -> None:
    assert fetch(web, "http://slow.example/drip", total_seconds=0.2).attempts == 1


def test_what_claims_to_be_too_large_is_not_read(web: Web) -> None:
    fetched = fetch(web, "http://bomb.example/claims-a-gigabyte.html")
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, Reason.TOO_LARGE)
    assert fetched.header("content-length") == "1000000000"


def test_a_bomb_is_stopped_while_it_unpacks(web: Web) -> None:
    fetched = fetch(web, "http://bomb.example/bomb.html", max_plain_bytes=2_000_000)
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, Reason.BOMB)
    assert fetched.detail == "unpacks to more than 2,000,000 bytes"


@pytest.mark.parametrize("path", ["/honest.html", "/two-members.html", "/called-x-gzip.html"])
def test_gzip_is_kept_as_it_came_and_can_be_decoded(web: Web, path: str) -> None:
    fetched = fetch(web, f"http://bomb.example{path}")
    assert fetched.body.startswith(b"\x1f\x8b")
    assert decoded_body(fetched, 1_000).endswith(b"<p>A small page.</p></article>")
    with pytest.raises(UnreadablePageError):
        decoded_body(fetched, 10)


@pytest.mark.parametrize(
    "path",
    ["/cut.html", "/damaged.html", "/not-coded.html", "/brotli.html", "/deflate.html"],
)
def test_codings_that_are_damaged_or_were_not_asked_for(web: Web, path: str) -> None:
    fetched = fetch(web, f"http://bomb.example{path}")
    assert (fetched.outcome, fetched.reason) == (Outcome.FAILED, Reason.CONTENT_CODING)


def test_no_coding_at_all_may_be_said(web: Web) -> None:
    assert fetch(web, "http://bomb.example/identity.html").outcome is Outcome.FETCHED
    twice = fetch(web, "http://bomb.example/twice.html")
    assert twice.detail == "coded as gzip, gzip, which was not asked for"


@pytest.mark.parametrize(
    "path", ["/pdf-called-html", "/png-called-html", "/no-type", "/xhtml", "/feed-called-html"]
)
def test_the_type_that_is_said_counts(web: Web, path: str) -> None:
    assert fetch(web, f"http://lying.example{path}").outcome is Outcome.FETCHED


@pytest.mark.parametrize("path", ["/html-called-png", "/report.pdf", "/nonsense-type"])
def test_other_types_are_refused_before_they_are_read(web: Web, path: str) -> None:
    fetched = fetch(web, f"http://lying.example{path}")
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, Reason.CONTENT_TYPE)
    assert fetched.status == 200


def test_feeds_have_types_of_their_own(web: Web) -> None:
    url = "http://radio.example/feed.xml"
    assert fetch(web, url).reason is Reason.CONTENT_TYPE
    assert fetch(web, url, kind=Kind.FEED).outcome is Outcome.FETCHED
    few = fetch(web, url, kind=Kind.FEED, max_feed_bytes=100)
    assert few.reason is Reason.TOO_LARGE
