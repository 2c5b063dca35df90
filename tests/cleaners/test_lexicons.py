from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from cleaners import lexicons
from cleaners.lexicons import Lexicon, entries, folded_in_place, lexicon


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


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (("read on", "read on here"), "To read on here, pay", "read on here"),
        (("pay here", "to read"), "Pay here to read", "pay here"),
        (("read on", "on"), "Spread on on", "on"),
        (("read on", "read one"), "read one", "read one"),
        (("on",), "_on on_ son", None),
        (("on",), "\u00a0On\n", "on"),
        (("on",), "\uffff on", "on"),
    ],
)
def test_the_first_phrase_counts_and_of_two_there_the_longest(
    phrases: tuple[str, ...], text: str, found: str | None
) -> None:
    assert Lexicon(phrases).found_in(text) == found


class CountingAutomaton:
    """Reads a text as the automaton of a lexicon and notes how many characters it is given."""

    def __init__(self) -> None:
        self.characters = 0

    def iter(self, text: str) -> Iterator[tuple[int, object]]:
        self.characters += len(text)
        return iter(())


def test_a_text_is_read_once_however_many_phrases_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A block of two million signs between few words once took a quarter of a minute."""
    automaton = CountingAutomaton()
    phrases_given: list[int] = []

    def counting(of_phrase: Mapping[str, object], nothing: object) -> CountingAutomaton:
        phrases_given.append(len(of_phrase))
        return automaton

    monkeypatch.setattr(lexicons, "automaton_of", counting)
    text = "» · « (\ufffd) · " * 1_000
    assert Lexicon(tuple(f"pay {number}" for number in range(300))).found_in(text) is None
    assert phrases_given == [300]
    assert automaton.characters <= len(text) + 2


def test_a_table_that_no_language_has_finds_nothing() -> None:
    assert lexicon("no such table").found_in("anything") is None


def test_entries_are_written_as_they_are_compared() -> None:
    compared = [folded_in_place(entry.phrase).strip() for entry in entries()]
    assert [entry.phrase for entry in entries()] == compared


def test_no_entry_stands_twice_in_a_table_of_a_language() -> None:
    assert [entry for entry, count in Counter(entries()).items() if count > 1] == []
