from __future__ import annotations

import pytest

from cleaners.segmenting.head import MAX_SCRIPT_CHARACTERS, Head, read_head
from tests.cleaners.building import document_of, tree_of


def head_of(markup: str) -> Head:
    return read_head(tree_of(f"<html><head>{markup}</head><body><p>Mill</p></body></html>"))


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_descriptions_are_taken_once_each_in_their_order() -> None:
    markup = (
        '<meta name="description" content=" The mill\n turns  again ">'
        '<meta property="og:description" content="The mill turns again">'
        '<meta name="twitter:description" content="Grain at last">'
        '<meta name="Description" content="  "><meta name="description">'
        '<meta name="keywords" content="mill, grain">'
    )
    assert head_of(markup).descriptions == ("The mill turns again", "Grain at last")


@pytest.mark.parametrize(
    ("markup", "types"),
    [
        ("", set()),
        ('<meta property="og:type" content=" Article ">', {"article"}),
        ('<meta name="og:type" content="product.item">', {"product.item"}),
        ('<meta property="og:type"><meta property="og:type" content="">', set()),
        (json_ld('{"@type": "NewsArticle"}'), {"newsarticle"}),
        (json_ld('{"@type":"http://schema.org/Product"}'), {"product"}),
        (json_ld('{"@type" : "https://schema.org/WebPage"}'), {"webpage"}),
        (
            json_ld('{"@graph": [{"@type": "WebSite"}, {"@type": "BlogPosting"}]}'),
            {"website", "blogposting"},
        ),
        (json_ld('{"@type": "NewsArticle", "headline": "Broken'), {"newsarticle"}),
        (json_ld('{"@type": 3, "type": "NewsArticle"}'), set()),
        (json_ld(""), set()),
        ('<script>var page = {"@type": "NewsArticle"}</script>', set()),
        ('<script type="application/json">{"@type": "NewsArticle"}</script>', set()),
    ],
)
def test_types_are_those_that_the_page_says_that_it_is(markup: str, types: set[str]) -> None:
    assert head_of(markup).types == types


@pytest.mark.parametrize(
    "value",
    ['["NewsArticle", "Article"]', '[\n"NewsArticle"]', '"http://www.schema.org/NewsArticle"'],
)
def test_types_may_be_written_otherwise(value: str) -> None:
    assert "newsarticle" in head_of(json_ld(f'{{"@type": {value}}}')).types


def test_json_ld_may_stand_in_the_body() -> None:
    tree = tree_of("<body><p>Mill</p>" + json_ld('{"@type": "NewsArticle"}') + "</body>")
    assert read_head(tree).types == {"newsarticle"}


def test_a_script_without_end_is_read_to_a_bound() -> None:
    padding = " " * MAX_SCRIPT_CHARACTERS
    assert head_of(json_ld(padding + '{"@type": "NewsArticle"}')).types == set()


def test_a_document_carries_what_its_head_says() -> None:
    document = document_of(
        '<html><head><meta name="description" content="Grain at last">'
        '<meta property="og:type" content="article"></head><body><p>Mill</p></body></html>'
    )
    assert document.descriptions == ("Grain at last",)
    assert document.types == {"article"}


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<head><title>Mill\n turns</title></head>", "Mill\n turns"),
        ("<svg><title>A wheel</title></svg><title>Mill</title>", "A wheel"),
        ("<head><svg><title>A wheel</title></svg><title>Mill</title></head>", "Mill"),
        ("<head><title></title></head><svg><title>A wheel</title></svg>", ""),
        ("<head><title>Mill</title><title>Grain</title></head>", "Mill"),
        ("<p>Mill</p>", ""),
    ],
)
def test_the_title_is_that_of_the_head_before_that_of_a_drawing(page: str, title: str) -> None:
    tree = tree_of(f"<html>{page}</html>")
    expected = tree.findtext(".//head/title") or tree.findtext(".//title") or ""
    assert read_head(tree).title == expected == title
