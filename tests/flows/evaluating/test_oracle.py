"""The oracle takes the blocks of the gold, and no others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block, BlockKind
from flows.evaluating.metrics import score_text
from flows.evaluating.oracle import MIN_COVERAGE, chosen, oracle_text
from tests.flows.evaluating.pages import PARAGRAPHS


def blocks_of(*texts: str) -> list[Block]:
    return [Block(index, BlockKind.PARAGRAPH, text) for index, text in enumerate(texts)]


def test_blocks_of_the_gold_are_taken_in_the_order_of_the_page() -> None:
    blocks = blocks_of("Home and sport", *PARAGRAPHS, "Subscribe to the Lantern today")
    gold = "\n\n".join(PARAGRAPHS)
    assert chosen(blocks, gold) == [False, True, True, True, False]
    assert score_text(oracle_text(blocks, gold), gold).exact


def test_invisible_characters_do_not_matter() -> None:
    blocks = blocks_of(PARAGRAPHS[0].replace("council", "coun\u00adcil"), "Subscribe today")
    assert chosen(blocks, PARAGRAPHS[0]) == [True, False]


def test_a_block_that_mixes_is_taken_if_half_of_it_is_gold() -> None:
    mostly = PARAGRAPHS[0] + " Read more."
    hardly = "Read more on our pages every day and tell your friends. " * 3 + "The council voted."
    assert chosen(blocks_of(mostly, hardly), PARAGRAPHS[0] + " The council voted.")[0]
    assert not chosen(blocks_of(mostly, hardly), PARAGRAPHS[0])[1]
    assert MIN_COVERAGE == 0.5


def test_a_block_below_the_bound_is_taken_where_that_is_better_on_the_whole() -> None:
    gold = PARAGRAPHS[0] + " " + PARAGRAPHS[1]
    rest = " ".join(f"word{number}" for number in range(30))
    blocks = blocks_of(PARAGRAPHS[0], f"{PARAGRAPHS[1]} {rest}")
    assert chosen(blocks, gold) == [True, True]


def test_a_block_of_scattered_words_is_not_taken_for_the_words_alone() -> None:
    words = PARAGRAPHS[1].split()
    scattered = " ".join(words[1::2] + words[::2])
    blocks = blocks_of(PARAGRAPHS[0], scattered)
    gold = PARAGRAPHS[0] + " " + PARAGRAPHS[1]
    assert score_text(f"{PARAGRAPHS[0]} {scattered}", gold).word_f1 == 1
    assert chosen(blocks, gold) == [True, False]


def test_a_page_without_the_gold_gives_nothing() -> None:
    blocks = blocks_of("The the of and to", "Of all and to the sea")
    assert oracle_text(blocks, "The keeper went out to see of what all the noise was") == ""
    assert oracle_text([], "gold") == ""


PIECES = st.lists(
    st.sampled_from([*PARAGRAPHS, "Home", "Read more here", "Ferry", "Sport and weather"]),
    max_size=8,
)


@given(PIECES, PIECES)
def test_it_is_at_least_as_good_as_coverage_alone_and_adds_nothing(
    page: list[str], gold_pieces: list[str]
) -> None:
    gold = "\n\n".join(gold_pieces)
    blocks = blocks_of(*page)
    kept = chosen(blocks, gold)
    text = oracle_text(blocks, gold)
    assert text == "\n\n".join(piece for piece, keep in zip(page, kept, strict=True) if keep)
    if set(gold_pieces) >= set(page):
        assert score_text(text, gold).word_f1 >= score_text("", gold).word_f1
