from __future__ import annotations

import pytest

from cleaners.document import Mark, Spare
from cleaners.reasons import Reason
from cleaners.revising.first_lines import MAX_WORDS, mark_first_line
from tests.cleaners.observed import PROSE, index_of, marked_whole, observed_page, observed_text


def titles(lines: list[str], reasons: dict[str, Reason]) -> list[str]:
    """Return the lines that are marked as the headline, given the marks on others."""
    features = observed_text(*lines)
    claims = [
        marked_whole(features, index_of(features.document, text), reason)
        for text, reason in reasons.items()
    ]
    found = list(mark_first_line(features, claims))
    assert {mark.reason for mark in found} <= {Reason.TITLE}
    for mark in found:
        assert (mark.start, mark.end) == (0, len(features.blocks[mark.block].text))
    return [features.blocks[mark.block].text for mark in found]


DATE, BYLINE = "12 May 2024", "By Ann Example"
DATED = {DATE: Reason.DATELINE}
SIGNED = {BYLINE: Reason.BYLINE}


@pytest.mark.parametrize(
    ("lines", "reasons", "title"),
    [
        (["Mill turns again", DATE, PROSE], DATED, "Mill turns again"),
        (["Mill turns again", BYLINE, PROSE], SIGNED, "Mill turns again"),
        (["Mill turns again", "It took years", DATE, PROSE], DATED, "Mill turns again"),
        (["Will the mill turn again?", DATE, PROSE], DATED, "Will the mill turn again?"),
        (
            ["„Wir bleiben“: Müller trotzt dem Hochwasser", DATE, PROSE],
            DATED,
            "„Wir bleiben“: Müller trotzt dem Hochwasser",
        ),
        (["Le moulin « tourne »", DATE, PROSE], DATED, "Le moulin « tourne »"),
        (["水车又转起来了", DATE, PROSE], DATED, "水车又转起来了"),
        (["Mill turns again", DATE], DATED, "Mill turns again"),
        ([" ".join(["word"] * MAX_WORDS), DATE, PROSE], DATED, " ".join(["word"] * MAX_WORDS)),
        (
            ["Region", "Mill turns again", DATE, PROSE],
            {"Region": Reason.NAVIGATION, **DATED},
            "Mill turns again",
        ),
        (
            [DATE, "Mill turns again", BYLINE, PROSE],
            {**DATED, **SIGNED},
            "Mill turns again",
        ),
    ],
)
def test_a_line_above_a_date_or_byline_is_the_headline(
    lines: list[str], reasons: dict[str, Reason], title: str
) -> None:
    assert titles(lines, reasons) == [title]


@pytest.mark.parametrize(
    ("lines", "reasons"),
    [
        pytest.param(["Mill turns again", PROSE], {}, id="a lone first line"),
        pytest.param(
            ["Mill turns again", PROSE, PROSE[4:], DATE], DATED, id="a date below the text"
        ),
        pytest.param(["One", "Two", "Three", DATE, PROSE], DATED, id="a date further below"),
        pytest.param([DATE, "The mill turned", PROSE], DATED, id="a date above"),
        pytest.param(["The mill turned again.", DATE, PROSE], DATED, id="a full stop"),
        pytest.param(["水车又转起来了。", DATE, PROSE], DATED, id="a Chinese full stop"),
        pytest.param(["What is known:", DATE, PROSE], DATED, id="a colon"),
        pytest.param(["The mill turned,", DATE, PROSE], DATED, id="a comma"),
        pytest.param(["And then …", DATE, PROSE], DATED, id="an ellipsis"),
        pytest.param([f"{'word ' * MAX_WORDS}word", DATE, PROSE], DATED, id="a long line"),
        pytest.param([PROSE, "Mill turns again", DATE, PROSE], DATED, id="behind a paragraph"),
        pytest.param(
            ["Mill turns again", "Mill turns", DATE, PROSE],
            {"Mill turns": Reason.TITLE, **DATED},
            id="where the title is known",
        ),
        pytest.param(["Mill turns", "Share", PROSE], {"Share": Reason.SHARE}, id="other marks"),
        pytest.param([], {}, id="nothing"),
        pytest.param([DATE], DATED, id="nothing but a date"),
    ],
)
def test_others_are_not(lines: list[str], reasons: dict[str, Reason]) -> None:
    assert titles(lines, reasons) == []


def test_a_date_that_opens_the_first_paragraph_stands_below_too() -> None:
    features = observed_text("Mill turns again", f"REACH, 12 May – {PROSE}")
    (mark,) = mark_first_line(features, [Mark(1, 0, 16, Reason.DATELINE, "test", 0.9)])
    assert mark.block == 0
    assert mark.evidence == "a dateline stands below it"


def test_a_date_below_a_short_text_makes_no_headline_of_its_lead() -> None:
    assert titles(["Mill turns again", PROSE, DATE], DATED) == []


def test_a_long_question_can_be_the_headline() -> None:
    question = "Will the ferry between Sallow and Reach ever run again after the storm?"
    assert titles([question, DATE, PROSE], DATED) == [question]


def test_a_headline_with_a_counter_at_its_end_is_not_gone() -> None:
    features = observed_text("Mill turns again 3 Comments", BYLINE, "It took years", DATE, PROSE)
    claims = [
        Mark(0, 17, 27, Reason.COMMENTS, "test", 0.9),
        marked_whole(features, 1, Reason.BYLINE),
        marked_whole(features, 3, Reason.DATELINE),
    ]
    assert [mark.block for mark in mark_first_line(features, claims)] == [0]


def test_spares_are_no_marks() -> None:
    features = observed_text("Mill turns again", DATE, PROSE)
    claims = [Spare(1, 0, len(DATE), "test")]
    assert not list(mark_first_line(features, claims))


def test_a_page_has_its_title_in_its_markup() -> None:
    features = observed_page(f"<p>Mill turns again</p><p>{DATE}</p><p>{PROSE}</p>")
    claims = [marked_whole(features, 1, Reason.DATELINE)]
    assert not list(mark_first_line(features, claims))
