"""Private addresses are refused by the address that is really connected to."""

from __future__ import annotations

import asyncio

import httpcore
import pytest

from flows.fetching.connecting import CheckedBackend, places_of
from flows.fetching.errors import FetchSettingsError, RefusedAddressError
from flows.fetching.fetched import Outcome, Reason
from flows.fetching.network_addresses import AddressRules
from tests.flows.fetching.fetches import fetch
from tests.sites import Web
from tests.sites.web import PRIVATE_ADDRESS


@pytest.mark.parametrize(
    "path",
    [
        "/to-private",
        "/to-private-name",
        "/to-metadata",
        "/to-ipv6-loopback",
        "/to-mapped",
        "/to-decimal",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(web: Web, path: str) -> None:
    fetched = fetch(web, f"http://moved.example{path}")
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, Reason.PRIVATE_ADDRESS)
    assert len(fetched.redirects) == 1
    assert fetched.final_url == fetched.redirects[0].target
    assert not [each for each in web.log() if each.local_address == PRIVATE_ADDRESS]


def test_what_a_site_says_does_not_hold_where_it_leads_to(web: Web) -> None:
    assert fetch(web, "http://moved.example/to-private").signals == ()
    told = fetch(web, "http://moved.example/to-gazette").signals
    assert [each.value for each in told] == ["allowed"]


def test_a_name_that_resolves_to_a_private_address_is_refused(web: Web) -> None:
    fetched = fetch(web, "http://intranet.example/")
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, Reason.PRIVATE_ADDRESS)
    assert "127.0.0.2 is a loopback address" in fetched.detail
    assert web.log() == []


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "0.0.0.0", "[::1]", "127.1"])  # noqa: S104
def test_the_resolver_s_addresses_are_checked_too(web: Web, host: str) -> None:
    url = f"http://{host}:{web.port}/"
    fetched = fetch(web, url, allowed_networks=[])
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, Reason.PRIVATE_ADDRESS)
    assert web.log() == []


def test_what_is_allowed_is_connected_to(web: Web) -> None:
    allowed = fetch(web, "http://intranet.example/", allowed_networks=["127.0.0.0/8"])
    assert allowed.outcome is Outcome.FETCHED
    assert allowed.address == PRIVATE_ADDRESS
    by_name = fetch(web, f"http://localhost:{web.port}/", allowed_networks=["127.0.0.0/8", "::1"])
    assert by_name.reason is Reason.STATUS  # no site of this name, but it answers
    assert by_name.status == 404


def test_of_several_addresses_the_allowed_ones_are_tried(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with a private, a dead and a good address: one server cannot have it for real."""
    asked: list[str] = []

    async def resolved(*_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append("once")
        return [
            (2, 1, 6, "", (number, 0))
            for number in (PRIVATE_ADDRESS, "127.0.0.9", "127.0.0.9", "127.0.0.1")
        ]

    async def connected() -> object:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "getaddrinfo", resolved)
        rules = AddressRules(["127.0.0.1/32", "127.0.0.9/32"])
        stream = await CheckedBackend(rules, {}).connect_tcp("twin.example", web.port, timeout=2)
        peer: object = stream.get_extra_info("server_addr")
        await stream.aclose()
        return peer

    assert asyncio.run(connected()) == ("127.0.0.1", web.port)
    assert asked == ["once"]


def test_no_connection_and_no_name_are_failures(web: Web) -> None:
    closed = fetch(web, "http://closed.example/")
    assert (closed.outcome, closed.reason) == (Outcome.FAILED, Reason.CONNECTION)
    unknown = fetch(web, "http://no-such-host.invalid/")
    assert unknown.outcome is Outcome.FAILED
    assert unknown.reason in {Reason.UNKNOWN_HOST, Reason.CONNECTION}  # where there is no resolver


def test_connecting_ends_in_time() -> None:
    async def connect() -> None:
        rules = AddressRules(["127.0.0.0/8"])
        backend = CheckedBackend(rules, places_of({"hung.example": "127.0.0.1:1"}))
        await backend.connect_tcp("hung.example", 80, timeout=1e-9)

    with pytest.raises((httpcore.ConnectTimeout, httpcore.ConnectError)):
        asyncio.run(connect())


def test_refusal_names_host_and_address() -> None:
    async def connect() -> None:
        backend = CheckedBackend(AddressRules(()), places_of({"x.example": "[::1]:80"}))
        await backend.connect_tcp("X.example", 80)

    with pytest.raises(RefusedAddressError, match=r"X\.example: ::1 is a loopback address"):
        asyncio.run(connect())


@pytest.mark.parametrize("value", ["", "gazette.example", "127.0.0.1:", "127.0.0.1:http", "1.2.3"])
def test_places_that_are_no_addresses(value: str) -> None:
    with pytest.raises(FetchSettingsError, match=r"fetch\.resolve: a\.example = .* is no address"):
        places_of({"a.example": value})
