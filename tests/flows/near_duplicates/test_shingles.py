"""What texts are compared by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.near_duplicates.shingles import shingles_of


def test_shingles_are_pairs_of_the_longer_words() -> None:
    shingles, words = shingles_of("The harbour of Talvik, they said, froze in May.")
    assert set(shingles) == {b"harbourtalvik", b"talvikthey", b"theysaid", b"saidfroze"}
    assert words == 9


def test_case_punctuation_and_lines_do_not_count() -> None:
    plain = shingles_of("The Mayor said harbour works would end in October")
    for text in (
        "THE MAYOR SAID HARBOUR WORKS WOULD END IN OCTOBER",
        "The mayor said:\n\n“harbour works would end in October”…",
        "«The mayor» said – harbour\u00a0works would end in October!",
    ):
        assert set(shingles_of(text)[0]) == set(plain[0]), text
        assert shingles_of(text)[1] == plain[1]


def test_texts_without_spaces_are_compared_by_characters() -> None:
    shingles, words = shingles_of("港の氷が溶けた。市長は喜んだ。")
    assert "港の氷".encode() in shingles
    assert "けた市".encode() in shingles
    assert words == 7
    assert len(shingles) == 11


def test_korean_and_hindi_have_words() -> None:
    for text in ("항구의 얼음이 녹았다고 시장이 말했다", "बंदरगाह की बर्फ पिघल गई है मेयर ने कहा"):
        _, words = shingles_of(text)
        assert words == len(text.split())


def test_a_text_of_short_words_is_compared_by_all_of_them() -> None:
    assert b"gohe" in shingles_of("so we go he to us at it by me")[0]


@given(st.text())
def test_any_text_has_distinct_shingles(text: str) -> None:
    shingles, words = shingles_of(text)
    assert len(shingles) == len(set(shingles))
    assert bool(shingles) == bool(words)
    assert shingles_of(text)[1] == words
