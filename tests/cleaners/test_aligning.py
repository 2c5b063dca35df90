from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.aligning import coverage_of, covered_words
from cleaners.words import word_count, words_of

ARTICLE = "The old mill turned again on Monday after two winters of work by the town"


def test_blocks_of_the_reference_are_covered_and_others_are_not() -> None:
    blocks = ["Home News Sport", ARTICLE, "Most read this week", "A subhead", "It was loud."]
    assert coverage_of(blocks, f"{ARTICLE} A subhead It was loud.") == [0, 1, 0, 1, 1]


def test_single_common_words_count_for_nothing() -> None:
    menu = "the town and on by of work"
    assert coverage_of([menu, ARTICLE], ARTICLE)[0] == 0


def test_a_lone_word_goes_to_the_paragraph_that_it_begins() -> None:
    assert coverage_of(["The", "Share", ARTICLE], ARTICLE) == [0, 0, 1]


def test_soft_hyphens_part_no_words() -> None:
    hyphenated = "Tóku ný lög um trú\xadfé\xadlög gildi í Nor\xadegi árið"
    assert coverage_of([hyphenated], hyphenated.replace("\xad", "")) == [1]


def test_a_caption_that_repeats_the_words_of_a_paragraph_takes_none_of_them() -> None:
    caption = "Nora Jellaby, the mayor's adviser on bridges, and the harbour master."
    paragraph = f"Nora Jellaby, the mayor's adviser on bridges, argued against it. {ARTICLE}"
    assert coverage_of([caption, paragraph], paragraph) == [0, 1]
    assert coverage_of([paragraph, caption], paragraph) == [1, 0]


def test_of_two_equal_blocks_one_is_covered() -> None:
    assert sum(coverage_of([ARTICLE, "Advertisement", ARTICLE], ARTICLE)) == pytest.approx(1)


def test_what_stands_in_another_order_is_found() -> None:
    second = "Nobody had expected so many people on the bridge that morning"
    assert coverage_of([ARTICLE, second], f"{second} {ARTICLE}") == [1, 1]


def test_scripts_without_spaces_are_aligned_by_character() -> None:
    blocks = ["古い水車は月曜日に再び回り始めた。", "関連記事"]
    assert coverage_of(blocks, "古い水車は月曜日に再び回り始めた。") == [1, 0]


def test_each_word_that_is_found_again_is_flagged() -> None:
    words = [words_of(f"Advertisement {ARTICLE} Share"), words_of("Most read this week"), []]
    covered = covered_words(words, ARTICLE)
    assert [list(flags) for flags in covered] == [
        [0, *[1] * word_count(ARTICLE), 0],
        [0, 0, 0, 0],
        [],
    ]


def test_a_word_of_the_reference_covers_one_word_of_the_page() -> None:
    words = [words_of(ARTICLE), words_of(ARTICLE)]
    assert sum(map(sum, covered_words(words, ARTICLE))) == word_count(ARTICLE)


def test_without_words_or_reference_nothing_is_covered() -> None:
    assert covered_words([], ARTICLE) == []
    assert covered_words([words_of("One two three four")], "") == [bytearray(4)]


TEXTS = st.lists(st.text(st.sampled_from("ab 字"), max_size=12), max_size=8)


@given(TEXTS)
def test_a_text_covers_itself(texts: list[str]) -> None:
    expected = [1.0 if word_count(text) else 0.0 for text in texts]
    assert coverage_of(texts, "\n".join(texts)) == expected


@given(TEXTS, st.text(st.sampled_from("ab 字"), max_size=40))
def test_shares_are_shares(texts: list[str], reference: str) -> None:
    shares = coverage_of(texts, reference)
    assert len(shares) == len(texts)
    assert all(0 <= share <= 1 for share in shares)


@given(TEXTS, st.text(st.sampled_from("ab 字"), max_size=40))
def test_flags_are_one_a_word_and_no_more_than_the_reference_has(
    texts: list[str], reference: str
) -> None:
    words = [words_of(text) for text in texts]
    covered = covered_words(words, reference)
    assert [len(flags) for flags in covered] == [len(of_text) for of_text in words]
    flagged = Counter(
        word
        for of_text, flags in zip(words, covered, strict=True)
        for word, flag in zip(of_text, flags, strict=True)
        if flag
    )
    assert flagged <= Counter(words_of(reference))


@given(TEXTS, st.text(st.sampled_from("ab 字"), max_size=40))
def test_shares_are_those_of_the_flags(texts: list[str], reference: str) -> None:
    covered = covered_words([words_of(text) for text in texts], reference)
    expected = [sum(flags) / len(flags) if flags else 0.0 for flags in covered]
    assert coverage_of(texts, reference) == expected
