"""Which kinds of characters a text is made of, counted for all blocks of a page at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaners.words import UNSPACED_CHARACTER

PLANE = 65_536
"""Characters beyond the first plane are told apart no further."""


class CharacterKind(IntEnum):
    """What a character is to the eye of a reader."""

    OTHER = 0
    LOWER = 1
    UPPER = 2
    DIGIT = 3
    SPACE = 4
    SENTENCE_END = 5
    COMMA = 6
    QUOTE = 7
    SEPARATOR = 8
    PUNCTUATION = 9
    UNSPACED = 10
    UNCASED = 11
    BREAK = 12


KIND_COUNT = 16
SENTENCE_ENDS = ".!?…。！？।۔؟"
COMMAS = ",;:，、；：،؛"
QUOTES = "\"'“”„‟‘’‚«»‹›「」『』"
SEPARATORS = "|·•→▶►/\\<>_=+*#~^©@&"


@cache
def kinds_of_plane() -> NDArray[np.uint8]:
    """Return the kind of each character of Unicode's first plane."""
    plane = "".join(map(chr, range(PLANE)))
    kinds = np.array([kind_of_category(unicodedata.category(each)) for each in plane], np.uint8)
    kinds[[match.start() for match in UNSPACED_CHARACTER.finditer(plane)]] = CharacterKind.UNSPACED
    for kind, members in NAMED_CHARACTERS.items():
        kinds[[ord(each) for each in members]] = kind
    return kinds


def kind_of_category(category: str) -> CharacterKind:
    """Return the kind of a character by its general category in Unicode."""
    named = KIND_OF_CATEGORY.get(category)
    return KIND_OF_CATEGORY.get(category[0], CharacterKind.OTHER) if named is None else named


NAMED_CHARACTERS = {
    CharacterKind.SENTENCE_END: SENTENCE_ENDS,
    CharacterKind.COMMA: COMMAS,
    CharacterKind.QUOTE: QUOTES,
    CharacterKind.SEPARATOR: SEPARATORS,
    CharacterKind.BREAK: "\n\t\r",
}

KIND_OF_CATEGORY = {
    "Ll": CharacterKind.LOWER,
    "Lu": CharacterKind.UPPER,
    "Lt": CharacterKind.UPPER,
    "Lo": CharacterKind.UNCASED,
    "Lm": CharacterKind.UNCASED,
    "Mn": CharacterKind.UNCASED,
    "Mc": CharacterKind.UNCASED,
    "Nd": CharacterKind.DIGIT,
    "Nl": CharacterKind.DIGIT,
    "Z": CharacterKind.SPACE,
    "P": CharacterKind.PUNCTUATION,
    "S": CharacterKind.PUNCTUATION,
}


class CharacterCounts:
    """The characters of some texts by kind.

    Attributes:
        counts: How many characters of each kind (row) each text (column) has.
        firsts: The kind of the first character of each text.
        lasts: The kind of the last one.
        capitalised: How many words of each text begin with a capital.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        lengths = np.array(list(map(len, texts)), dtype=np.int64)
        ends = np.cumsum(lengths)
        starts = ends - lengths
        kinds = kinds_in("".join(texts))
        owners = np.repeat(np.arange(0, KIND_COUNT * len(texts), KIND_COUNT), lengths)
        counts = np.bincount(owners + kinds, minlength=KIND_COUNT * len(texts))
        self.counts = counts.reshape(len(texts), KIND_COUNT).T.astype(np.float64)
        self.firsts = kinds[starts]
        self.lasts = kinds[ends - 1]
        capitals = np.flatnonzero(kinds == UPPER)
        owner, before = owners[capitals], np.maximum(capitals - 1, 0)
        begins = (capitals == 0) | (owner != owners[before]) | ~IS_LETTER[kinds[before]]
        beginners = owner[begins] // KIND_COUNT
        self.capitalised = np.bincount(beginners, minlength=len(texts)).astype(np.float64)


def kinds_in(text: str) -> NDArray[np.uint8]:
    """Return the kind of each character of a text."""
    if text.isascii():
        return kinds_of_plane().take(np.frombuffer(text.encode("ascii"), dtype=np.uint8))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return kinds_of_plane().take(codes, mode="clip")  # in half the time of indexing


UPPER = int(CharacterKind.UPPER)
IS_LETTER = np.zeros(KIND_COUNT, dtype=np.bool_)
IS_LETTER[[CharacterKind.LOWER, CharacterKind.UPPER, CharacterKind.UNCASED]] = True
