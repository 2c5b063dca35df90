"""robots.txt and tdmrep.json: asked for once, remembered within bounds and beyond a run."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from flows.fetching import policies
from flows.fetching.fetched import Outcome, Reason
from flows.fetching.policies import Policies, Policy, PolicyState
from flows.fetching.tdm import parse_tdm, tdm_signals
from tests.flows.fetching.fetches import using
from tests.sites import Web


class Remembered(dict[str, Policy]):
    """A store of policies."""

    def policy(self, url: str) -> Policy | None:
        return self.get(url)

    def keep_policy(self, policy: Policy) -> None:
        self[policy.url] = policy

    def grow_old(self) -> None:
        then = (datetime.now(UTC) - timedelta(days=2)).isoformat()
        for url, policy in self.items():
            self[url] = msgspec.structs.replace(policy, fetched_at=then)


def now() -> str:
    return datetime.now(UTC).isoformat()


def policy_of(url: str, body: bytes = b"") -> Policy:
    return Policy(url=url, state=PolicyState.PRESENT, body=body, fetched_at=now())


def test_a_second_run_asks_for_no_policy_again(web: Web) -> None:
    remembered = Remembered()
    url = "http://courier.example/news/cup-final.html"
    first = using(web, lambda fetcher: fetcher.fetch(url), policies=remembered)
    assert {each.state for each in remembered.values()} == {"present", "missing"}
    web.forget()
    second = using(web, lambda fetcher: fetcher.fetch(url, known=first.known), policies=remembered)
    assert second.outcome is Outcome.NOT_MODIFIED
    assert second.signals[0] == first.signals[0]
    [only] = web.log()
    assert "if-none-match" in only.headers


def test_an_old_policy_is_asked_for_conditionally(web: Web) -> None:
    remembered = Remembered()
    url = "http://courier.example/feed-of-nothing"
    using(web, lambda fetcher: fetcher.fetch(url), policies=remembered)
    robots = remembered["http://courier.example/robots.txt"]
    assert robots.etag
    remembered.grow_old()
    web.forget()
    using(web, lambda fetcher: fetcher.fetch(url), policies=remembered)
    [request] = web.log(path="/robots.txt")
    assert (request.status, request.headers["if-none-match"]) == (304, robots.etag)
    again = remembered["http://courier.example/robots.txt"]
    assert again.body == robots.body
    assert datetime.fromisoformat(again.fetched_at) > datetime.now(UTC) - timedelta(minutes=1)


def test_what_was_unreachable_is_not_remembered(web: Web) -> None:
    remembered = Remembered()
    url = "http://broken-rules.example/page"
    fetched = using(web, lambda fetcher: fetcher.fetch(url), policies=remembered)
    assert fetched.reason is Reason.ROBOTS_UNREACHABLE
    assert remembered == {}


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "_MAX_BYTES", 1_000)
    loads: list[str] = []

    async def load(url: str, _: Policy | None) -> Policy:
        loads.append(url)
        return policy_of(url, b"x" * 300)

    async def visit() -> None:
        kept: Policies[int] = Policies(load, lambda each: len(each.body), timedelta(hours=1), None)
        for url in ("a", "b", "c", "a", "d", "a", "b"):
            assert (await kept.of(url))[1] == 300
        assert kept._bytes <= 1_000

    asyncio.run(visit())
    assert loads == ["a", "b", "c", "d", "b"]  # b was the one used least recently when d came


def test_age_makes_a_policy_be_asked_for_again() -> None:
    loads: list[str] = []

    async def load(url: str, _: Policy | None) -> Policy:
        loads.append(url)
        return policy_of(url)

    async def visit() -> None:
        kept: Policies[bool] = Policies(load, bool, timedelta(0), None)
        await kept.of("a")
        await kept.of("a")

    asyncio.run(visit())
    assert loads == ["a", "a"]


def test_who_gives_up_does_not_take_the_policy_from_others() -> None:
    async def load(url: str, _: Policy | None) -> Policy:
        await asyncio.sleep(0.05)
        return policy_of(url)

    async def visit() -> Policy:
        kept: Policies[None] = Policies(load, lambda _: None, timedelta(hours=1), None)
        impatient = asyncio.create_task(kept.of("a"))
        patient = asyncio.create_task(kept.of("a"))
        await asyncio.sleep(0.01)
        impatient.cancel()
        return (await patient)[0]

    assert asyncio.run(visit()).url == "a"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Not found</html>",
        b"{}",
        b'{"location": "/", "tdm-reservation": 1}',
        b"[1, null, []]",
        b'[{"tdm-reservation": 1}]',
        b'[{"location": 3, "tdm-reservation": 1}]',
        b'[{"location": "/", "tdm-reservation": "1"}]',
        b'[{"location": "/", "tdm-reservation": 7}]',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_tdmrep_file_reserves_nothing(body: bytes) -> None:
    assert parse_tdm(policy_of("x", body)) == ()


def test_a_broken_rule_leaves_the_others() -> None:
    body = b'[{"location": 3}, {"location": "/a", "tdm-reservation": 1, "tdm-policy": 9}]'
    [signal] = tdm_signals(parse_tdm(policy_of("x", body)), "http://x.example/abc")
    assert (signal.name, signal.value) == ("tdm-reservation", "1")


@pytest.mark.parametrize(
    ("location", "path", "fits"),
    [
        ("/", "/anything", True),
        ("/news/", "/news/a", True),
        ("/news/", "/sport/a", False),
        ("/News/", "/news/a", False),
        ("/*.jpg", "/a/b.jpg?x", True),
        ("/*.jpg$", "/a/b.jpg?x", False),
        ("/f%C3%A4hre", "/fähre", True),
        ("/a\nAllow: /", "/b", False),
        ("", "/a", False),
    ],
)
def test_locations_are_patterns_as_in_robots_txt(location: str, path: str, *, fits: bool) -> None:
    body = msgspec.json.encode([{"location": location, "tdm-reservation": 1}])
    found = tdm_signals(parse_tdm(policy_of("x", body)), f"http://x.example{path}")
    assert bool(found) is fits
