from __future__ import annotations

import pytest

from tests.cleaners.metadata.pages import ADDRESS, json_ld, meta, metadata_of, page_at


def title_of(head: str = "", body: str = "", url: str = ADDRESS) -> tuple[str, str] | None:
    found = metadata_of(head, body, page=page_at(url)).title
    return (found.value, found.origin) if found else None


@pytest.mark.parametrize(
    "title",
    [
        "Ferry returns to the bay | Harbour Post",
        "Ferry returns to the bay - The Harbour Post",
        "Ferry returns to the bay – harbourpost.example",
        "Ferry returns to the bay｜HARBOUR POST",
        "Ferry returns to the bay | Harbour Post | by Ann Tidewell",
        "Ferry returns to the bay - Region - Harbour Post",
        "Harbour Post | Ferry returns to the bay",
    ],
)
def test_the_name_of_the_site_is_cut(title: str) -> None:
    assert title_of(f"<title>{title}</title>") == ("Ferry returns to the bay", "dom.title")


@pytest.mark.parametrize(
    "title",
    [
        "Salt | Sand: two views of one coast",
        "Ferry returns - but not for long",
        "What the tide-table says",
        "Ebbe - Flut - Ebbe",
    ],
)
def test_a_headline_with_separators_keeps_its_parts(title: str) -> None:
    assert title_of(f"<title>{title}</title>") == (title, "dom.title")


def test_the_name_may_be_given_by_open_graph_or_json_ld() -> None:
    url = "https://hp.example/a"
    for head in (
        meta(og__site_name="Quay Gazette"),
        json_ld({"@type": "WebSite", "name": "Quay Gazette"}),
        json_ld({"@type": "Article", "publisher": {"name": "Quay Gazette"}}),
    ):
        page = f"<title>Ferry returns – Quay Gazette</title>{head}"
        assert title_of(page, url=url) == ("Ferry returns", "dom.title")
    unnamed = title_of("<title>Ferry returns – Quay Gazette</title>", url=url)
    assert unnamed == ("Ferry returns – Quay Gazette", "dom.title")


def test_words_of_the_host_name_the_site() -> None:
    title = "<title>Ferry returns to the bay | Harbour Blog</title>"
    found = title_of(title, url="https://blog.harbour-post.example/a")
    assert found == ("Ferry returns to the bay", "dom.title")


def test_a_confirmed_heading_is_the_wording_of_the_page() -> None:
    head = json_ld({"@type": "Article", "headline": 'Ferry "Petrel" returns'})
    assert title_of(head, "<h1>Ferry “Petrel” returns</h1>") == (
        "Ferry “Petrel” returns",
        "dom.h1",
    )


def test_a_heading_wins_over_a_headline_written_for_search_engines() -> None:
    head = meta(og__title="Petrel ferry timetable, prices and history") + (
        "<title>Petrel returns: a long winter ends | Harbour Post</title>"
    )
    assert title_of(head, "<h1>Petrel returns: a long winter ends</h1>") == (
        "Petrel returns: a long winter ends",
        "dom.h1",
    )


def test_capitals_are_a_matter_of_style() -> None:
    head = meta(og__title="Ferry returns to the bay")
    assert title_of(head, "<h1>FERRY RETURNS TO THE BAY</h1>") == (
        "Ferry returns to the bay",
        "open_graph.og:title",
    )


def test_a_kicker_in_the_heading_is_not_headline() -> None:
    head = meta(og__title="Ferry returns to the bay")
    heading = "<h1><span>Shipping</span>: <span>Ferry returns to the bay</span></h1>"
    assert title_of(head, heading) == ("Ferry returns to the bay", "dom.h1")


def test_a_kicker_that_the_page_counts_as_headline_stays() -> None:
    head = meta(og__title="Shipping: Ferry returns to the bay")
    heading = "<h1><span>Shipping</span>: <span>Ferry returns to the bay</span></h1>"
    assert title_of(head, heading) == ("Shipping: Ferry returns to the bay", "dom.h1")


def test_another_kicker_in_the_name_is_left_out_like_the_one_in_the_heading() -> None:
    head = meta(og__title="After the storm: Ferry returns to the bay")
    heading = "<h1><span>Shipping</span> <span>Ferry returns to the bay</span></h1>"
    assert title_of(head, heading) == ("Ferry returns to the bay", "dom.h1")


def test_a_date_in_the_heading_is_not_headline() -> None:
    head = "<title>Ferry returns to the bay</title>"
    heading = "<h1><time>3 May</time> Ferry returns to the bay</h1>"
    assert title_of(head, heading) == ("Ferry returns to the bay", "dom.h1")


def test_a_heading_in_a_breadcrumb_is_written_for_search_engines() -> None:
    head = meta(og__title="The Petrel is back") + json_ld(
        {"@type": "NewsArticle", "headline": "Ferry Petrel returns: all facts"}
    )
    body = (
        "<nav><a>Home</a><h1>Ferry Petrel returns: all facts</h1></nav>"
        "<h2><span>Shipping</span><span>The Petrel is back</span></h2>"
    )
    assert title_of(head, body) == ("The Petrel is back", "dom.h2")


def test_a_heading_that_is_the_name_of_the_site_is_passed_over() -> None:
    body = "<h1>Harbour Post</h1><h1>Ferry returns to the bay</h1>"
    assert title_of("<title>Ferry returns to the bay</title>", body) == (
        "Ferry returns to the bay",
        "dom.h1",
    )


def test_a_banner_heading_that_nothing_confirms_is_passed_over() -> None:
    head = meta(og__title="Ferry returns to the bay")
    body = "<h1>Subscribe now</h1>"
    assert title_of(head, body) == ("Ferry returns to the bay", "open_graph.og:title")


def test_a_heading_close_to_the_headline_is_preferred() -> None:
    head = meta(og__title="Ferry returns to the bay in 2031")
    assert title_of(head, "<h1>Ferry is returning to the bay</h1>") == (
        "Ferry is returning to the bay",
        "dom.h1",
    )


def test_json_ld_decides_where_the_heading_says_something_else() -> None:
    head = json_ld({"@type": "Article", "headline": "Shipping: ferry is back"}) + meta(
        og__title="Shipping: ferry is back"
    )
    assert title_of(head, "<h1>Ferry is back</h1>") == (
        "Shipping: ferry is back",
        "json_ld.headline",
    )


def test_words_of_inline_elements_are_kept_apart_as_a_browser_shows_them() -> None:
    body = "<h1><span>F</span>erry<br>returns<div>to the bay</div></h1>"
    assert title_of("", body) == ("Ferry returns to the bay", "dom.h1")


def test_a_drawing_has_a_title_of_its_own() -> None:
    head = "<title></title>"
    body = "<svg><title>Menu icon</title></svg><h1>Ferry returns</h1>"
    assert title_of(head, body) == ("Ferry returns", "dom.h1")


def test_entities_that_were_escaped_twice() -> None:
    head = meta(og__title="Salt &amp;amp; Sand &amp;#8211; a walk")
    assert title_of(head) == ("Salt & Sand – a walk", "open_graph.og:title")


def test_a_page_without_any_title() -> None:
    assert title_of("", "<p>Ferry</p>") is None
