"""What a site is called, by whatever tells it."""

from __future__ import annotations

import pytest

from cleaners.document import Block, BlockKind, Document, MediaKind
from cleaners.rules.hosts import plain_host
from flows.learning.known_sites import site_given
from flows.learning.site_names import (
    group_name,
    is_group,
    site_of_address,
    site_of_folder,
    site_of_page,
)
from flows.sources.sidecar import Facts


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.Gazette.example/a?b", "gazette.example"),
        ("http://gazette.example.:8080/", "gazette.example"),
        ("https://news.gazette.example", "news.gazette.example"),
        ("ftp://gazette.example/a", ""),
        ("http://[", ""),
        (None, ""),
    ],
)
def test_an_address_gives_its_host(address: str | None, site: str) -> None:
    assert site_of_address(address) == site


@pytest.mark.parametrize(
    ("path", "site"),
    [
        (b"raw/gazette.example/2026/11/a.html", "gazette.example"),
        (b"www.gazette.example:8080/a.html", "gazette.example"),
        (b"gazette.example/herald.example/a.html", "herald.example"),
        (b"gazette.example", ""),  # a file
        (b"story.html_files/a.html", ""),
        (b"dump.jsonl/000001-a", ""),
        (b"v1.2/2026.11/a.html", ""),
        (b"drafts/a.html", ""),
    ],
)
def test_a_folder_that_is_named_as_a_host_is_one(path: bytes, site: str) -> None:
    assert site_of_folder(path) == site


def test_the_address_goes_before_the_folder() -> None:
    path = b"herald.example/a.html"
    assert site_given(path, Facts(url="https://gazette.example/a")) == "gazette.example"
    redirected = Facts(url="https://gazette.example/a", final_uri="https://courier.example/a")
    assert site_given(path, redirected) == "courier.example"
    assert site_given(path, Facts()) == "herald.example"


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("© 2026 The Harbour Gazette. All rights reserved.", "harbour-gazette"),
        ("Copyright (c) 2019-2026, Süd Verlag | Imprint", "süd-verlag"),
        ("© Photo: Mira Lund", ""),
        ("She wrote of copyright in 2019.", ""),
        ("© 2026", ""),
    ],
)
def test_a_page_without_an_address_is_of_the_site_that_its_copyright_line_names(
    line: str, site: str
) -> None:
    blocks = tuple(
        Block(index=index, kind=BlockKind.PARAGRAPH, text=text)
        for index, text in enumerate(("A story", line))
    )
    document = Document(media_kind=MediaKind.TEXT, blocks=blocks)
    assert site_of_page(None, document) == site
    assert site_of_page("https://herald.example/a", document) == "herald.example"
    if site:
        assert plain_host(site)  # rules can be written for it


def test_a_group_is_no_host_and_can_have_rules() -> None:
    name = group_name(0x123456789ABCDEF)
    assert is_group(name)
    assert not is_group("group-photos.example")
    assert plain_host(name) == name
