from __future__ import annotations

from datetime import date

import pytest

from cleaners.document import Page
from cleaners.metadata.dates import latest_day, reading_language
from cleaners.metadata.values import Metadata
from tests.cleaners.metadata.pages import json_ld, meta, metadata_of, page_at


def published_of(found: Metadata) -> tuple[str, str] | None:
    return (found.published.value, found.published.origin) if found.published else None


def modified_of(found: Metadata) -> str | None:
    return found.modified.value if found.modified else None


def dated(**dates: object) -> str:
    return json_ld({"@type": "NewsArticle", "headline": "Ferry returns", **dates})


def test_sources_from_the_surest_to_the_weakest() -> None:
    web_page = json_ld({"@type": "WebPage", "datePublished": "2031-05-04"})
    sources = [
        (dated(datePublished="2031-05-01"), "", "json_ld.datePublished"),
        (meta(article__published_time="2031-05-02"), "", "open_graph.article:published_time"),
        ('<meta itemprop="datePublished" content="2031-05-03">', "", "microdata.datepublished"),
        (web_page, "", "json_ld.datePublished"),
        ("", '<time datetime="2031-05-05">Monday</time>', "dom.time"),
        ("", "<h1>Ferry</h1><p>6 May 2031</p>", "dom.line"),
    ]
    for start in range(len(sources)):
        head = "".join(source[0] for source in sources[start:])
        body = "".join(source[1] for source in sources[start:])
        expected = (f"2031-05-0{start + 1}", sources[start][2])
        assert published_of(metadata_of(head, body)) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://harbourpost.example/2031/05/03/ferry",
        "https://harbourpost.example/ferry-2031-05-03",
        "https://harbourpost.example/a/20310503",
        "https://harbourpost.example/a/N2031050309140012345",
    ],
)
def test_a_date_in_the_address(url: str) -> None:
    assert published_of(metadata_of(page=page_at(url))) == ("2031-05-03", "url")


@pytest.mark.parametrize(
    "url", ["https://harbourpost.example/2031/05/ferry", "https://harbourpost.example/a/20319999"]
)
def test_numbers_in_an_address_that_are_no_date(url: str) -> None:
    assert published_of(metadata_of(page=page_at(url))) is None


def test_time_elements_that_say_what_they_are_come_first() -> None:
    body = (
        '<time class="updated" datetime="2031-05-09">9 May</time>'
        '<time datetime="2031-05-04">4 May</time>'
        '<time class="entry-date published" datetime="2031-05-03">3 May</time>'
    )
    assert published_of(metadata_of("", body)) == ("2031-05-03", "dom.time")


@pytest.mark.parametrize(
    "body",
    [
        '<aside><time datetime="2031-05-03">3 May</time></aside>',
        '<div class="related-stories"><time datetime="2031-05-03">3 May</time></div>',
        "<h1>Ferry</h1><p>The last crossing before that long winter was on 3 May 2031.</p>",
    ],
)
def test_dates_of_something_else(body: str) -> None:
    assert published_of(metadata_of("", body)) is None


@pytest.mark.parametrize(
    "update", ["<p>Updated 3 May 2031</p>", "<p>Last reviewed:</p><p>3 May 2031</p>"]
)
def test_the_date_of_a_change_serves_where_the_page_shows_no_other(update: str) -> None:
    assert published_of(metadata_of("", f"<h1>Ferry</h1>{update}")) == ("2031-05-03", "dom.updated")
    both = f"<h1>Ferry</h1>{update}<p>1 May 2031</p>"
    assert published_of(metadata_of("", both)) == ("2031-05-01", "dom.line")


def test_a_meta_element_of_no_standard_that_names_a_date() -> None:
    assert published_of(metadata_of(meta(**{"harbour.date": "2031-05-03"}))) == (
        "2031-05-03",
        "meta.harbour.date",
    )
    for other in ("event-date", "expiry_date", "date.modified", "update-frequency", "candidate"):
        assert published_of(metadata_of(meta(**{other: "2031-05-03"}))) is None


def test_the_offset_is_kept_where_the_page_gives_one() -> None:
    found = metadata_of(dated(datePublished="2031-05-03T23:30:00-0400"))
    assert published_of(found) == ("2031-05-03T23:30:00-04:00", "json_ld.datePublished")


def test_numbers_are_unix_time() -> None:
    found = metadata_of(dated(datePublished=1935566055))
    assert published_of(found) == ("2031-05-03T09:14:15+00:00", "json_ld.datePublished")


def test_no_future_dates() -> None:
    head = dated(datePublished="2031-05-09") + meta(article__published_time="2031-05-03")
    for bound in (
        Page(raw=b"", latest_date="2031-05-04"),
        Page(raw=b"", fetched_at="2031-05-04T10:00:00+00:00"),
        Page(raw=b"", headers={"DATE": "Sun, 04 May 2031 10:00:00 GMT"}),
    ):
        found = metadata_of(head, page=bound)
        assert published_of(found) == ("2031-05-03", "open_graph.article:published_time")
    assert published_of(metadata_of(head)) == ("2031-05-09", "json_ld.datePublished")


def test_a_day_is_left_for_time_zones() -> None:
    head = dated(datePublished="2031-05-05T01:00:00+12:00")
    assert published_of(metadata_of(head, page=Page(raw=b"", latest_date="2031-05-04"))) is not None
    assert published_of(metadata_of(head, page=Page(raw=b"", latest_date="2031-05-03"))) is None


def test_the_bound_is_the_given_one_before_the_others() -> None:
    page = Page(
        raw=b"",
        latest_date="2031-05-01",
        fetched_at="2031-05-02T00:00:00Z",
        headers={"Date": "Sat, 03 May 2031 10:00:00 GMT"},
    )
    assert latest_day(page) == date(2031, 5, 2)
    assert latest_day(Page(raw=b"", headers={"Date": "soon"})) is None
    assert latest_day(Page(raw=b"")) is None


def test_a_date_before_the_web_needs_a_second_source() -> None:
    old = dated(datePublished="1970-01-01")
    assert published_of(metadata_of(old)) is None
    assert published_of(metadata_of(old + meta(date="1970-01-01"))) == ("1970-01-01", "meta.date")
    assert published_of(metadata_of(old + meta(date="2031-05-03"))) == ("2031-05-03", "meta.date")


def test_modified() -> None:
    head = dated(datePublished="2031-05-03", dateModified="2031-05-04")
    assert modified_of(metadata_of(head)) == "2031-05-04"
    assert modified_of(metadata_of(meta(article__modified_time="2031-05-04"))) == "2031-05-04"


def test_a_change_before_the_publication_is_none() -> None:
    found = metadata_of(dated(datePublished="2031-05-03", dateModified="2031-05-01"))
    assert published_of(found) == ("2031-05-03", "json_ld.datePublished")
    assert modified_of(found) is None


def test_a_date_that_the_page_only_shows_is_none_after_its_last_change() -> None:
    body = "<h1>Ferry</h1><p>6 May 2031</p><p>3 May 2031</p>"
    found = metadata_of(meta(article__modified_time="2031-05-04"), body)
    assert published_of(found) == ("2031-05-03", "dom.line")
    assert modified_of(found) == "2031-05-04"


def test_english_outside_the_usa_puts_the_day_first() -> None:
    assert reading_language("en", "harbourpost.co.uk") == "en-uk"
    assert reading_language("en", "harbourpost.example") == "en"
    assert reading_language("en-GB", "harbourpost.example") == "en-gb"
    assert reading_language("de", "harbourpost.co.uk") == "de"
    assert reading_language(None, "harbourpost.co.uk") is None
    found = metadata_of(meta(date="04/05/2031"), page=page_at("https://harbourpost.co.uk/a"))
    assert published_of(found) == ("2031-05-04", "meta.date")


@pytest.mark.parametrize("value", [None, True, [], {}, "soon", "0000-00-00", 10**30, "2031-13-45"])
def test_invalid_dates_are_none(value: object) -> None:
    assert published_of(metadata_of(dated(datePublished=value))) is None
