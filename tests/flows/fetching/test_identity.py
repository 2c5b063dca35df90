from __future__ import annotations

import pytest

from flows.fetching.errors import FetchSettingsError
from flows.fetching.fetcher import Fetcher
from flows.fetching.identity import product_token, request_headers
from flows.fetching.settings import Fetching
from flows.run_settings import run_settings_from


def settings(**options: object) -> Fetching:
    return run_settings_from({"fetch": options}).fetch


def test_without_a_contact_nothing_is_fetched() -> None:
    with pytest.raises(FetchSettingsError, match=r"fetch\.contact: it is not set; put an e-mail"):
        Fetcher(settings())


@pytest.mark.parametrize(
    "contact",
    [
        "me",
        "example.org",
        "a@b",
        "ftp://x.example",
        "a b@c.de",
        "ü@x.de",
        "https://x.example/\r\nX: 1",
    ],
)
def test_a_contact_has_to_be_an_address(contact: str) -> None:
    with pytest.raises(FetchSettingsError, match=r"fetch\.contact: .* is no address"):
        request_headers(settings(contact=contact))


def test_a_web_address_stands_in_the_user_agent() -> None:
    headers = request_headers(settings(contact="https://archive.example/robot"))
    assert headers["User-Agent"].startswith("copydesk/")
    assert headers["User-Agent"].endswith(" (+https://archive.example/robot)")
    assert "From" not in headers


def test_an_e_mail_address_is_given_as_from_too() -> None:
    headers = request_headers(settings(contact="desk@archive.example", user_agent="Archive/2.1"))
    assert headers["User-Agent"] == "Archive/2.1 (+desk@archive.example)"
    assert headers["From"] == "desk@archive.example"


def test_robots_txt_calls_us_by_name_without_version() -> None:
    assert product_token(settings(user_agent="Archive-Bot/2.1")) == "archive-bot"
