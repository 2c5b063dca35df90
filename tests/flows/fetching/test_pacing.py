"""Rates and delays, proved by the log of the server."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from flows.fetching.fetched import Outcome
from flows.fetching.pacing import Pacing
from tests.flows.fetching.fetches import fetch_all
from tests.sites import Web
from tests.sites.web import Logged

# The server's clock reads a request's arrival and the end of its answer; the fetcher counts from
# its own, so that differences can only be longer, but for the resolution of timers.
RESOLUTION = 0.005


def pauses(requests: list[Logged]) -> list[float]:
    """Return the seconds from the end of each answer to the next request."""
    return [after.at - before.ended for before, after in pairwise(requests)]


def most_at_once(requests: list[Logged]) -> int:
    return max(sum(other.at <= each.at < other.ended for other in requests) for each in requests)


def test_crawl_delay_is_kept_between_all_requests_to_a_host(web: Web) -> None:
    urls = [
        f"http://gazette.example/news/{name}.html"
        for name in ("night-train", "cup-final", "flood-gauge")
    ]
    fetched = fetch_all(web, urls, connections_per_host=4)
    assert all(each.outcome is Outcome.FETCHED for each in fetched)
    requests = web.log("gazette.example")
    assert len(requests) == 5  # with robots.txt and tdmrep.json
    assert min(pauses(requests)) >= 0.2 - RESOLUTION
    assert most_at_once(requests) == 1


def test_request_rate_is_kept_as_a_delay(web: Web) -> None:
    fetch_all(web, [f"http://rated.example/{number}" for number in range(2)])
    assert min(pauses(web.log("rated.example"))) >= 0.25 - RESOLUTION


def test_our_own_delay_is_kept_where_it_is_longer(web: Web) -> None:
    fetch_all(web, [f"http://plain.example/{number}" for number in range(4)], delay_seconds=0.1)
    assert min(pauses(web.log("plain.example"))) >= 0.1 - RESOLUTION


def test_hosts_do_not_wait_for_each_other(web: Web) -> None:
    hosts = ("plain.example", "no-rules.example", "courier.example", "named.example")
    fetch_all(web, [f"http://{host}/" for host in hosts], delay_seconds=0.3)
    requests = web.log()
    assert requests[-1].at - requests[0].at < 3 * 0.3  # one host's three requests, not twelve
    for host in hosts:
        assert min(pauses(web.log(host))) >= 0.3 - RESOLUTION


@pytest.mark.parametrize("allowed", [1, 3])
def test_requests_to_a_host_at_once(web: Web, allowed: int) -> None:
    urls = [f"http://slow.example/pause/{number}" for number in range(6)]
    fetch_all(web, urls, connections_per_host=allowed)
    requests = [each for each in web.log("slow.example") if each.path.startswith("/pause/")]
    assert most_at_once(requests[:-1]) == allowed


async def most_turns(pacing: Pacing, hosts: list[str], delay: float | None) -> int:
    """Return how many of some turns are held at once."""
    running = 0
    highest = 0

    async def one(host: str) -> None:
        nonlocal running, highest
        async with pacing.turn(host, delay):
            running += 1
            highest = max(highest, running)
            await asyncio.sleep(0.02)
            running -= 1

    await asyncio.gather(*(one(host) for host in hosts))
    return highest


def test_requests_at_once_in_all(web: Web) -> None:
    hosts = [f"host-{number}.example" for number in range(12)]
    for connections, expected in ((5, 5), (100, 12)):
        pacing = Pacing(web.settings(connections=connections))
        assert asyncio.run(most_turns(pacing, hosts, None)) == expected


def test_where_a_delay_is_asked_for_requests_go_one_by_one(web: Web) -> None:
    hosts = ["host.example"] * 4
    for delay, expected in ((None, 4), (0.001, 1)):
        pacing = Pacing(web.settings(connections_per_host=4))
        assert asyncio.run(most_turns(pacing, hosts, delay)) == expected


def test_hosts_that_are_done_are_forgotten(web: Web) -> None:
    async def visit() -> int:
        pacing = Pacing(web.settings(max_delay_seconds=0.0))
        for number in range(3_000):
            async with pacing.turn(f"host-{number}.example"):
                pass
        return len(pacing._hosts)

    assert asyncio.run(visit()) <= 1_001
