from __future__ import annotations

import pytest

from tests.cleaners.metadata.pages import json_ld, meta, metadata_of, page_at


def authors_of(
    head: str = "", body: str = "", language: str = "en"
) -> tuple[tuple[str, ...], str] | None:
    found = metadata_of(head, body, language=language).authors
    return (found.value, found.origin) if found else None


def signed(author: object) -> str:
    return json_ld({"@type": "NewsArticle", "headline": "Ferry returns", "author": author})


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("By Ann Tidewell", ("Ann Tidewell",)),
        ({"@type": "Person", "name": "Ann Tidewell"}, ("Ann Tidewell",)),
        ([{"@type": "Person", "name": "Ann Tidewell"}, "Bo Marsh"], ("Ann Tidewell", "Bo Marsh")),
        ({"@type": "Person", "name": ["Ann Tidewell", "Bo Marsh"]}, ("Ann Tidewell", "Bo Marsh")),
        ({"@type": "Person", "givenName": "Ann", "familyName": "Tidewell"}, ("Ann Tidewell",)),
        ({"@type": "Organization", "name": "Salt and Sons"}, ("Salt and Sons",)),
        ({"@type": "Person", "name": "Ann Tidewell and Bo Marsh"}, ("Ann Tidewell", "Bo Marsh")),
    ],
)
def test_authors_in_json_ld(author: object, names: tuple[str, ...]) -> None:
    assert authors_of(signed(author)) == (names, "json_ld.author")


def test_a_referenced_author_is_followed() -> None:
    head = json_ld(
        {
            "@graph": [
                {"@type": "Article", "headline": "Ferry", "author": {"@id": "#ann"}},
                {"@id": "#ann", "@type": "Person", "name": "Ann Tidewell"},
            ]
        }
    )
    assert authors_of(head) == (("Ann Tidewell",), "json_ld.author")


def test_a_reference_to_nothing_is_no_name() -> None:
    assert authors_of(signed({"@id": "https://harbourpost.example/#/person/1"})) is None


@pytest.mark.parametrize(
    "author", ["admin", {"name": "Staff"}, "https://a.example/ann", 7, [[]], {}]
)
def test_placeholders_and_odd_types_give_way_to_the_next_source(author: object) -> None:
    head = signed(author) + meta(author="Ann Tidewell")
    assert authors_of(head) == (("Ann Tidewell",), "meta.author")


def test_meta_elements() -> None:
    assert authors_of(meta(article__author="Ann Tidewell")) == (
        ("Ann Tidewell",),
        "open_graph.article:author",
    )
    several = '<meta name="citation_author" content="Ann Tidewell">' * 2 + (
        '<meta name="citation_author" content="Bo Marsh">'
    )
    assert authors_of(several) == (("Ann Tidewell", "Bo Marsh"), "meta.citation_author")
    assert authors_of(meta(article__author="https://social.example/harbourpost")) is None


def test_a_twitter_value_is_an_author_only_if_its_label_says_so() -> None:
    def card(label: str, value: str) -> str:
        return meta(twitter__label1=label, twitter__data1=value)

    assert authors_of(card("Written by", "Ann Tidewell")) == (
        ("Ann Tidewell",),
        "twitter.twitter:data1",
    )
    assert authors_of(card("Verfasst von", "Anna Priel"), language="de") == (
        ("Anna Priel",),
        "twitter.twitter:data1",
    )
    assert authors_of(card("Reading time", "Rather Long")) is None


def test_the_name_of_the_site_counts_only_where_no_one_else_signs() -> None:
    head = signed({"@type": "Organization", "name": "Harbour Post"})
    assert authors_of(head) == (("Harbour Post",), "json_ld.author")
    body = '<h1>Ferry</h1><p class="byline">By Ann Tidewell</p>'
    assert authors_of(head, body) == (("Ann Tidewell",), "dom.byline")
    assert authors_of(signed("Harbour Post Staff"), body) == (("Ann Tidewell",), "dom.byline")


def test_a_person_who_gave_the_site_its_name_signs() -> None:
    found = metadata_of(
        meta(author="Ann Tidewell"), page=page_at("https://anntidewell.example/a")
    ).authors
    assert found is not None
    assert found.value == ("Ann Tidewell",)


@pytest.mark.parametrize(
    ("body", "origin"),
    [
        ('<a rel="author" href="/a">Ann Tidewell</a>', "dom.relation"),
        ('<span itemprop="author"><b itemprop="name">Ann Tidewell</b></span>', "dom.relation"),
        ('<div class="article-author__name">Ann Tidewell</div>', "dom.name"),
        ('<p class="byline">By <b>Ann Tidewell</b><i>Sea reporter</i></p>', "dom.byline"),
        ('<p class="ArticleByline">By Ann Tidewell</p>', "dom.byline"),
        ('<div class="post_author">Ann Tidewell</div>', "dom.author"),
        ('<div class="post_author">3 May 2031<br>Ann Tidewell</div>', "dom.author"),
        ('<p><a href="/authors/ann-tidewell/">Ann Tidewell</a></p>', "dom.link"),
        ("<p>By Ann Tidewell</p>", "dom.line"),
        ("<p>Written by<br>Ann Tidewell</p>", "dom.line"),
        ("<p><strong>Ann Tidewell</strong></p>", "dom.line"),
    ],
)
def test_signatures_on_the_page(body: str, origin: str) -> None:
    page = f"<article><h1>Ferry returns</h1>{body}<p>The ferry is back.</p></article>"
    assert authors_of("", page) == (("Ann Tidewell",), origin)


@pytest.mark.parametrize(
    "body",
    [
        '<div class="comments"><span class="author">Ann Tidewell</span></div>',
        '<div class="comment-author">Ann Tidewell</div>',
        '<aside><a rel="author" href="/a">Ann Tidewell</a></aside>',
        '<div class="related"><p class="byline">By Ann Tidewell</p></div>',
        '<p class="author-bio">Ann Tidewell</p>',
        '<p class="photo-author">Ann Tidewell</p>',
        '<p class="byline">Make an Impact</p>',
        '<a href="/authors/">Our Authors</a>',
        "<p>By the way, the ferry is back.</p>",
        "<p>A ferry built last year by Ann Tidewell is back.</p>",
        f"<p>{'The winter is over. ' * 5}</p><p><strong>Ann Tidewell</strong></p>",
        "<p><strong>Tickets</strong> are sold out.</p>",
    ],
)
def test_what_only_resembles_a_signature(body: str) -> None:
    assert authors_of("", f"<h1>Ferry returns</h1>{body}") is None


def test_authors_side_by_side_are_one_signature() -> None:
    body = (
        '<h1>Ferry</h1><ul><li><a rel="author">Ann Tidewell</a></li>'
        '<li><a rel="author">Bo Marsh</a></li></ul>'
        '<section><div><a rel="author">Cy Reed</a></div></section>'
    )
    assert authors_of("", body) == (("Ann Tidewell", "Bo Marsh"), "dom.relation")


def test_a_signature_below_the_headline_comes_before_one_above() -> None:
    body = (
        '<div><a rel="author">Cy Reed</a></div><h1>Ferry</h1><div class="author">Ann Tidewell</div>'
    )
    assert authors_of("", body) == (("Ann Tidewell",), "dom.author")


def test_a_label_of_another_part_is_no_signature() -> None:
    body = '<h1>Ferry</h1><div class="byline"><i>{}</i><b>Cy Reed</b></div>'
    assert authors_of("", body.format("Reviewed by")) is None
    assert authors_of("", body.format("Written by")) == (("Cy Reed",), "dom.byline")


def test_what_holds_the_headline_is_not_beside_the_article() -> None:
    byline = '<p class="byline">By Ann Tidewell</p>'
    page = f'<div class="layout with-sidebar"><h1>Ferry returns</h1>{byline}</div>'
    assert authors_of("", page) == (("Ann Tidewell",), "dom.byline")
    beside = f'<h1>Ferry returns</h1><div class="layout with-sidebar">{byline}</div>'
    assert authors_of("", beside) is None


def test_the_heading_that_shows_the_headline_is_the_one_to_sign_below() -> None:
    body = (
        "<header><h1>Harbour Post</h1><p>By the sea</p></header>"
        '<p class="author">Cy Reed</p><h1>Ferry returns</h1><p class="author">Ann Tidewell</p>'
    )
    head = "<title>Ferry returns</title>"
    assert authors_of(head, body) == (("Ann Tidewell",), "dom.author")


def test_a_lower_case_article_begins_the_name_of_a_team() -> None:
    body = '<h1>Ferry</h1><span class="banner__author">By the Tidewell Crew</span>'
    assert authors_of("", body) == (("the Tidewell Crew",), "dom.author")
