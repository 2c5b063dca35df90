"""Feeds, sitemaps and lists say which pages there are; what is wrong with them is told."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.sources.entries import Entry, Further, ListingError, latest_moment
from flows.sources.feed import feed_entries
from flows.sources.sitemap import sitemap_entries
from flows.sources.url_list import addresses_in

_URL = "https://gazette.example/lists/all.xml"
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

Parse = Callable[[bytes, str], Iterator[Entry | Further]]


def until_error(parse: Parse, body: str | bytes) -> tuple[list[Entry | Further], str]:
    content = body.encode() if isinstance(body, str) else body
    found: list[Entry | Further] = []
    try:
        found.extend(parse(content, _URL))
    except ListingError as error:
        return found, str(error)
    return found, ""


def test_rss() -> None:
    found, error = until_error(
        feed_entries,
        """<?xml version="1.0"?><rss version="2.0"><channel><language>de-at</language>
        <item><title>Ferry &amp; fog</title><link>/a</link>
        <pubDate>Mon, 02 Mar 2026 08:30:00 +0100</pubDate></item>
        <item><guid isPermaLink="true">https://gazette.example/b</guid>
        <pubDate>no date</pubDate></item>
        </channel></rss>""",
    )
    assert error == ""
    assert found == [
        Entry(
            url="https://gazette.example/a",
            title="Ferry & fog",
            published="2026-03-02T07:30:00Z",
            language="de-at",
        ),
        Entry(url="https://gazette.example/b", language="de-at"),
    ]


def test_atom() -> None:
    found, error = until_error(
        feed_entries,
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://b.example/">
        <entry xml:lang="fr"><title>Bac</title><link rel="alternate" href="/z"/>
        <published>2026-03-01T00:00:00Z</published><updated>2026-03-04T01:00:00+01:00</updated>
        </entry></feed>""",
    )
    assert error == ""
    assert found == [
        Entry(
            url="https://b.example/z",
            title="Bac",
            published="2026-03-01T00:00:00Z",
            modified="2026-03-04T00:00:00Z",
            language="fr",
        )
    ]


def test_what_is_no_feed_is_told() -> None:
    assert until_error(feed_entries, "<html><p>Not found")[1].startswith("no feed")
    assert until_error(feed_entries, "")[1] == "no feed"
    assert until_error(feed_entries, "https://gazette.example/fetch-me")[1].startswith("no feed")
    assert until_error(feed_entries, b"x" * 20_000_001)[1].startswith("the feed has 20000001 bytes")


def test_entries_without_an_address_are_told_after_the_others() -> None:
    item = "<item><title>No link</title></item>"
    body = f'<rss version="2.0"><channel>{item}<item><link>/a</link></item></channel></rss>'
    found, error = until_error(feed_entries, body)
    assert [each.url for each in found] == ["https://gazette.example/a"]
    assert error == "1 entries of the feed have no address"


def test_a_feed_that_is_cut_yields_what_is_whole() -> None:
    body = '<rss version="2.0"><channel><item><link>/a</link></item><item><link>/b'
    found, _ = until_error(feed_entries, body)
    assert found[0].url == "https://gazette.example/a"


_SITEMAP = f"""<?xml version="1.0"?><!-- made -->
<urlset {_XMLNS} xmlns:image="http://images.example/" xmlns:n="http://news.example/">
<url><image:image><image:loc>https://gazette.example/no.png</image:loc></image:image>
<loc> https://gazette.example/a?b=1&amp;c=2 </loc><lastmod>2026-03-01</lastmod></url>
<url><loc>/b</loc><lastmod>yesterday</lastmod><n:news><n:publication><n:name>Gazette</n:name>
<n:language>de</n:language></n:publication><n:title>Fähre</n:title>
<n:publication_date>2026-03-02T08:30:00+01:00</n:publication_date></n:news></url>
<url><priority>1</priority></url>
</urlset>"""
_ENTRIES = [
    Entry(url="https://gazette.example/a?b=1&c=2", modified="2026-03-01"),
    Entry(
        url="https://gazette.example/b",
        title="Fähre",
        published="2026-03-02T08:30:00+01:00",
        language="de",
    ),
]


@pytest.mark.parametrize(
    "body",
    [
        _SITEMAP.encode(),
        gzip.compress(_SITEMAP.encode()),
        _SITEMAP.encode("utf-8-sig"),
        b"\n  " + _SITEMAP.encode(),
        _SITEMAP.replace(_XMLNS, "").encode(),
        _SITEMAP.replace(_XMLNS, 'xmlns="http://www.google.com/schemas/sitemap/0.84"').encode(),
    ],
)
def test_sitemaps(body: bytes) -> None:
    assert until_error(sitemap_entries, body) == (_ENTRIES, "")


def test_an_index_names_sitemaps() -> None:
    body = f"""<sitemapindex {_XMLNS}><sitemap><loc>https://gazette.example/1.xml.gz</loc>
    <lastmod>2026-03-01T00:00:00Z</lastmod></sitemap><sitemap><loc>2.xml</loc></sitemap>
    </sitemapindex>"""
    assert until_error(sitemap_entries, body) == (
        [
            Further("https://gazette.example/1.xml.gz", "2026-03-01T00:00:00Z"),
            Further("https://gazette.example/lists/2.xml"),
        ],
        "",
    )


def test_sitemaps_may_be_text_or_feeds() -> None:
    text = "https://gazette.example/a\n\nhttps://gazette.example/b\n"
    urls = [each.url for each in until_error(sitemap_entries, text)[0]]
    assert urls == ["https://gazette.example/a", "https://gazette.example/b"]
    rss = "<rss version='2.0'><channel><image><url>/no</url></image><item><link>/a</link></item>"
    assert [each.url for each in until_error(sitemap_entries, rss)[0]] == [
        "https://gazette.example/a"
    ]


@pytest.mark.parametrize(
    ("body", "count", "told"),
    [
        ("", 0, "the sitemap is empty"),
        ("<html><p>Not found</p></html>", 0, "no sitemap: its outermost element is <html>"),
        ("<html><url/></html>", 0, "no sitemap: its outermost element is <html>"),
        (_SITEMAP[:-40], 2, "the sitemap is damaged: "),
        (gzip.compress(_SITEMAP.encode())[:-9], 0, "the sitemap cannot be unpacked: corrupt_"),
        ("<urlset>" + "<a>" * 1_000, 0, "the sitemap is damaged: Excessive depth"),
        ("<urlset>" + "<a/>" * 1_100_000, 0, "no address within 4000000 bytes"),
        (gzip.compress(b" " * 100_000_001), 0, "the sitemap cannot be unpacked: too_large"),
    ],
)
def test_what_is_wrong_is_told_after_what_is_right(
    body: str | bytes, count: int, told: str
) -> None:
    found, error = until_error(sitemap_entries, body)
    assert len(found) == count
    assert error.startswith(told)


def test_entities_are_neither_expanded_nor_loaded(tmp_path: Path) -> None:
    (tmp_path / "local.txt").write_text("local-file", "utf-8")
    local = (tmp_path / "local.txt").as_uri()
    page = "<url><loc>https://gazette.example/{}</loc></url>"
    external = (
        f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "{local}"><!ENTITY y "local">]>'
        f"<urlset {_XMLNS}>{page.format('&x;')}{page.format('&y;')}</urlset>"
    )
    found, error = until_error(sitemap_entries, external)
    assert error == ""
    assert [each.url for each in found] == ["https://gazette.example/"] * 2
    levels = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    bomb = (
        f'<!DOCTYPE urlset [<!ENTITY e0 "laugh">{levels}]>'
        f"<urlset {_XMLNS}>{page.format('&e9;')}</urlset>"
    )
    found, error = until_error(sitemap_entries, bomb)
    assert found == []
    assert "entity amplification" in error


def test_lists_of_addresses() -> None:
    lines = io.BytesIO(
        "\ufeffhttps://gazette.example/a\n# a remark\n\n  https://gazette.example/ü  The title\r\n"
        "no address\n".encode()
    )
    urls = [each.url for each in addresses_in(lines)]
    assert urls == ["https://gazette.example/a", "https://gazette.example/ü", "no"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01", "2026-03-02T00:00:00+00:00"),
        ("2026-03-01T10:00", "2026-03-01T10:00:00+00:00"),
        ("2026-03-01T10:00:00+02:00", "2026-03-01T10:00:00+02:00"),
        ("9999-12-31", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_moments(text: str, moment: str | None) -> None:
    found = latest_moment(text)
    assert (None if found is None else found.isoformat()) == moment
