"""The words and phrases that give boilerplate away, by language: data, not code.

A table of a lexicon holds phrases by the place where they count: ``whole`` (the line is the phrase,
but for digits, signs and arrows around it), ``start``, ``end``, and ``within`` (anywhere).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files

from msgspec import Struct

from cleaners.automata import automaton_of
from cleaners.words import UNSPACED_CHARACTER

SPACES = re.compile(r"\s+")


class Place(StrEnum):
    """Where in a line a phrase counts."""

    WHOLE = "whole"
    START = "start"
    END = "end"
    WITHIN = "within"


class Entry(Struct, frozen=True):
    """A phrase of a lexicon.

    Attributes:
        table: Such as ``newsletter``.
        place: Where in a line it counts.
        phrase: Folded, as it is compared.
        language: Of the lexicon that holds it.
    """

    table: str
    place: Place
    phrase: str
    language: str

    def __str__(self) -> str:
        return f"{self.table}.{self.place} {self.language} “{self.phrase}”"


class Ranked(Struct, frozen=True, gc=False):
    """A phrase with what is asked of it where it is found.

    Attributes:
        rank: Of phrases that begin at one place the one with the lowest rank counts.
        phrase: Folded.
        is_bounded: Whether it counts only as whole words; scripts without spaces have none.
    """

    rank: int
    phrase: str
    is_bounded: bool

    def counts_in(self, padded: str, start: int) -> bool:
        """Return whether it counts where it stands in a text with a character at each end."""
        if not self.is_bounded:
            return True
        return not (
            goes_on_word(padded[start - 1]) or goes_on_word(padded[start + len(self.phrase)])
        )


class Lexicon:
    """The phrases of one table in all languages that count anywhere in a text.

    Phrases are compared without case, with white space squeezed and straight apostrophes, and only
    where they begin and end with whole words.
    """

    def __init__(self, phrases: tuple[str, ...]) -> None:
        ranked: dict[str, Ranked | None] = {}
        for rank, phrase in enumerate(map(folded, sorted(phrases, key=len, reverse=True))):
            is_bounded = UNSPACED_CHARACTER.search(phrase) is None
            ranked.setdefault(phrase, Ranked(rank, phrase, is_bounded))
        self._automaton = automaton_of(ranked, None)

    def found_in(self, text: str) -> str | None:
        """Return the first phrase that stands in a text, the longest that does there, or None."""
        if self._automaton is None:
            return None
        padded = f"\n{folded(text)}\n"
        found = [
            (start, ranked.rank, ranked.phrase)
            for last, ranked in self._automaton.iter(padded)
            if ranked is not None
            and ranked.counts_in(padded, start := last - len(ranked.phrase) + 1)
        ]
        return min(found)[2] if found else None


def goes_on_word(character: str) -> bool:
    """Return whether a character is a part of a word, as in patterns."""
    return character.isalnum() or character == "_"


def folded(text: str) -> str:
    """Return a text as phrases are compared: no case, single spaces, straight apostrophes."""
    return SPACES.sub(" ", text.replace("İ", "i")).casefold().replace("’", "'")


def folded_in_place(text: str) -> str:
    """Return a text in lower case with straight apostrophes, each character in its place."""
    if text.isascii():  # as most are
        return text.lower().replace("\n", " ")
    lower = text.lower()
    if len(lower) != len(text):  # the capital I with a dot becomes two characters, and no other
        lower = text.replace("İ", "i").lower()
    return lower.replace("’", "'").replace("\n", " ")


@cache
def entries() -> tuple[Entry, ...]:
    """Return every phrase of the shipped lexicons, in the order of languages and tables."""
    return tuple(read_entries())


def read_entries() -> Iterator[Entry]:
    """Yield the phrases of ``cleaners/data/lexicons/<language>.toml``."""
    for file in sorted(files("cleaners").joinpath("data", "lexicons").iterdir(), key=str):
        if file.name.endswith(".toml"):
            language = file.name.removesuffix(".toml")
            for table, places in tomllib.loads(file.read_text("utf-8")).items():
                for place, phrases in places.items():
                    for phrase in phrases:
                        yield Entry(table, Place(place), phrase, language)


@cache
def lexicon(table: str) -> Lexicon:
    """Return the phrases that the shipped lexicons of all languages have under a table's name.

    Args:
        table: Such as ``paywall``; a language that has no such table adds nothing.
    """
    phrases = (each.phrase for each in entries() if each.table == table)
    return Lexicon(tuple(dict.fromkeys(phrases)))
