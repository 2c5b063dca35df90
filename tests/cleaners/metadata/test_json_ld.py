from __future__ import annotations

import pytest

from cleaners.metadata.json_ld import JsonLd, json_ld_from, read_json_ld
from tests.cleaners.metadata.pages import ADDRESS, json_ld, tree_of


def read(*values: object, addresses: tuple[str, ...] = (ADDRESS,)) -> JsonLd:
    return read_json_ld(tree_of("".join(json_ld(value) for value in values)), addresses)


def article(headline: str, **more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": headline, **more}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda node: node,
        lambda node: [node],
        lambda node: {"@graph": [{"@type": "WebSite", "name": "Harbour Post"}, node]},
        lambda node: {"@type": "WebPage", "mainEntity": node},
        lambda node: {"@graph": [{"@type": "WebPage", "mainEntity": [node]}]},
    ],
)
def test_the_article_is_found_where_pages_put_it(wrap: object) -> None:
    assert callable(wrap)
    assert read(wrap(article("Ferry returns"))).article["headline"] == "Ferry returns"


def test_types_may_have_a_vocabulary_and_company() -> None:
    for kind in ("schema:Article", "https://schema.org/Article", ["Product", "Article"]):
        assert read({"@type": kind, "headline": "Ferry returns"}).article


def test_of_several_articles_the_one_with_the_address_of_the_page_is_chosen() -> None:
    other = article("Other", url="https://www.harbourpost.example/region/other")
    for own in (
        article("Own", url="http://harbourpost.example/region/ferry-returns/?from=feed"),
        article("Own", mainEntityOfPage={"@id": ADDRESS}),
        article("Own", **{"@id": f"{ADDRESS}#article"}),
    ):
        assert read(other, own).article["headline"] == "Own"


def test_an_article_comes_before_a_video_and_one_with_a_headline_before_one_without() -> None:
    video = {"@type": "VideoObject", "headline": "Clip"}
    bare = {"@type": "Article", "name": "Harbour Post Plus"}
    assert read(video, bare, article("Own")).article["headline"] == "Own"


def test_articles_in_lists_are_not_the_article_of_the_page() -> None:
    listing = {
        "@type": "ItemList",
        "itemListElement": [{"@type": "ListItem", "item": article("Other")}],
    }
    part = {"@type": "WebPage", "isPartOf": article("Other"), "mentions": [article("Other")]}
    assert not read(listing, part).article
    assert read(listing, article("Own")).article["headline"] == "Own"


def test_a_listed_article_with_the_address_of_the_page_is_its_article() -> None:
    listing = {"@type": "ItemList", "itemListElement": [article("Own", url=ADDRESS)]}
    assert read(listing).article["headline"] == "Own"


def test_updates_of_a_live_blog_are_not_the_live_blog() -> None:
    live = {
        "@type": "LiveBlogPosting",
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "09:14"}],
        "headline": "Storm on the coast",
    }
    assert read(live).article["headline"] == "Storm on the coast"


def test_references_are_followed_and_a_reference_to_nothing_stays() -> None:
    data = read(
        {
            "@graph": [
                article("Own", author={"@id": "#ann"}),
                {"@id": "#ann", "name": "Ann Tidewell"},
            ]
        }
    )
    assert data.followed(data.article["author"]) == {"@id": "#ann", "name": "Ann Tidewell"}
    assert data.followed("#ann") == {"@id": "#ann", "name": "Ann Tidewell"}
    assert data.followed({"@id": "#nobody"}) == {"@id": "#nobody"}
    assert data.followed("Bo Marsh") == "Bo Marsh"


def test_a_reference_in_a_circle_ends() -> None:
    data = read({"@graph": [{"@id": "#a", "@type": "Article", "author": {"@id": "#a"}}]})
    assert data.followed({"@id": "#a"}) == data.article


def test_what_others_ask_for() -> None:
    data = read(
        article(
            "Own",
            articleBody="The ferry is back.",
            wordCount="412",
            isAccessibleForFree="False",
            hasPart={"@type": "WebPageElement", "cssSelector": ".paid"},
        ),
        {"@type": "WebPage", "isAccessibleForFree": True},
    )
    assert data.article_body == "The ferry is back."
    assert data.word_count == 412
    assert data.accessible_for_free is False
    assert [part["cssSelector"] for part in data.parts] == [".paid"]
    assert data.types == ("NewsArticle", "WebPage")


def test_a_page_without_data_says_nothing() -> None:
    data = read_json_ld(tree_of('<script type="application/ld+json"> </script>'))
    assert data == JsonLd()
    assert (data.article_body, data.word_count, data.accessible_for_free) == (None, None, None)
    assert (data.parts, data.types) == ((), ())


def test_a_broken_script_is_counted_and_the_others_are_read() -> None:
    scripts = ["{oops", '{"@type": "Article", "headline": "Own"}']
    data = json_ld_from(scripts)
    assert data.broken_count == 1
    assert data.article["headline"] == "Own"
