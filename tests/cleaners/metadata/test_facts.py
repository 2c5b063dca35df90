"""Site, addresses, image, categories, licence, description and what else a page declares."""

from __future__ import annotations

import pytest
from lxml import html

from cleaners.document import Page
from cleaners.metadata import Metadata, Value, extract_metadata
from cleaners.metadata.address import absolute, address_key, host_of
from cleaners.metadata.site import own_label
from cleaners.settings import settings_from
from tests.cleaners.metadata.pages import ADDRESS, UNKNOWN_PAGE, json_ld, meta, metadata_of

CREATIVE_COMMONS = "https://creativecommons.org/licenses/by-sa/4.0/"


def pair(found: Value[str] | None) -> tuple[str, str] | None:
    return (found.value, found.origin) if found else None


def test_the_site_from_the_surest_source_to_the_weakest() -> None:
    sources = [
        (meta(og__site_name="Quay Gazette"), ("Quay Gazette", "open_graph.og:site_name")),
        (json_ld({"@type": "WebSite", "name": "Quay Daily"}), ("Quay Daily", "json_ld.WebSite")),
        (
            json_ld({"@type": "Article", "publisher": {"name": "Quay Press"}}),
            ("Quay Press", "json_ld.publisher"),
        ),
        ('<meta name="application-name" content="Quay">', ("Quay", "meta.application-name")),
        ("<title>Ferry - Harbour Post</title>", ("Harbour Post", "dom.title")),
        ("", ("harbourpost.example", "url")),
    ]
    for start, (_, expected) in enumerate(sources):
        head = "".join(head for head, _ in sources[start:])
        assert pair(metadata_of(head).site) == expected


def test_a_page_without_an_address_has_no_site_of_its_own() -> None:
    assert metadata_of(page=UNKNOWN_PAGE).site is None


def test_own_labels_of_hosts() -> None:
    assert own_label("news.harbour.co.uk") == "harbour"
    assert own_label("blog.harbour.example") == "harbour"
    assert own_label("harbour.org.au") == "harbour"
    assert own_label("localhost") == "localhost"
    assert host_of("https://WWW.Harbour.example:8080/a") == "harbour.example"
    assert host_of("mailto:ann@harbour.example") == ""


def test_the_given_address_is_the_one_after_redirects() -> None:
    settings = settings_from({}).metadata
    tree = html.document_fromstring('<link rel="canonical" href="/ferry"><p>Ferry</p>')
    page = Page(raw=b"", url="https://hp.example/s/1", final_url="https://hp.example/a/b")
    found = extract_metadata(tree, page, settings)
    assert pair(found.url) == ("https://hp.example/a/b", "given")
    assert pair(found.canonical) == ("https://hp.example/ferry", "link.canonical")


def test_without_a_given_address_the_page_says_its_own() -> None:
    canonical = f'<link rel="canonical" href="{ADDRESS}">'
    assert pair(metadata_of(canonical, page=UNKNOWN_PAGE).url) == (ADDRESS, "link.canonical")
    open_graph = meta(og__url=ADDRESS)
    assert pair(metadata_of(open_graph, page=UNKNOWN_PAGE).url) == (ADDRESS, "open_graph.og:url")
    data = json_ld({"@type": "Article", "mainEntityOfPage": {"@id": ADDRESS}})
    assert pair(metadata_of(data, page=UNKNOWN_PAGE).url) == (ADDRESS, "json_ld.mainEntityOfPage")
    assert metadata_of(page=UNKNOWN_PAGE).url is None


@pytest.mark.parametrize(
    "address", ["javascript:void(0)", "mailto:a@b.example", "http://[oops", "", "data:text/plain,a"]
)
def test_what_is_no_web_address_is_none(address: str) -> None:
    head = f'<link rel="canonical" href="{address}">' + meta(og__image=address)
    found = metadata_of(head, page=UNKNOWN_PAGE)
    assert found.canonical is found.url is found.image is None


def test_relative_addresses_start_from_the_base() -> None:
    head = '<base href="/archive/"><link rel="canonical" href="ferry?a=1">' + meta(
        og__image="f.jpg"
    )
    found = metadata_of(head)
    assert pair(found.canonical) == (
        "https://www.harbourpost.example/archive/ferry?a=1",
        "link.canonical",
    )
    assert pair(found.image) == (
        "https://www.harbourpost.example/archive/f.jpg",
        "open_graph.og:image",
    )
    assert absolute("a b\n.jpg", "https://hp.example/") == "https://hp.example/a%20b.jpg"
    assert absolute("/a", None) is None


def test_spellings_of_one_address_share_a_key() -> None:
    assert address_key("http://www.hp.example/a%20b/?x=1#y") == address_key(
        "https://HP.example/a b"
    )
    assert address_key("https://hp.example/a") != address_key("https://hp.example/b")
    assert address_key("not an address") is None


def test_the_image_may_be_in_json_ld() -> None:
    for image in ("/f.jpg", ["/f.jpg", "/g.jpg"], {"@type": "ImageObject", "url": "/f.jpg"}):
        found = metadata_of(json_ld({"@type": "Article", "image": image})).image
        assert pair(found) == ("https://www.harbourpost.example/f.jpg", "json_ld.image")


def test_categories_are_sections_then_keywords_none_twice() -> None:
    head = json_ld(
        {"@type": "Article", "articleSection": "Region", "keywords": ["Ferry", {"name": "Bay"}]}
    ) + meta(keywords="ferry, winter; bay", article__section="Region")
    found = metadata_of(head).categories
    assert found is not None
    assert found.value == ("Region", "Ferry", "Bay", "winter")
    assert found.origin == "json_ld.articleSection"
    assert metadata_of().categories is None


def test_licences_from_the_surest_source_to_the_weakest() -> None:
    link = f'<a href="{CREATIVE_COMMONS}">CC BY-SA</a>'
    data = json_ld({"@type": "Article", "license": {"url": "https://hp.example/terms"}})
    head = '<link rel="license" href="/licence">'
    rights = '<meta name="DC.rights" content="CC BY 4.0">'
    assert pair(metadata_of(data + head + rights, link).license) == (
        "https://hp.example/terms",
        "json_ld.license",
    )
    assert pair(metadata_of(head + rights, link).license) == (
        "https://www.harbourpost.example/licence",
        "link.license",
    )
    assert pair(metadata_of(rights, link).license) == ("CC BY 4.0", "dublin_core.rights")
    assert pair(metadata_of("", link).license) == (CREATIVE_COMMONS, "dom.license")
    assert metadata_of("", '<a href="/copyright">All rights reserved</a>').license is None


def test_the_licence_of_a_picture_is_not_that_of_the_article() -> None:
    link = f'<a href="{CREATIVE_COMMONS}">CC BY-SA</a>'
    other = '<a href="https://creativecommons.org/licenses/by/2.0/">CC BY</a>'
    assert metadata_of("", f"<figure><figcaption>{link}</figcaption></figure>").license is None
    assert metadata_of("", f"<p>{link} {other}</p>").license is None


def test_what_the_page_claims_of_itself() -> None:
    head = meta(og__description="The Petrel sails again.", og__type="article") + json_ld(
        [
            {"@type": ["NewsArticle", "Report"], "isAccessibleForFree": "false", "wordCount": 412},
            {"@type": "WebPage"},
        ]
    )
    found = metadata_of(head)
    assert pair(found.description) == ("The Petrel sails again.", "open_graph.og:description")
    assert found.accessible_for_free == Value(value=False, origin="json_ld.isAccessibleForFree")
    assert found.page_types == Value(
        ("NewsArticle", "Report", "WebPage", "article"), "json_ld.@type"
    )
    assert found.word_count == Value(412, "json_ld.wordCount")


def test_a_page_that_claims_nothing() -> None:
    found = metadata_of("", "<p>Ferry</p>", page=UNKNOWN_PAGE, language="")
    assert found == Metadata()
