from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from cleaners.lexicons import folded, lexicon

LANGUAGES = ["en", "de", "fr", "es"]


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


def test_a_table_that_no_language_has_finds_nothing() -> None:
    assert lexicon("no such table").found_in("anything") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_are_written_as_they_are_compared(language: str) -> None:
    file = files("cleaners").joinpath("data", "lexicons", f"{language}.toml")
    for table in tomllib.loads(file.read_text("utf-8")).values():
        phrases = table["phrases"]
        assert len(set(map(folded, phrases))) == len(phrases)
        assert all(phrase == phrase.lower().strip() for phrase in phrases)
