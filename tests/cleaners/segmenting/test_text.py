from __future__ import annotations

import textwrap
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.segmenting.text import segment_text

SECONDS = 10.0
"""Far more than it takes, far less than if time grew with the square of the length."""

LONG = "The council met on Tuesday evening to hear what the engineers had found in the old mill."


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        ("\n \n", []),
        ("one\n\n\ntwo", ["one", "two"]),
        ("one\r\ntwo\rthree\u2028four", ["one", "two", "three", "four"]),
        ("  edges \u00a0\n", ["edges"]),
        (f"Title\n{LONG}\n{LONG}", ["Title", LONG, LONG]),
        (f"Title\n\n{LONG}\n{LONG}\n\nEnd", ["Title", LONG, LONG, "End"]),
    ],
)
def test_a_line_is_a_paragraph_unless_lines_are_wrapped(text: str, paragraphs: list[str]) -> None:
    assert [block.text for block in segment_text(text).blocks] == paragraphs


def test_wrapped_lines_stay_together() -> None:
    wrapped = (
        "The council met on Tuesday evening to hear what the engineers\n"
        "had found in the old mill, and to decide whether the wheel\n"
        "could turn again.\n"
        "\n"
        "It could, they said, if the town was willing to wait for two\n"
        "more winters."
    )
    blocks = segment_text(wrapped).blocks
    assert len(blocks) == 2
    assert blocks[0].text.count("\n") == 2
    assert all(block.markup is None for block in blocks)


@pytest.mark.parametrize(
    "text",
    [
        "The old mill on the Sallow has turned again for the town\nMay 12, 2024\n\nBody.",
        "Die alte Mühle an der Salweide dreht sich wieder für alle\nReach, 12. Mai 2024\n\nText.",
        "The old mill on the Sallow has turned again for the town\n2024-05-12 10:30\n\nBody.",
        f"The old mill on the Sallow has turned again for the town\nBy Ann Example\n\n{LONG}",
    ],
)
def test_a_headline_above_a_date_is_no_wrapping(text: str) -> None:
    paragraphs = [block.text for block in segment_text(text).blocks]
    assert paragraphs == [line for line in text.split("\n") if line]


def test_few_breaks_are_wrapping_if_one_goes_on_in_lower_case() -> None:
    wrapped = (
        "The council met on Tuesday evening to hear what Ann Example of\n"
        "Reach had found in the old mill, and to decide with her what\n"
        "could be done."
    )
    assert [block.text for block in segment_text(wrapped).blocks] == [wrapped]


def test_many_breaks_are_wrapping_though_each_line_begins_with_a_capital() -> None:
    line = "Der Rat der Stadt hörte am Dienstag im alten Haus an der Mühle"
    wrapped = "\n".join([line] * 4 + ["Ende."])
    assert len(segment_text(wrapped).blocks) == 1
    assert len(segment_text("\n".join([line] * 3 + ["Ende."])).blocks) == 4


def paragraphs_of(text: str) -> list[str]:
    blocks = segment_text(text).blocks
    return [" ".join(block.text.replace("\n>", "\n").split()) for block in blocks]


PARAGRAPHS = """\
The council met on Tuesday evening to hear what the engineers of the company had found in the old \
mill, and to decide whether the wheel – a sight of the town – could turn again.
It could, they said, if the town was willing to wait for two more winters and to pay for a roof \
that keeps out the snow, which the last one did not.
- a wheel of oak, larger than the old one, that weighs as much as two of the town's oxen and turns \
in shallow water
- a roof
1. The first vote was lost by the mayor, who had spoken for the wheel and against the roof before \
the council was complete
2. The second was won on 12. May
Nobody stayed for long.""".split("\n")


@pytest.mark.parametrize("width", [60, 66, 72, 80])
@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_paragraphs_come_back_from_wrapped_lines(width: int, separator: str) -> None:
    indents = {True: "   ", False: ""}
    wrapped = separator.join(
        textwrap.fill(
            paragraph,
            width,
            initial_indent=indents[separator == "\n" and paragraph[0].isalpha()],
            subsequent_indent=indents[not paragraph[0].isalpha()],
        )
        for paragraph in PARAGRAPHS
    )
    assert paragraphs_of(wrapped) == PARAGRAPHS


@pytest.mark.parametrize("width", [60, 72])
def test_a_wrapped_quotation_keeps_its_paragraphs(width: int) -> None:
    paragraphs = PARAGRAPHS[:2]
    quoted = [
        textwrap.fill(paragraph, width, initial_indent="> ", subsequent_indent="> ")
        for paragraph in paragraphs
    ]
    answer = textwrap.fill(PARAGRAPHS[1], width)
    text = "\n>\n".join(quoted) + "\n" + answer
    assert paragraphs_of(text) == [*(f"> {each}" for each in paragraphs), PARAGRAPHS[1]]


POEM = """\
The wheel stood still beneath the winter moon,
And no one came to hear the water sing;
The miller slept, and hummed an ancient tune,
And dreamt of rivers waking in the spring.
The ice was thick upon the narrow stream,
The snow lay deep upon the broken wall,
And in the mill there stirred a single beam,
That waited, as the rest did, for its fall."""

FREE_VERSE = """\
there was a wheel, and it stood there for as long as
anyone could remember
and the water went around it
as if it were a stone that somebody had carried down from the hills
and then forgotten
in the middle of the stream"""

ADDRESSES = """\
Quill & Sons, Makers of Wheels for Mills
12 Harbour Street, Reach on the Sallow
Telephone 555 0134, in the mornings only
Berle & Daughters, Roofers to the County
3 Old Quay, Upper Reach beyond the Bridge
Telephone 555 0178, except on Mondays"""

FIGURES = """\
Year of the count     Wheels that turned     Roofs that held
1920                  14 of the county's     9 of the county's
1921                  13 of the county's     9 of the county's
1922                  13 of the county's     8 of the county's
1923                  11 of the county's     8 of the county's"""

HEADLINES = """\
Council votes for the wheel
Harbour closed for three days after the storm of the century
Miller says that he will not wait for two more winters
Roof of the old school falls in
How the snow of last year came to Upper Reach and stayed
Ferry sails again"""

CODE = """\
def turn(wheel, water, times=1, direction="left"):
    for each in range(times):
        wheel.angle += water.speed * direction_of(direction)
        if wheel.angle > FULL_TURN and not wheel.broken:
            wheel.angle -= FULL_TURN
    return wheel"""


@pytest.mark.parametrize("text", [POEM, FREE_VERSE, ADDRESSES, FIGURES, HEADLINES, CODE])
def test_lines_that_somebody_wanted_stay_apart(text: str) -> None:
    lines = [line.strip() for line in text.split("\n")]
    assert [block.text for block in segment_text(text).blocks] == lines


def test_lines_stay_apart_between_wrapped_paragraphs() -> None:
    prose = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS[:2])
    blocks = [block.text for block in segment_text(f"{prose}\n\n{FIGURES}\n\n{prose}").blocks]
    assert blocks[2:-2] == FIGURES.split("\n")


def test_lines_of_a_script_without_spaces_are_joined() -> None:
    line = "委员会在星期二晚上听取工程师在旧磨坊里的发现并决定水车是否可以再次"
    text = "\n".join([line] * 5 + ["转动。"])
    assert len(segment_text(text).blocks) == 1


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("•\nOne\n•\nTwo", ["•\nOne", "•\nTwo"]),
        ("-\n\nOne\n\n-\n\nTwo", ["-\nOne", "-\nTwo"]),
        ("1.\nOne\n2.\nTwo", ["1.\nOne", "2.\nTwo"]),
        ("One\n-\nTwo", ["One", "-", "Two"]),
        ("(245)\nOne\n(12)\nTwo", ["(245)", "One", "(12)", "Two"]),
        ("3.\nOne\n7.\nTwo", ["3.", "One", "7.", "Two"]),
        ("•\n- One\n•", ["•", "- One", "•"]),
    ],
)
def test_a_lone_bullet_belongs_to_the_next_line(text: str, blocks: list[str]) -> None:
    assert [block.text for block in segment_text(text).blocks] == blocks


@given(st.text(st.sampled_from("ab. \n\r\t\u2028é字"), max_size=200))
def test_no_character_is_lost(text: str) -> None:
    kept = "".join("".join(block.text.split()) for block in segment_text(text).blocks)
    assert kept == "".join(text.split())


@pytest.mark.parametrize(
    "piece",
    ["a\n", "the old mill ", "a | b ", "   ", "> a\n", "- a\n", "1. \n", "•\n", "字\n", ">\n"],
)
def test_a_long_text_takes_time_by_its_length(piece: str) -> None:
    began = perf_counter()
    segment_text(piece * 50_000)
    assert perf_counter() - began < SECONDS
