from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Edit
from cleaners.normalizing.characters import characters_in
from cleaners.normalizing.replacements import (
    MAX_COMPARED_CHARS,
    Replacement,
    differences,
    rewritten,
)


def test_differences_are_small_and_whole() -> None:
    assert list(differences("itâ€™s cafe\u0301", "it’s café", offset=10)) == [
        Replacement(12, 15, "’"),
        Replacement(20, 22, "é"),
    ]


def test_very_long_texts_are_replaced_whole() -> None:
    before = "a" * (MAX_COMPARED_CHARS + 1)
    assert list(differences(before, "b")) == [Replacement(0, len(before), "b")]


def test_rewriting_says_where_each_change_stands_in_the_new_text() -> None:
    changes = [Replacement(0, 1, ""), Replacement(2, 2, "xy"), Replacement(3, 4, "z")]
    assert rewritten("abcd", changes, rule="rule", block=3) == (
        "bxycz",
        [Edit(3, "rule", "a", "", 0), Edit(3, "rule", "", "xy", 1), Edit(3, "rule", "d", "z", 4)],
    )


@given(st.text("abc ", max_size=20), st.text("abc ", max_size=20))
def test_differences_turn_one_text_into_the_other(before: str, after: str) -> None:
    text, edits = rewritten(before, differences(before, after), rule="", block=0)
    assert text == after
    assert all(edit.before != edit.after for edit in edits)


def test_character_classes_are_read_as_ranges() -> None:
    assert characters_in("a-cx\n") == frozenset("abcx\n")
