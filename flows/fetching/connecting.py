"""Connections to checked addresses only.

A name is resolved once, each address is checked, and the connection goes to a checked address by
its number, so that a name which changes its mind in between leads nowhere. TLS and the Host header
keep the name.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Mapping
from ipaddress import ip_address

import httpcore
import httpx
from msgspec import Struct

from flows.fetching.errors import FetchSettingsError, RefusedAddressError, UnknownHostError
from flows.fetching.network_addresses import AddressRules, IPAddress

_MAX_ADDRESSES = 4
_NO_NAME = frozenset((socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)))


class Place(Struct, frozen=True):
    """Where a host is found in place of what the resolver says; port None keeps the URL's."""

    address: IPAddress
    port: int | None = None


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Resolves, checks and connects."""

    def __init__(self, rules: AddressRules, places: Mapping[str, Place]) -> None:
        self._rules = rules
        self._places = places
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first allowed address of a host that answers.

        Raises:
            RefusedAddressError: None of its addresses is allowed.
            UnknownHostError: It has none.
            httpcore.ConnectError: No connection; ``ConnectTimeout``: none in time.
        """
        try:
            async with asyncio.timeout(timeout):
                addresses, port = await self._found(host, port)
                allowed = self._allowed(host, addresses)[:_MAX_ADDRESSES]
                share = timeout / len(allowed) if timeout else None
                for address in allowed[:-1]:
                    try:
                        return await self._backend.connect_tcp(
                            str(address), port, share, local_address, socket_options
                        )
                    except (httpcore.ConnectError, httpcore.ConnectTimeout):
                        continue
                return await self._backend.connect_tcp(
                    str(allowed[-1]), port, timeout, local_address, socket_options
                )
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"{host} did not answer in time") from error

    async def sleep(self, seconds: float) -> None:
        """Wait, for the pool."""
        await asyncio.sleep(seconds)

    async def _found(self, host: str, port: int) -> tuple[list[IPAddress], int]:
        place = self._places.get(host.lower())
        if place is not None:
            return [place.address], place.port or port
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            if error.errno in _NO_NAME:
                raise UnknownHostError(host) from error
            raise httpcore.ConnectError(f"{host} cannot be resolved now: {error}") from error
        except UnicodeError as error:
            raise UnknownHostError(host) from error
        numbers = dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found)
        return [ip_address(number) for number in numbers], port

    def _allowed(self, host: str, addresses: list[IPAddress]) -> list[IPAddress]:
        objections = [self._rules.objection(address) for address in addresses]
        pairs = zip(addresses, objections, strict=True)
        allowed = [address for address, objection in pairs if objection is None]
        if not allowed:
            raise RefusedAddressError(f"{host}: {objections[0]}")
        return allowed


def places_of(resolve: Mapping[str, str]) -> dict[str, Place]:
    """Return the setting ``fetch.resolve``: hosts with an address, and maybe a port.

    Raises:
        FetchSettingsError: A value is no address such as ``192.0.2.7`` or ``[2001:db8::1]:8080``.
    """
    return {_ascii_name(host): _place(host, value) for host, value in resolve.items()}


def _ascii_name(host: str) -> str:
    try:
        return httpx.URL(scheme="http", host=host).raw_host.decode("ascii")
    except httpx.InvalidURL as error:
        raise FetchSettingsError(
            f"fetch.resolve: {host!r} is no name of a host: {error}"
        ) from error


def _place(host: str, value: str) -> Place:
    try:
        return Place(ip_address(value))
    except ValueError:
        pass
    address, _, port = value.rpartition(":")
    try:
        return Place(ip_address(address.strip("[]")), int(port))
    except ValueError:
        raise FetchSettingsError(
            f"fetch.resolve: {host} = {value!r} is no address such as 192.0.2.7 or 192.0.2.7:8080"
        ) from None
