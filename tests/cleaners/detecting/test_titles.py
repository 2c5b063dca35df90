from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.detecting.titles import MAX_HEADLINE_LINES, MAX_WORDS, mark_titles
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.observed import PROSE, observed_page, observed_text

NEWS = '<meta property="og:type" content="article">'


def titles_in(features: DocumentFeatures) -> list[str]:
    """Return the lines that are marked, each once, checked to be marked as a whole."""
    marks = list(mark_titles(features))
    for mark in marks:
        assert mark.reason is Reason.TITLE
        assert (mark.start, mark.end) == (0, len(features.blocks[mark.block].text))
    indexes = sorted({mark.block for mark in marks})
    return [features.blocks[index].text for index in indexes]


def page(title: str, body: str, *, head: str = "") -> DocumentFeatures:
    return observed_page(
        f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


STORY = f"<p>{PROSE}</p><p>{PROSE}</p>"


@pytest.mark.parametrize(
    ("title", "line", "text"),
    [
        ("The mill turns | Example", "<h1>The mill turns</h1>", "The mill turns"),
        ("The mill turns | Example", "<h2>THE MILL TURNS</h2>", "THE MILL TURNS"),
        ("Mill turns again now", "<p>Mill turns again now</p>", "Mill turns again now"),
        ("Will the mill turn? - Example", "<h1>Will the mill turn?</h1>", "Will the mill turn?"),
        (
            "Home » The mill turns again for the whole of the town",
            "<ul><li>The mill turns again for the whole of the town</ul>",
            "The mill turns again for the whole of the town",
        ),
        (
            "„Wir bleiben hier“, sagt die Wirtin | Hafenbote",
            "<h1>„Wir bleiben hier“, sagt die Wirtin</h1>",
            "„Wir bleiben hier“, sagt die Wirtin",
        ),
        (
            "Crue : « L’eau monte encore » - Courrier du Gué",
            "<h1>Crue : « L'eau monte encore »</h1>",
            "Crue : « L'eau monte encore »",
        ),
        (
            "Die Mühle dreht sich wieder | Hafenbote",
            "<h1>Nach dem Hochwasser: Die Mühle dreht sich wieder</h1>",
            "Nach dem Hochwasser: Die Mühle dreht sich wieder",
        ),
        ("Mühle", "<h1>Mühle</h1>", "Mühle"),
        (
            "Will the ferry ever run again between Sallow and Reach after this storm?",
            "<p>Will the ferry ever run again between Sallow and Reach after this storm?</p>",
            "Will the ferry ever run again between Sallow and Reach after this storm?",
        ),
        (
            "Mill turns again today",
            "<h1>One two three four five six seven eight: Mill turns again today</h1><h1>x</h1>",
            "One two three four five six seven eight: Mill turns again today",
        ),
    ],
)
def test_what_the_head_gives_as_the_title_is_marked(title: str, line: str, text: str) -> None:
    assert titles_in(page(title, line + STORY)) == [text]


def test_it_is_marked_wherever_it_stands_above_the_prose() -> None:
    body = f"<p>Region</p><p>Mill turns again today</p><h1>Mill turns again today</h1>{STORY}"
    assert len(titles_in(page("Mill turns again today | Example", body))) == 2


def test_a_first_level_heading_with_the_title_may_stand_below_a_paragraph() -> None:
    body = f"<p>{PROSE}</p><h1>Mill turns again</h1>{STORY}"
    assert titles_in(page("Mill turns again | Example", body)) == ["Mill turns again"]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param(
            "Mill turns again | Example",
            f"{STORY}<h2>Mill turns again</h2>{STORY}",
            id="a subhead in the text",
        ),
        pytest.param(
            "Mill turns again | Example",
            f"{STORY}<p>Mill turns again</p>{STORY}",
            id="a line in the text",
        ),
        pytest.param(
            "Mill turns again | Example", f"<h2>Mill turns at last</h2>{STORY}", id="other words"
        ),
        pytest.param(
            "Mill turns again | Example", f"<p>Mill turns again</p>{STORY}", id="a short line"
        ),
        pytest.param(
            "Mill turns again",
            f"<h2>Now: Mill turns again</h2>{STORY}",
            id="a kicker above a short title",
        ),
        pytest.param(
            "Mill turns again | Example",
            f"<blockquote>Mill turns again</blockquote>{STORY}",
            id="a quote",
        ),
        pytest.param(
            "Mill turns again today | Example",
            f"<pre>Mill turns again today</pre>{STORY}",
            id="code",
        ),
        pytest.param(
            "Mill turns again today",
            f"<h2>{'so many words ' * 3}before Mill turns again today</h2>{STORY}",
            id="a long kicker",
        ),
        pytest.param("", f"<h2>Mill turns again</h2>{STORY}", id="no title in the head"),
    ],
)
def test_what_only_looks_like_it_is_not(title: str, body: str) -> None:
    assert titles_in(page(title, body)) == []


@pytest.mark.parametrize("head", [NEWS, '<meta property="og:type" content="product">'])
def test_a_products_name_is_a_part_of_its_description(head: str) -> None:
    body = f"<h1>Copper kettle, two litres</h1>{STORY}"
    found = titles_in(page("Copper kettle, two litres | Example", body, head=head))
    assert bool(found) is (head == NEWS)


@pytest.mark.parametrize(
    ("head", "title", "body", "is_marked"),
    [
        pytest.param(NEWS, "Grain again", f"<h1>Mill turns</h1>{STORY}", True, id="an article"),
        pytest.param("", "Grain again", f"<h1>Mill turns</h1>{STORY}", False, id="a service"),
        pytest.param("", "Why a mill turns", f"<h1>Mill turns</h1>{STORY}", True, id="its words"),
        pytest.param("", "", f"<h1>Mill turns</h1>{STORY}", True, id="no title to compare"),
        pytest.param(
            NEWS,
            "Grain again",
            f"<h1>Mill turns</h1><h1>Wheel</h1>{STORY}",
            False,
            id="two of them",
        ),
        pytest.param(
            NEWS, "Grain again", f"{STORY}<h1>Mill turns</h1>", False, id="behind the text"
        ),
        pytest.param(NEWS, "Grain again", f"<h2>Mill turns</h2>{STORY}", False, id="second level"),
        pytest.param(
            NEWS, "Grain again", f"<h1 hidden>Mill turns</h1>{STORY}", False, id="not shown"
        ),
        pytest.param(NEWS, "Grain again", "<h1>Mill turns</h1><p>Go</p>", False, id="no text"),
    ],
)
def test_the_only_first_level_heading_of_an_article_is_its_headline(
    head: str, title: str, body: str, *, is_marked: bool
) -> None:
    assert titles_in(page(title, body, head=head)) == (["Mill turns"] if is_marked else [])


TURKISH = "İstanbul’da yağmur okulları kapattı"


def test_a_title_with_a_dotted_capital_i_is_found() -> None:
    body = f"<h1>Örnek</h1><h1>{TURKISH}</h1>{STORY}"
    assert titles_in(page(f"{TURKISH} | Örnek", body)) == [TURKISH]


def test_a_line_that_begins_with_a_quotation_mark_is_found() -> None:
    line = "„Wir bleiben hier“, sagt die Wirtin"
    assert titles_in(page(f"{line} | Hafenbote", f"<p>{line}</p>{STORY}")) == [line]


@pytest.mark.parametrize(
    "lines",
    [
        ["Mill turns again", "Mill turns again", PROSE, PROSE],
        ["Mill turns again", "MILL TURNS AGAIN", PROSE, PROSE],
        ["Will the mill turn?", "Will the mill turn?", PROSE, PROSE],
        ["„Wir bleiben“, sagt sie", "„Wir bleiben“, sagt sie", PROSE, PROSE],
        ["Le moulin tourne : « Enfin ! »", "Le moulin tourne : « Enfin ! »", PROSE],
        ["İzmir’de sel uyarısı", "İzmir’de sel uyarısı", PROSE],
        ["河边的磨坊在两个冬天之后又转起来", "河边的磨坊在两个冬天之后又转起来", PROSE],
    ],
)
def test_a_line_that_stands_twice_on_top_of_a_text_is_its_headline(lines: list[str]) -> None:
    assert titles_in(observed_text(*lines)) == lines[:2]


def test_a_notice_may_stand_above_it() -> None:
    lines = ["This page may be out of date", PROSE, "Mill turns again", "Mill turns again", PROSE]
    assert titles_in(observed_text(*lines)) == lines[2:4]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["Mill turns again", PROSE, PROSE], id="a lone line may be a lead"),
        pytest.param(["Mill turns again", "Mill turns at last", PROSE], id="other words"),
        pytest.param(["Mill turns again", "By Ann", "Mill turns again", PROSE], id="apart"),
        pytest.param(["Mill turns again.", "Mill turns again.", PROSE], id="a sentence"),
        pytest.param(["水车又转起来。", "水车又转起来。", PROSE], id="a Chinese sentence"),
        pytest.param(["Mill turns", "Mill turns", PROSE], id="two words"),
        pytest.param([PROSE, PROSE, "Row, row", "Row, row", PROSE], id="in the text"),
        pytest.param(["word " * MAX_WORDS + "x"] * 2 + [PROSE], id="a long line"),
        pytest.param(
            [*map(str, range(MAX_HEADLINE_LINES)), "Mill turns again", "Mill turns again"],
            id="far below the top",
        ),
        pytest.param([], id="nothing"),
    ],
)
def test_what_stands_once_or_elsewhere_stays(lines: list[str]) -> None:
    assert titles_in(observed_text(*lines)) == []


def test_a_long_question_may_be_the_headline() -> None:
    question = "Will the ferry between Sallow and Reach ever run again after the storm?"
    assert titles_in(observed_text(question, question, PROSE)) == [question, question]


def test_a_short_headline_without_spaces_may_stand_twice() -> None:
    lines = ["河边的磨坊又转起来了", "河边的磨坊又转起来了", PROSE]
    assert titles_in(observed_text(*lines)) == lines[:2]


LINES = st.lists(
    st.sampled_from(["Mill turns again", "Will it turn again?", "It did.", "Ann", PROSE]),
    max_size=8,
)


@given(LINES)
def test_a_text_loses_no_line_that_stands_there_once(lines: list[str]) -> None:
    features = observed_text(*lines)
    marks = {mark.block: mark.reason for mark in mark_titles(features)}
    titles = [index for index, reason in marks.items() if reason is Reason.TITLE]
    assert all(lines.count(features.blocks[index].text) > 1 for index in titles)
    notices = [index for index, reason in marks.items() if reason is Reason.NOTICE]
    assert all(index < min(titles) for index in notices)


def test_of_several_repeated_lines_the_last_is_the_headline() -> None:
    notice, between = (
        "This post may mention tolls",
        "Ask the harbour office for the tolls of today.",
    )
    features = observed_text(notice, notice, between, "Mill turns again", "Mill turns again", PROSE)
    marks = [(mark.block, mark.reason) for mark in mark_titles(features)]
    assert sorted(marks) == [
        *((index, Reason.NOTICE) for index in range(3)),
        *((index, Reason.TITLE) for index in (3, 4)),
    ]
