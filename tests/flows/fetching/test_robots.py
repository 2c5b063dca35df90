"""robots.txt as RFC 9309 has it, against sites that have it in every way."""

from __future__ import annotations

import pytest

from flows.fetching.fetched import Fetched, Outcome, Reason, Signal
from flows.fetching.fetcher import Fetcher
from tests.flows.fetching.fetches import fetch, fetch_all, fetch_in_turn, using
from tests.sites import Web

GAZETTE = "http://gazette.example"


def verdict(fetched: Fetched) -> str:
    [signal] = [each for each in fetched.signals if each.origin == "robots.txt"]
    assert signal.name == "robots.txt"
    return signal.value


@pytest.mark.parametrize("path", ["/private/minutes.html", "/news/letters-found.html?print=1"])
def test_what_is_disallowed_is_not_asked_for(web: Web, path: str) -> None:
    fetched = fetch(web, GAZETTE + path)
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, Reason.ROBOTS)
    assert fetched.signals == (Signal("robots.txt", "disallowed", "robots.txt"),)
    assert fetched.attempts == 0
    assert [each.path for each in web.log()] == ["/robots.txt"]


def test_a_redirect_to_what_is_disallowed_is_not_followed(web: Web) -> None:
    fetched = fetch(web, "http://moved.example/to-gazette-private")
    assert fetched.reason is Reason.ROBOTS
    assert fetched.final_url == f"{GAZETTE}/private/minutes.html"
    assert web.log(path="/private/minutes.html") == []


def test_rules_are_asked_for_once_a_site(web: Web) -> None:
    fetch_all(web, [f"http://plain.example/{number}" for number in range(20)])
    assert len(web.log(path="/robots.txt")) == 1
    assert len(web.log(path="/.well-known/tdmrep.json")) == 1
    assert web.log()[0].path == "/robots.txt"
    assert len(web.log()) == 22


@pytest.mark.parametrize(
    ("host", "outcome", "told"),
    [
        ("no-rules.example", Outcome.FETCHED, "missing"),
        ("forbidden-rules.example", Outcome.FETCHED, "missing"),
        ("page-for-rules.example", Outcome.FETCHED, "allowed"),
        ("looping-rules.example", Outcome.FETCHED, "missing"),
        ("once-unavailable-rules.example", Outcome.FETCHED, "allowed"),
        ("moved-rules.example", Outcome.REFUSED, "disallowed"),
        ("named.example", Outcome.FETCHED, "allowed"),
        ("broken-rules.example", Outcome.FAILED, "unreachable"),
        ("unavailable-rules.example", Outcome.FAILED, "unreachable"),
        ("busy-rules.example", Outcome.FAILED, "unreachable"),
        ("marked-rules.example", Outcome.REFUSED, "disallowed"),
        ("private-rules.example", Outcome.FAILED, "unreachable"),
        ("dropped-rules.example", Outcome.FAILED, "unreachable"),
    ],
)
def test_rules_of_every_kind(web: Web, host: str, outcome: Outcome, told: str) -> None:
    fetched = fetch(web, f"http://{host}/page.html")
    assert (fetched.outcome, verdict(fetched)) == (outcome, told)
    if outcome is Outcome.FAILED:
        assert fetched.reason in {Reason.ROBOTS_UNREACHABLE, Reason.CONNECTION}
        assert web.log(host, "/page.html") == []


def test_rules_for_our_name_go_before_those_for_all(web: Web) -> None:
    assert fetch(web, "http://named.example/ours/a").reason is Reason.ROBOTS
    renamed = fetch(web, "http://named.example/page", user_agent="otherbot/2.0")
    assert renamed.reason is Reason.ROBOTS
    greedy = fetch(web, f"{GAZETTE}/", user_agent="greedybot")
    assert greedy.reason is Reason.ROBOTS


def test_of_very_long_rules_the_first_half_megabyte_counts(web: Web) -> None:
    host = "http://long-rules.example"
    before, behind = fetch_in_turn(web, [f"{host}/before", f"{host}/behind"])
    assert before.reason is Reason.ROBOTS
    assert behind.outcome is Outcome.FETCHED


def test_unreachable_rules_are_not_asked_for_again_at_once(web: Web) -> None:
    urls = [f"http://broken-rules.example/{number}" for number in range(5)]
    for fetched in fetch_in_turn(web, urls):
        assert fetched.detail == "robots.txt cannot be had: 500 Internal Server Error"
    assert len(web.log()) == 1


def test_too_long_a_delay_refuses_the_site(web: Web) -> None:
    fetched = fetch(web, "http://patient.example/page")
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, Reason.CRAWL_DELAY)
    assert "86400 seconds" in fetched.detail
    assert "fetch.max_delay_seconds = 60" in fetched.detail


def test_rules_hold_for_their_port_only(web: Web) -> None:
    other_port = f"http://gazette.example:{web.port}"

    async def work(fetcher: Fetcher) -> list[Fetched]:
        return [await fetcher.fetch(f"{place}/private/x") for place in (GAZETTE, other_port)]

    using(web, work)
    assert len(web.log(path="/robots.txt")) == 2
