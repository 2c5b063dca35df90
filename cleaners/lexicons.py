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


class Lexicon:
    """The phrases of one table in all languages that count anywhere in a text.

    Phrases are compared without case, with white space squeezed and straight apostrophes, and only
    where they begin and end with whole words.
    """

    def __init__(self, phrases: tuple[str, ...]) -> None:
        alternatives = "|".join(
            bounded(folded(phrase)) for phrase in sorted(phrases, key=len, reverse=True)
        )
        self._pattern = re.compile(alternatives) if phrases else None

    def found_in(self, text: str) -> str | None:
        """Return the first phrase that stands in a text, or None."""
        found = self._pattern.search(folded(text)) if self._pattern else None
        return found.group() if found else None


def bounded(phrase: str) -> str:
    """Return a pattern for a phrase as whole words; scripts without spaces have no such bounds."""
    escaped = re.escape(phrase)
    return escaped if UNSPACED_CHARACTER.search(phrase) else rf"(?<!\w){escaped}(?!\w)"


def folded(text: str) -> str:
    """Return a text as phrases are compared: no case, single spaces, straight apostrophes."""
    return SPACES.sub(" ", text.replace("İ", "i")).casefold().replace("’", "'")


def folded_in_place(text: str) -> str:
    """Return a text in lower case with straight apostrophes, each character in its place."""
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
