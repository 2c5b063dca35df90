"""A page has one address, and two pages never have the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources.addresses import host_of, normalised


@pytest.mark.parametrize(
    ("given_address", "address"),
    [
        ("HTTPS://WWW.Gazette.Example:443/A/b", "https://www.gazette.example/A/b"),
        ("https://gazette.example", "https://gazette.example/"),
        ("https://gazette.example/a#comments", "https://gazette.example/a"),
        ("https://gazette.example/a/", "https://gazette.example/a/"),
        ("https://gazette.example/a?utm_source=x&b=2&fbclid=1&a=1", "https://gazette.example/a?b=2&a=1"),
        ("https://gazette.example/a?xtor=RSS-1", "https://gazette.example/a"),
        ("https://gazette.example/a?b=1&amp;c=2", "https://gazette.example/a?b=1&c=2"),
        (" https://gazette.example/\n a b ", "https://gazette.example/%20a%20b"),
        ("https://gazette.example/straße", "https://gazette.example/stra%C3%9Fe"),
        ("https://xn--mnchen-3ya.example/a", "https://münchen.example/a"),
        ("http://gazette.example:8080/a", "http://gazette.example:8080/a"),
    ],
)  # fmt: skip
def test_one_form(given_address: str, address: str) -> None:
    assert normalised(given_address) == address
    assert normalised(address) == address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Near misses: courlan's own list would take the differences for tracking, or drop them.
        ("https://gazette.example/a?gallery=5", "https://gazette.example/a?gallery=6"),
        ("https://gazette.example/a?cid=5", "https://gazette.example/a?cid=6"),
        ("https://gazette.example/a?reference=5", "https://gazette.example/a?reference=6"),
        ("https://gazette.example/a?12345", "https://gazette.example/a?12346"),
        ("https://gazette.example/a?b=1&b=2", "https://gazette.example/a?b=2&b=1"),
        (
            "https://web.example/2020/http://gazette.example/a",
            "https://web.example/2021/http://gazette.example/a",
        ),
        ("https://web.example/2020/http://gazette.example/a", "http://gazette.example/a"),
        ("https://gazette.example/a", "http://gazette.example/a"),
        ("https://gazette.example/a", "https://www.gazette.example/a"),
        ("https://gazette.example/a", "https://gazette.example/A"),
    ],
)
def test_different_pages_stay_different(one: str, other: str) -> None:
    assert None not in (normalised(one), normalised(other))
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "gazette.example/a",
        "ftp://gazette.example/a",
        "mailto:desk@gazette.example",
        "javascript:void(0)",
        "http:///a",
        "http://[bad/",
        "http://reader:secret@gazette.example/",
        "http://gazette.example:99999/",
        "https://gazette.example/" + "a" * 5_000,
    ],
)
def test_what_is_no_address_of_the_web_is_none(address: str) -> None:
    assert normalised(address) is None


@given(st.text() | st.text().map(lambda rest: f"https://gazette.example/{rest}"))
def test_arbitrary_text_has_one_form_or_none(text: str) -> None:
    address = normalised(text)
    if address is not None:
        assert normalised(address) == address
        assert "#" not in address
        assert not any(character.isspace() for character in address)


def test_hosts_keep_their_port() -> None:
    assert host_of("http://gazette.example:8080/a") == "gazette.example:8080"
