from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Element
from cleaners.features.element_names import ElementNames
from cleaners.features.regions import Region, all_names, named, region_names, words_of_token
from cleaners.reasons import Reason
from tests.cleaners.observed import PROSE, observed_page, observed_text

Regions = Mapping[Reason, Sequence[Region]]
BODY = f"<article><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></article>"


def regions_in(html: str) -> Regions:
    return observed_page(f"<body>{html}{BODY}</body>").regions


def texts_in(html: str, reason: Reason) -> list[list[str]]:
    """Return the texts of the blocks in each region of a reason."""
    features = observed_page(f"<body>{html}{BODY}</body>")
    return [
        [block.text for block in features.blocks[region.first : region.end]]
        for region in features.regions.get(reason, ())
    ]


@pytest.mark.parametrize(
    ("html", "reason", "evidence", "kind"),
    [
        ("<nav><p>Home</p></nav>", Reason.NAVIGATION, "nav", "tag"),
        ("<div role=navigation><p>Home</p></div>", Reason.NAVIGATION, "role navigation", "role"),
        (
            "<div itemprop=author><p>Ann Example</p></div>",
            Reason.BYLINE,
            "itemprop author",
            "itemprop",
        ),
        (
            "<div class='box Share-Bar'><p>Post</p></div>",
            Reason.SHARE,
            "class or id Share-Bar",
            "token",
        ),
        ("<div id=share-bar><p>Post</p></div>", Reason.SHARE, "class or id share-bar", "token"),
        (
            "<div class=c-relatedStories__list><p>Flood</p></div>",
            Reason.RELATED,
            "class or id c-relatedStories__list",
            "words",
        ),
    ],
)
def test_markup_names_a_region(html: str, reason: Reason, evidence: str, kind: str) -> None:
    (region,) = regions_in(html)[reason]
    assert (region.named.reason, region.named.evidence, region.named.kind) == (
        reason,
        evidence,
        kind,
    )


@pytest.mark.parametrize(
    "html",
    [
        "<div class=story><p>Home</p></div>",
        "<div class=unrelated-matters><p>Home</p></div>",
        "<div class=shareholders><p>Home</p></div>",
        "<div class=navigate><p>Home</p></div>",
        "<p>No markup to speak of</p>",
    ],
)
def test_other_words_name_none(html: str) -> None:
    assert regions_in(html) == {}


def test_the_words_of_the_whole_page_name_nothing() -> None:
    html = f"<html class=related><body class=breadcrumbs id=nav-menu><main>{BODY}</main>"
    assert observed_page(html).regions == {}
    for tag in ("body", "main", "article"):
        html = f"<{tag} class=related-posts><p>One</p></{tag}><section><p>{PROSE}</p></section>"
        assert observed_page(html).regions == {}


def test_a_word_can_take_a_name_back() -> None:
    names = region_names()[Reason.BYLINE]
    word, other = min(names.words), min(names.except_words)
    spoken = named(Element(-1, "div", classes=f"c-{word}"))
    assert (Reason.BYLINE, "words") in {(each.reason, each.kind) for each in spoken}
    taken_back = named(Element(-1, "div", classes=f"c-{word}-{other}"))
    assert Reason.BYLINE not in {each.reason for each in taken_back}


def test_a_region_goes_from_its_first_block_to_its_last() -> None:
    html = (
        "<p>Before</p><ul class=related-posts><li>One</li><li>Two<div>Three</div></li></ul>"
        "<p>Between</p><div class=related-posts><h3>Four</h3></div>"
    )
    assert texts_in(html, Reason.RELATED) == [["One", "Two", "Three"], ["Four"]]


def test_only_the_outermost_region_of_a_reason_counts() -> None:
    html = (
        "<div class=related-posts><p>One</p><div class=related-posts><p>Two</p></div>"
        "<nav><p>Three</p></nav></div>"
    )
    assert texts_in(html, Reason.RELATED) == [["One", "Two", "Three"]]
    assert texts_in(html, Reason.NAVIGATION) == [["Three"]]


def test_an_element_without_blocks_is_no_region() -> None:
    assert regions_in("<nav><img src=x></nav><nav></nav>") == {}


def test_an_element_with_most_of_the_prose_is_no_region() -> None:
    features = observed_page(f"<body><div class=related-posts>{BODY}<p>{PROSE}</p></div>")
    assert features.regions == {}


def test_within_such_an_element_others_are() -> None:
    features = observed_page(
        f"<body><div class=related-posts>{BODY}<ul class=related-posts><li>Flood</li></ul></div>"
    )
    (region,) = features.regions[Reason.RELATED]
    assert [block.text for block in features.blocks[region.first : region.end]] == ["Flood"]


def test_a_region_tells_its_words_and_its_share_of_the_prose() -> None:
    html = f"<div class=related-posts><p>Two words</p><p>{PROSE}</p></div>"
    (region,) = regions_in(html)[Reason.RELATED]
    assert region.word_count == 2 + len(PROSE.split())
    assert region.prose_share == pytest.approx(1 / 4)


def test_a_text_has_no_regions() -> None:
    assert observed_text("related-posts", PROSE).regions == {}


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("c-relatedStories__list", {"c", "related", "stories", "list"}),
        ("readMoreURL", {"read", "more", "url"}),
        ("HTMLBox", {"html", "box"}),
        ("col-12", {"col"}),
        ("", set()),
    ],
)
def test_class_names_are_split_into_words(token: str, words: set[str]) -> None:
    assert words_of_token(token) == words


TOKENS = sorted({each for names in region_names().values() for each in names.tokens})
WORDS = sorted({each for names in region_names().values() for each in names.words})
NAMES = st.one_of(
    st.sampled_from(TOKENS + WORDS),
    st.sampled_from(WORDS).map(str.capitalize),
    st.text(st.sampled_from("abN-_ é9"), max_size=8),
)


@given(st.lists(NAMES, max_size=4), st.sampled_from([" ", "-", "__", ""]))
def test_what_is_seen_at_a_glance_misses_no_name(parts: list[str], joint: str) -> None:
    classes = joint.join(parts)
    element = Element(-1, "div", classes=classes)
    if named(element):
        names = all_names()
        assert classes in ElementNames([element]).speaking(names.words, names.tokens)


@pytest.mark.parametrize("reason", region_names())
def test_names_are_written_as_they_are_compared(reason: Reason) -> None:
    names = region_names()[reason]
    for token in names.tokens:
        assert token == token.lower()
        assert not any(character.isspace() for character in token)
    for word in names.words | names.except_words:
        assert words_of_token(word) == {word}


NESTED = st.recursive(
    st.sampled_from(["<p>Word</p>", f"<p>{PROSE}</p>", "<img>"]),
    lambda inner: st.builds(
        "<{0} class={1}>{2}</{0}>".format,
        st.sampled_from(["div", "nav", "section", "ul"]),
        st.sampled_from(["related-posts", "share-bar", "story", "breadcrumbs"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=12,
)


@given(NESTED)
def test_regions_lie_in_bounds_in_order_and_apart(html: str) -> None:
    features = observed_page(f"<body>{html}<p>End</p></body>")
    for reason, regions in features.regions.items():
        edge = 0
        for region in regions:
            assert region.named.reason is reason
            assert edge <= region.first < region.end <= len(features.blocks)
            assert 0 <= region.prose_share <= 0.5
            edge = region.end
