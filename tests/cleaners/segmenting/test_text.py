from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.segmenting.text import segment_text

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


@given(st.text(st.sampled_from("ab. \n\r\t\u2028é字"), max_size=200))
def test_no_character_is_lost(text: str) -> None:
    kept = "".join("".join(block.text.split()) for block in segment_text(text).blocks)
    assert kept == "".join(text.split())
