from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block, BlockKind
from cleaners.features.shapes import MIN_PROSE_WORDS, shape_of
from cleaners.lexicons import folded_in_place
from tests.cleaners.building import document_of
from tests.cleaners.observed import PROSE


def paragraph(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(index=0, kind=kind, text=text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Don’t MISS it", "don't miss it"),
        ("Two\nlines", "two lines"),
        ("ΟΔΟΣ", "οδος"),
        ("Straße", "straße"),
    ],
)
def test_folding_keeps_each_character_in_its_place(text: str, folded: str) -> None:
    assert folded_in_place(text).replace("ς", "σ") == folded.replace("ς", "σ")


def test_a_dotted_capital_i_becomes_a_small_one() -> None:
    assert folded_in_place("İLGİLİ HABERLER") == "ilgili haberler"


@given(st.text(st.one_of(st.characters(), st.sampled_from("İIıi’\n ẞß")), max_size=40))
def test_folding_keeps_the_length_and_every_other_character(text: str) -> None:
    folded = folded_in_place(text)
    assert len(folded) == len(text)
    for before, after in zip(text, folded, strict=True):
        assert after in {before.lower()[0], "'", " ", "ς"}


@given(st.text(st.sampled_from("aB İ’\n字Σ"), max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded_in_place(folded_in_place(text)) == folded_in_place(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Comments", 1),
        ("Share this article", 3),
        ("橋は冬が終わるまで閉じたままだ", 8),
        ("ห้ามข้ามสะพานจนถึงฤดูใบไม้ผลิ", 15),
        ("Donaudampfschifffahrtsgesellschaftskapitän", 1),
        ("https://harbourpost.example/region/ferry-returns", 1),
        (PROSE, 17),
    ],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    assert shape_of(paragraph(text)).word_count == count


@pytest.mark.parametrize(
    ("text", "count"), [("橋は閉じたままだ", 4), ("北京 桥一直关着，直到春天才会开", 7)]
)
def test_words_of_short_lines_are_counted_too(text: str, count: int) -> None:
    assert shape_of(paragraph(text)).word_count == count


@pytest.mark.parametrize(
    "text",
    [
        "The gates stay shut.",
        "The gates stay shut. ",
        "Will the gates stay shut?",
        "“The gates stay shut.”",
        "„Die Tore bleiben zu.“",
        "»Die Tore bleiben zu.«",
        "« Les portes restent fermées. »",
        "(The gates stay shut.)",
        "And then …",
        "门一直关到春天。",
        "他说：“门一直关着。”",
        "هل تبقى البوابات مغلقة؟",
        "फाटक बंद रहेंगे।",
        "دروازے بند رہیں گے۔",
    ],
)
def test_sentences_end_as_their_script_ends_them(text: str) -> None:
    assert shape_of(paragraph(text)).ends_sentence


@pytest.mark.parametrize(
    "text", ["「橋は閉じたままだ。」", "『门一直关着。』", "（门一直关着。）", "„Er rief: ‚Halt!‘“"]
)
def test_sentences_may_end_with_any_closing_sign(text: str) -> None:
    assert shape_of(paragraph(text)).ends_sentence


@pytest.mark.parametrize(
    "text",
    [
        "Gates stay shut",
        "The gates stay shut:",
        "“Gates stay shut”",
        "„Die Tore bleiben zu“",
        "12.5 m",
        "”",
        " ",
    ],
)
def test_other_lines_end_no_sentence(text: str) -> None:
    assert not shape_of(paragraph(text)).ends_sentence


@pytest.mark.parametrize(
    ("html", "density"),
    [
        ("<p>No links here</p>", 0.0),
        ("<p><a href=/>All link</a></p>", 1.0),
        ("<p><a href=/>half</a> more</p>", 4 / 9),
        ("<p><b>Bold</b> only</p>", 0.0),
        ("<p><a href=/a>one</a> <a href=/b>two</a></p>", 6 / 7),
    ],
)
def test_link_density_is_the_share_of_linked_characters(html: str, density: float) -> None:
    (block,) = document_of(html).blocks
    assert shape_of(block).link_density == pytest.approx(density)


def test_a_text_has_no_link_density() -> None:
    assert shape_of(paragraph(PROSE)).link_density is None


@pytest.mark.parametrize(
    ("block", "is_prose"),
    [
        (paragraph(PROSE), True),
        (paragraph(PROSE, BlockKind.QUOTE), True),
        (paragraph(PROSE, BlockKind.LIST_ITEM), True),
        (paragraph(PROSE, BlockKind.HEADING), False),
        (paragraph(PROSE, BlockKind.CAPTION), False),
        (paragraph(PROSE, BlockKind.PREFORMATTED), False),
        (paragraph(PROSE.rstrip(".")), False),
        (paragraph(" ".join(["word"] * MIN_PROSE_WORDS) + "."), True),
        (paragraph(" ".join(["word"] * (MIN_PROSE_WORDS - 1)) + "."), False),
        (paragraph("河边的磨坊在两个冬天之后终于又转起来了，镇上的人都来看。"), True),
        (paragraph("河边的磨坊又转起来了。"), False),
    ],
)
def test_prose_is_a_sentence_of_some_length(block: Block, *, is_prose: bool) -> None:
    assert shape_of(block).is_prose is is_prose


@pytest.mark.parametrize(("linked", "is_prose"), [(PROSE[:30], True), (PROSE, False)])
def test_a_sentence_that_is_mostly_a_link_is_no_prose(linked: str, *, is_prose: bool) -> None:
    rest = PROSE.removeprefix(linked)
    (block,) = document_of(f"<p><a href=/ferry>{linked}</a>{rest}</p>").blocks
    assert shape_of(block).is_prose is is_prose


@given(st.text(min_size=1, max_size=80))
def test_a_shape_is_within_its_bounds(text: str) -> None:
    shape = shape_of(paragraph(text))
    assert len(shape.folded) == len(text)
    assert shape.word_count >= 1 or not text.strip()
    assert not shape.is_prose or shape.word_count >= MIN_PROSE_WORDS
