from __future__ import annotations

import pytest

from cleaners.detecting.standfirst import (
    MAX_DISTANCE,
    WORD_COUNTS,
    mark_standfirst,
    standfirst_words,
)
from cleaners.features.regions import words_of_token
from tests.cleaners.observed import PROSE, observed_page, observed_text

LEAD = "After two winters of work the old mill on the Sallow has turned again"
NEWS = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
TITLE = "<title>The mill turns again | Example</title>"
HEADLINE = "<h1>The mill turns again</h1>"


def described(text: str) -> str:
    return f'<meta name="description" content="{text}">'


def spared(body: str, *, head: str = NEWS) -> list[tuple[str, float]]:
    """Return the texts of the blocks that are spared, each with its score."""
    features = observed_page(
        f"<html><head>{TITLE}{head}</head><body>{body}<p>{PROSE}</p></body></html>"
    )
    spares = list(mark_standfirst(features))
    for spare in spares:
        assert (spare.start, spare.end) == (0, len(features.blocks[spare.block].text))
        assert spare.detector == "standfirst"
    return [(features.blocks[spare.block].text, spare.score) for spare in spares]


@pytest.mark.parametrize(
    "description",
    [LEAD, f"{LEAD}.", LEAD.upper(), f"{LEAD}, and the town came to see it", f"{LEAD[:50]} …"],
)
@pytest.mark.parametrize("tag", ["p", "h2", "blockquote", "li", "div"])
def test_the_description_in_the_head_is_the_standfirst(description: str, tag: str) -> None:
    body = f"{HEADLINE}<{tag}>{LEAD}</{tag}>"
    assert spared(body, head=NEWS + described(description)) == [(LEAD, 0.9)]


def test_a_short_description_has_to_be_the_whole_of_it() -> None:
    body = (
        f"{HEADLINE}<p>The mill on the Sallow turns</p><p>The mill on the Sallow turns at last</p>"
    )
    head = NEWS + described("The mill on the Sallow turns")
    assert spared(body, head=head) == [("The mill on the Sallow turns", 0.9)]


@pytest.mark.parametrize(("words", "is_spared"), [(8, True), (7, False)])
def test_so_many_first_words_make_it_the_description(words: int, *, is_spared: bool) -> None:
    text = " ".join(LEAD.split()[:words])
    found = spared(f"{HEADLINE}<p>{text}</p>", head=NEWS + described(LEAD))
    assert found == ([(text, 0.9)] if is_spared else [])


@pytest.mark.parametrize(
    "classes",
    ["standfirst", "article__lead", "c-story-subtitle", "articleIntro", "x entradilla", "chapo"],
)
def test_a_class_name_calls_it_the_standfirst(classes: str) -> None:
    for html in (f"<p class='{classes}'>{LEAD}</p>", f"<div class='{classes}'><p>{LEAD}</p></div>"):
        assert spared(HEADLINE + html) == [(LEAD, 0.7)]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        pytest.param(f"{HEADLINE}<p>{LEAD}</p>", NEWS, id="nothing says so"),
        pytest.param(f"{HEADLINE}<p class=leader-board>{LEAD}</p>", NEWS, id="another word"),
        pytest.param(
            f"{HEADLINE}<div class=lead><div><div><p>{LEAD}</p></div></div></div>",
            NEWS,
            id="a name far above it",
        ),
        pytest.param(f"<p class=lead>{LEAD}</p>{HEADLINE}", NEWS, id="above the headline"),
        pytest.param(f"<p class=lead>{LEAD}</p>", NEWS, id="no headline"),
        pytest.param(
            f"<h2>The mill turns again</h2><p class=lead>{LEAD}</p>", NEWS, id="a second-level one"
        ),
        pytest.param(
            HEADLINE + "<p>x</p>" * MAX_DISTANCE + f"<p class=lead>{LEAD}</p>",
            NEWS,
            id="far below the headline",
        ),
        pytest.param(f"{HEADLINE}<p class=lead>Too short by far</p>", NEWS, id="a few words"),
        pytest.param(
            f"{HEADLINE}<p class=lead>{'word ' * max(WORD_COUNTS)}x</p>", NEWS, id="too many words"
        ),
        pytest.param(
            f"{HEADLINE}<p class=lead><a href=/mill>{LEAD}</a></p>", NEWS, id="a linked teaser"
        ),
        pytest.param(
            f"{HEADLINE}<figure><figcaption class=lead>{LEAD}</figcaption></figure>",
            NEWS,
            id="a caption",
        ),
        pytest.param(f"{HEADLINE}<p class=lead>{LEAD}</p>", "", id="no news"),
        pytest.param(
            f"{HEADLINE}<p>{LEAD}</p>",
            '<meta property="og:type" content="article">' + described(LEAD),
            id="an article that is no news",
        ),
    ],
)
def test_others_are_not_spared(body: str, head: str) -> None:
    assert spared(body, head=head) == []


def test_of_several_headings_the_one_with_the_title_is_the_headline() -> None:
    body = f"<h1>Example</h1><p class=lead>{LEAD} once</p>{HEADLINE}<p class=lead>{LEAD}</p>"
    assert spared(body) == [(LEAD, 0.7)]


def test_a_description_with_a_dotted_capital_i_is_found() -> None:
    lead = "İki kış süren çalışmanın ardından eski değirmen yeniden dönmeye başladı"
    assert spared(f"{HEADLINE}<p>{lead}</p>", head=NEWS + described(lead)) == [(lead, 0.9)]


def test_a_text_says_nothing_of_its_standfirst() -> None:
    assert not list(mark_standfirst(observed_text("The mill turns again", LEAD, PROSE)))


def test_names_are_written_as_they_are_compared() -> None:
    assert all(words_of_token(word) == {word} for word in standfirst_words())
