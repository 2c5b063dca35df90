"""The words and phrases that give boilerplate away, by language: data, not code."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

SPACES = re.compile(r"\s+")


class Lexicon:
    """The phrases of one table in all languages.

    Phrases are compared without case, with white space squeezed and straight apostrophes, and only
    where they begin and end with whole words.
    """

    def __init__(self, phrases: tuple[str, ...]) -> None:
        alternatives = "|".join(
            re.escape(folded(phrase)) for phrase in sorted(phrases, key=len, reverse=True)
        )
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if phrases else None

    def found_in(self, text: str) -> str | None:
        """Return the first phrase that stands in a text, or None."""
        found = self._pattern.search(folded(text)) if self._pattern else None
        return found.group() if found else None


def folded(text: str) -> str:
    """Return a text as phrases are compared: no case, single spaces, straight apostrophes."""
    return SPACES.sub(" ", text).casefold().replace("’", "'")


@cache
def lexicon(table: str) -> Lexicon:
    """Return the phrases that the shipped lexicons of all languages have under a table's name.

    Args:
        table: Such as ``paywall``; a language that has no such table adds nothing.
    """
    phrases: list[str] = []
    for file in sorted(files("cleaners").joinpath("data", "lexicons").iterdir(), key=str):
        if file.name.endswith(".toml"):
            entries = tomllib.loads(file.read_text("utf-8"))
            phrases.extend(entries.get(table, {}).get("phrases", ()))
    return Lexicon(tuple(dict.fromkeys(phrases)))
