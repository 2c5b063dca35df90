"""Which quotation marks a language uses, and which language a paragraph is in."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct

WORD = re.compile(r"[^\W\d_]+")

MIN_WORDS_OF_DECLARED = 1
"""A declared language is believed if the paragraph has so many of its common words."""

MIN_WORDS_OF_UNDECLARED = 2
"""Without a declaration the paragraph must have more, and more than of any other language."""

STRAIGHT = '"'


class QuotePair(Struct, frozen=True):
    """How a quotation opens and closes."""

    opening: str
    closing: str

    @property
    def marks(self) -> frozenset[str]:
        """Its characters."""
        return frozenset((self.opening, self.closing))

    @property
    def is_directed(self) -> bool:
        """Whether the two marks differ, so that one can stand the wrong way."""
        return self.opening != self.closing


class QuoteConventions(Struct, frozen=True):
    """The quotation marks of a language; see ``quotes.toml``."""

    pairs: tuple[QuotePair, ...]
    spaced: bool
    words: frozenset[str]
    parts: frozenset[str] = frozenset()

    @property
    def opening_only(self) -> str:
        """The marks that open, and close in none of the pairs."""
        closing = {pair.closing for pair in self.pairs}
        return "".join(pair.opening for pair in self.pairs if pair.opening not in closing)

    @property
    def closing_only(self) -> str:
        """The marks that close, and open in none of the pairs."""
        opening = {pair.opening for pair in self.pairs}
        return "".join(pair.closing for pair in self.pairs if pair.closing not in opening)

    def pair_of(self, marks: frozenset[str]) -> QuotePair | None:
        """Return the one pair that some marks are of, None if none or several can be meant."""
        fitting = [pair for pair in self.pairs if marks <= pair.marks]
        exact = [pair for pair in fitting if marks == pair.marks]
        candidates = exact or fitting
        return candidates[0] if len(candidates) == 1 else None


class _Entry(Struct, frozen=True, forbid_unknown_fields=True):
    pairs: list[str]
    spaced: bool
    words: str
    parts: str = ""
    also: tuple[str, ...] = ()

    def conventions(self) -> QuoteConventions:
        return QuoteConventions(
            pairs=tuple(QuotePair(marks[0], marks[-1]) for marks in (*self.pairs, STRAIGHT)),
            spaced=self.spaced,
            words=frozenset(self.words.split()),
            parts=frozenset(self.parts.split()),
        )


@cache
def quote_conventions() -> dict[str, QuoteConventions]:
    """Return the shipped conventions (``cleaners/data/quotes.toml``) by language."""
    return {language: entry.conventions() for language, entry in _entries().items()}


@cache
def other_tags() -> dict[str, str]:
    """Return the languages of the conventions by the other tags that they go by."""
    return {tag: language for language, entry in _entries().items() for tag in entry.also}


@cache
def _entries() -> dict[str, _Entry]:
    source = files("cleaners").joinpath("data", "quotes.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(source), dict[str, _Entry])


@lru_cache(maxsize=256)
def known_language(tag: str | None) -> str | None:
    """Return the language that a BCP 47 tag names, None if its conventions are not known."""
    primary = (tag or "").replace("_", "-").partition("-")[0].lower()
    language = other_tags().get(primary, primary)
    return language if language in quote_conventions() else None


def conventions_of(text: str, declared: str | None) -> QuoteConventions | None:
    """Return the conventions of the language that a paragraph is in, if that is certain.

    Pages often declare a language that their text is not in, so the text has the last word.

    Args:
        text: The paragraph.
        declared: The language that the page declares, if its conventions are known.
    """
    words = {word.lower() for word in WORD.findall(text)}
    counts = {
        name: len(conventions.words & words) for name, conventions in quote_conventions().items()
    }
    most = max(counts.values())
    if declared is not None and counts[declared] == most >= MIN_WORDS_OF_DECLARED:
        return quote_conventions()[declared]
    leading = [name for name, count in counts.items() if count == most]
    if most >= MIN_WORDS_OF_UNDECLARED and len(leading) == 1:
        return quote_conventions()[leading[0]]
    return None
