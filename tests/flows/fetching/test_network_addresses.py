from __future__ import annotations

from ipaddress import ip_address

import pytest

from flows.fetching.errors import FetchSettingsError
from flows.fetching.network_addresses import AddressRules, literal_address

PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]
PRIVATE = [
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.0.9",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "fc00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "4000::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address: str) -> None:
    assert AddressRules(()).objection(ip_address(address)) is None


@pytest.mark.parametrize("address", PRIVATE)
def test_all_other_addresses_are_refused(address: str) -> None:
    objection = AddressRules(()).objection(ip_address(address))
    assert objection is not None
    assert "fetch.allowed_networks" in objection


def test_a_network_can_be_allowed() -> None:
    rules = AddressRules(["127.0.0.0/8", "fc00::/7"])
    for allowed in ("127.0.0.1", "::ffff:127.9.9.9", "64:ff9b::127.0.0.1", "fd00::7"):
        assert rules.objection(ip_address(allowed)) is None
    for refused in ("10.0.0.1", "::1", "fe80::1", "::ffff:10.0.0.1"):
        assert rules.objection(ip_address(refused)) is not None


def test_an_address_within_another_is_judged_as_well() -> None:
    rules = AddressRules(["2002::/16"])
    assert rules.objection(ip_address("2002:7f00:1::1")) is not None


@pytest.mark.parametrize("network", ["loopback", "127.0.0.1/8", "127.0.0.0/64", ""])
def test_what_is_no_network_is_an_error_in_the_settings(network: str) -> None:
    with pytest.raises(FetchSettingsError, match=r"fetch\.allowed_networks: .* is no network"):
        AddressRules([network])


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.0.0.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("::1", "::1"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_addresses_in_every_notation(host: str, address: str) -> None:
    assert literal_address(host) == ip_address(address)


@pytest.mark.parametrize("host", ["gazette.example", "127.0.0.1.example", "localhost", "", "١٢٧.1"])
def test_names_are_no_addresses(host: str) -> None:
    assert literal_address(host) is None
