"""Filters leave out what they name, and nothing of which nothing is known."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from flows.sources.declared import FeedSource, UrlSource
from flows.sources.entries import Entry
from flows.sources.filtering import Filter, Unwanted

_NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
_URL = "https://gazette.example/news/a.html?page=2"


def unwanted(filters: dict[str, object], entry: Entry | None = None) -> Unwanted | None:
    options = {"addresses": ["https://gazette.example/feed"], **filters}
    source = msgspec.convert(options, FeedSource)
    return Filter(source, _NOW).unwanted(entry or Entry(url=_URL), _URL)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, None),
        ({"include": ("*/news/*",)}, None),
        ({"include": ("*/sport/*", "*.html*")}, None),
        ({"include": ("*/sport/*",)}, Unwanted.NOT_INCLUDED),
        ({"include": ("/news/",)}, Unwanted.NOT_INCLUDED),  # a pattern fits the whole address
        ({"exclude": ("*/news/*",)}, Unwanted.EXCLUDED),
        ({"exclude": ("*page=[0-9]",)}, Unwanted.EXCLUDED),
        ({"include": ("*",), "exclude": ("*/NEWS/*",)}, None),
    ],
)
def test_patterns(filters: dict[str, object], expected: Unwanted | None) -> None:
    assert unwanted({"kind": "feed", **filters}) == expected


@pytest.mark.parametrize(
    ("language", "is_wanted"),
    [("de", True), ("DE_at", True), ("den", False), ("en", False), (None, True), ("", True)],
)
def test_languages(language: str | None, *, is_wanted: bool) -> None:
    found = unwanted({"kind": "feed", "languages": ["de"]}, Entry(url=_URL, language=language))
    assert found is (None if is_wanted else Unwanted.LANGUAGE)


@pytest.mark.parametrize(
    ("published", "modified", "is_wanted"),
    [
        ("2026-03-09T12:00:01Z", None, True),
        ("2026-03-09T11:59:59Z", None, False),
        ("2026-03-09", None, True),
        ("2026-03-08", None, False),
        ("2026-03-01", "2026-03-10", False),  # old news that was touched
        (None, "2026-03-10", True),
        (None, "2026-03-01", False),
        (None, None, True),
    ],
)
def test_ages(published: str | None, modified: str | None, *, is_wanted: bool) -> None:
    entry = Entry(url=_URL, published=published, modified=modified)
    found = unwanted({"kind": "feed", "max_age_days": 1}, entry)
    assert found is (None if is_wanted else Unwanted.AGE)


def test_a_list_of_addresses_has_no_languages() -> None:
    entry = Entry(url=_URL, language="en")
    assert Filter(UrlSource(addresses=(_URL,)), _NOW).unwanted(entry, _URL) is None
