from __future__ import annotations

from collections import Counter

import pytest

from cleaners.lexicons import entries, folded_in_place, lexicon


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please SUBSCRIBE to\u00a0 continue  reading now", "subscribe to continue reading"),
        (
            "You’ve reached your limit of free articles",
            "you've reached your limit of free articles",
        ),
        ("They unsubscribe to read in peace", None),
        ("subscribe to readings of poems", None),
    ],
)
def test_phrases_are_found_as_whole_words_without_case(text: str, found: str | None) -> None:
    assert lexicon("paywall").found_in(text) == found


def test_a_phrase_of_a_script_without_spaces_has_no_bounds() -> None:
    phrase = next(
        entry.phrase for entry in entries() if entry.table == "paywall" and entry.language == "ja"
    )
    assert lexicon("paywall").found_in(f"この{phrase}のため") == phrase


def test_a_table_that_no_language_has_finds_nothing() -> None:
    assert lexicon("no such table").found_in("anything") is None


def test_entries_are_written_as_they_are_compared() -> None:
    compared = [folded_in_place(entry.phrase).strip() for entry in entries()]
    assert [entry.phrase for entry in entries()] == compared


def test_no_entry_stands_twice_in_a_table_of_a_language() -> None:
    assert [entry for entry, count in Counter(entries()).items() if count > 1] == []
