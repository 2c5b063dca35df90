from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaners.judging.counting import word_counts
from cleaners.words import word_count

CHARACTERS = st.one_of(
    st.characters(),
    st.sampled_from("ab 1_-’é\n\u00ad\u200b橋はไ\U00020000\U0003ffff\U00040000\U000e0100\ud800"),
)


@given(st.lists(st.text(CHARACTERS, max_size=12)))
def test_words_are_counted_together_as_in_each_text(texts: list[str]) -> None:
    assert word_counts(texts) == [word_count(text) for text in texts]


def test_a_word_ends_with_its_text() -> None:
    assert word_counts(["The goats", "crossed", "", "the weir\u00ads at night"]) == [2, 1, 0, 4]
