"""Which addresses may be connected to: public ones, and those of networks that are allowed."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from flows.fetching.errors import FetchSettingsError

IPAddress = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
# Not public, but not known as such to every version of Python.
_LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")  # RFC 8215
_CARRIER = IPv4Network("100.64.0.0/10")  # RFC 6598


class AddressRules:
    """Says of an address why it may not be connected to.

    Raises:
        FetchSettingsError: One of ``allowed_networks`` is no network.
    """

    def __init__(self, allowed_networks: Sequence[str]) -> None:
        self._allowed = tuple(map(_network, allowed_networks))

    def objection(self, address: IPAddress) -> str | None:
        """Return why an address is refused in plain words; None if it may be connected to.

        An IPv6 address that stands for an IPv4 one (mapped, NAT64, 6to4) is judged by both.
        """
        for meant in _meanings(address):
            if any(meant in network for network in self._allowed):
                continue
            kind = _kind(meant)
            if kind is not None:
                stands_for = "" if meant == address else f", which stands for {meant},"
                return f"{address}{stands_for} is {kind}; fetch.allowed_networks can allow it"
        return None


def literal_address(host: str) -> IPAddress | None:
    """Return the address that a host is, in any notation that resolvers take; None for a name.

    ``127.1``, ``2130706433`` and ``0x7f000001`` are addresses, too.
    """
    try:
        return ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise FetchSettingsError(
            f"fetch.allowed_networks: {text!r} is no network such as 127.0.0.0/8: {error}"
        ) from error


def _meanings(address: IPAddress) -> Iterator[IPAddress]:
    """Yield the addresses that an address leads to; what only wraps another is not one itself."""
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address in _NAT64:
        yield IPv4Address(address.packed[-4:])
    else:
        yield address
        if address.sixtofour is not None:
            yield address.sixtofour


def _kind(address: IPAddress) -> str | None:
    kinds = (
        (address.is_unspecified, "no address at all"),
        (address.is_loopback, "a loopback address"),
        (address.is_link_local, "a link-local address"),
        (address.is_multicast, "a multicast address"),
        (address.is_private or address in _CARRIER, "a private address"),
        (address.is_reserved or address in _LOCAL_NAT64, "a reserved address"),
        (isinstance(address, IPv6Address) and address.is_site_local, "a site-local address"),
        (not address.is_global, "no public address"),
    )
    return next((words for applies, words in kinds if applies), None)
