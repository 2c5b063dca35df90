"""Kinds of characters, counted for all texts at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.learned.characters import CharacterCounts, CharacterKind, kinds_in

K = CharacterKind


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("a", K.LOWER),
        ("ß", K.LOWER),
        ("É", K.UPPER),
        ("7", K.DIGIT),
        ("٣", K.DIGIT),
        (" ", K.SPACE),
        ("\N{NO-BREAK SPACE}", K.SPACE),
        ("\t", K.BREAK),
        ("。", K.SENTENCE_END),
        ("،", K.COMMA),
        ("„", K.QUOTE),
        ("»", K.QUOTE),
        ("|", K.SEPARATOR),
        ("(", K.PUNCTUATION),
        ("€", K.PUNCTUATION),
        ("水", K.UNSPACED),
        ("ש", K.UNCASED),
        ("한", K.UNCASED),
        ("\U0001f41f", K.OTHER),
    ],
)
def test_the_kind_of_a_character(character: str, kind: CharacterKind) -> None:
    assert list(kinds_in(character)) == [kind]


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=8))
def test_counts_are_those_of_each_text_alone(texts: list[str]) -> None:
    together = CharacterCounts(texts)
    for index, text in enumerate(texts):
        alone = CharacterCounts([text])
        assert together.counts[:, index].sum() == len(text)
        assert list(together.counts[:, index]) == list(alone.counts[:, 0])
        assert together.firsts[index] == alone.firsts[0]
        assert together.lasts[index] == alone.lasts[0]
        assert together.capitalised[index] == alone.capitalised[0]


def test_capitals_count_where_a_word_begins() -> None:
    counts = CharacterCounts(["Old Weir", "weirKeeper", "the Weir and É", "A"])
    assert list(counts.capitalised) == [2, 0, 2, 1]
