"""Lines that are nothing but a date, a time, an age or the time it takes to read an article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cache
from importlib.resources import files

from msgspec import Struct

from cleaners.features.shapes import Shape

MAX_CHARS = 120
MAX_WORDS = 24

DIGIT = re.compile(r"\d")
TOKEN = re.compile(r"\d+|[^\W\d_]+")
NUMERIC = re.compile(
    r"(?<!\d)(?:\d{1,2}(?:\. ?|/|-|–| / )\d{1,2}(?:\. ?|/|-|–| / )(?:\d{4}|\d{2})"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)"
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
CLOCK = re.compile(r"(?<!\d)\d{1,2}(?::|\.|h| h )\d{2}(?!\d)|(?<!\d)\d{1,2} ?(?:am|pm|uhr)\b")


class Word(IntEnum):
    """What a word of a date line speaks of; the least one counts if it could be several."""

    MONTHS = 1
    WEEKDAYS = 2
    AGO = 4
    READING = 8
    UNITS = 16
    LABELS = 32
    OTHERS = 64
    SENTENCE = 128


LABELS, SENTENCE = int(Word.LABELS), int(Word.SENTENCE)
NUMBER = 256
MONTH_WITH_NUMBER = Word.MONTHS | NUMBER
READING_TIME = Word.READING | Word.UNITS | NUMBER
AGE = Word.AGO | Word.UNITS | NUMBER
LABEL_AT_MOST = ~(Word.LABELS | Word.OTHERS)
"""Sums of these numbers say of what kinds the words of a line are."""


class DateLine(Struct, frozen=True):
    """A line that is nothing but a date, a time, an age or a reading time.

    Attributes:
        evidence: Which of them, in words for a person.
        has_label: Whether it says what was done then, as ``Published`` does, or how long it reads.
        has_year: Whether it gives a year.
    """

    evidence: str
    has_label: bool
    has_year: bool


@cache
def date_words() -> Mapping[str, int]:
    """Return what each word of ``cleaners/data/date_words.toml`` speaks of."""
    source = files("cleaners").joinpath("data", "date_words.toml").read_text("utf-8")
    tables = tomllib.loads(source)
    return {
        word: int(kind)
        for kind in reversed(Word)
        for words in tables[kind.name.lower()].values()
        for word in words
    }


def short_lines_with_digits(shapes: Sequence[Shape], start: int, end: int) -> list[int]:
    """Return the blocks from start to end that are short enough for a date and have a digit."""
    search = DIGIT.search
    return [
        index
        for index, shape in enumerate(shapes[start:end], start)
        if shape.word_count <= MAX_WORDS and search(shape.folded, 0, MAX_CHARS)
    ]


def is_date_text(folded: str) -> bool:
    """Return whether all words of a folded text can stand in a date line that is no sentence."""
    kinds = kinds_of(folded)
    return kinds > 0 and not kinds & SENTENCE


def is_label(folded: str) -> bool:
    """Return whether a line only says what was done on the date in the next line: ``Posted on``."""
    kinds = kinds_of(folded)
    return bool(kinds & LABELS) and not kinds & LABEL_AT_MOST


def date_line(folded: str) -> DateLine | None:
    """Return what a folded line says of a date if it says nothing else, or None.

    A year alone is a heading, not a date, and so is a time of day without more.
    """
    kinds = kinds_of(folded)
    if not kinds & NUMBER:  # as of most lines
        return None
    has_label = bool(kinds & LABELS)
    if kinds & SENTENCE and not has_label:
        return None
    if kinds & READING_TIME == READING_TIME:
        return DateLine("a reading time", has_label=True, has_year=False)
    if kinds & AGE == AGE:
        return DateLine("how long ago", has_label=True, has_year=False)
    is_date = kinds & MONTH_WITH_NUMBER == MONTH_WITH_NUMBER or NUMERIC.search(folded) is not None
    is_hour = bool(kinds & (Word.LABELS | Word.WEEKDAYS)) and CLOCK.search(folded) is not None
    if not (is_date or is_hour):
        return None
    evidence = "a date that is labelled" if has_label else "a date"
    return DateLine(evidence, has_label=has_label, has_year=YEAR.search(folded) is not None)


def kinds_of(folded: str) -> int:
    """Return what the words of a folded text speak of, as a sum; 0 if one speaks of no date."""
    if len(folded) > MAX_CHARS:
        return 0
    known = date_words()
    first = TOKEN.search(folded)
    if first is None or not (first[0] in known or first[0].isdecimal()):  # as of most lines
        return 0
    kinds = 0
    for token in TOKEN.findall(folded):
        kind = NUMBER if token.isdecimal() else known.get(token)
        if kind is None:
            return 0
        kinds |= kind
    return kinds
