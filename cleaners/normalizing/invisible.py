"""Characters that take no room: removed, but where a script needs them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from unicodedata import category, combining

from cleaners.normalizing.characters import (
    CONTROLS,
    DIRECTION_MARKS,
    JOINERS,
    JOINING_SCRIPTS,
    RIGHT_TO_LEFT,
    SOFT_HYPHEN,
    TAGS,
    WORD_SPLITTING_SCRIPTS,
    ZERO_WIDTH,
)
from cleaners.normalizing.replacements import Replacement, matches_replaced, neighbours

CONTROL = re.compile(f"[{CONTROLS}]+")
HYPHENATION = re.compile(f"{SOFT_HYPHEN}+")
ZERO_WIDTH_RUN = re.compile(f"[{ZERO_WIDTH}{JOINERS}{TAGS}]+")
DIRECTION_MARK = re.compile(f"[{DIRECTION_MARKS}]+")
JOINING = re.compile(f"[{JOINING_SCRIPTS}]")
WORD_SPLITTING = re.compile(f"[{WORD_SPLITTING_SCRIPTS}]")
MONGOLIAN = re.compile(r"[\u1820-\u18aa]")
FROM_RIGHT = re.compile(f"[{RIGHT_TO_LEFT}]")
REGION_FLAG = re.compile(r"[\U000e0030-\U000e0039\U000e0061-\U000e007a]+\U000e007f")

BLACK_FLAG = "\U0001f3f4"
EMOJI_STYLE = "\ufe0f"
VIRAMA_CLASS = 9
"""Canonical combining class of the signs that take a consonant's vowel away."""


def remove_controls(text: str) -> Iterator[Replacement]:
    """Find control characters, noncharacters and the like; tabs and line breaks stay."""
    return matches_replaced(CONTROL, text, "")


def remove_soft_hyphens(text: str) -> Iterator[Replacement]:
    """Find soft hyphens; every hyphen that one sees is left alone."""
    return matches_replaced(HYPHENATION, text, "")


def remove_zero_width(text: str) -> Iterator[Replacement]:
    """Find zero-width characters that only steer where a line may break.

    Left alone are the joiners between letters of scripts that need them (Persian, Hindi, Sinhala
    ...) and in emoji, the zero-width spaces between words of Khmer, Thai and their kin, and the
    tags in a region's flag.
    """
    for run in ZERO_WIDTH_RUN.finditer(text):
        kept = needed(run[0], *neighbours(text, run))
        if kept != run[0]:
            yield Replacement(run.start(), run.end(), kept)


def needed(run: str, before: str, after: str) -> str:
    """Return what a run of zero-width characters must keep between its neighbours."""
    if before == BLACK_FLAG and REGION_FLAG.fullmatch(run):
        return run
    kept = (
        character
        for character in run
        if character in NEEDED_BETWEEN and NEEDED_BETWEEN[character](before, after)
    )
    return "".join(character for character, _ in groupby(kept))


def needs_joiner(before: str, after: str) -> bool:
    """Return whether U+200D shapes a letter on either side, or joins two emoji."""
    if JOINING.match(before) or JOINING.match(after):
        return True
    return is_pictured(before) and is_pictured(after)


def is_pictured(character: str) -> bool:
    """Return whether a character can be part of an emoji (a symbol, a skin tone, a selector)."""
    return character == EMOJI_STYLE or (character != "" and category(character).startswith("S"))


def needs_non_joiner(before: str, after: str) -> bool:
    """Return whether U+200C keeps two letters apart, or a letter's virama in sight."""
    if not JOINING.match(before):
        return False
    return JOINING.match(after) is not None or combining(before) == VIRAMA_CLASS


def splits_words(before: str, after: str) -> bool:
    """Return whether U+200B stands between two words of a script without spaces."""
    return bool(WORD_SPLITTING.match(before) and WORD_SPLITTING.match(after))


def separates_vowel(before: str, after: str) -> bool:
    """Return whether U+180E stands between two Mongolian letters."""
    return bool(MONGOLIAN.match(before) and MONGOLIAN.match(after))


NEEDED_BETWEEN: dict[str, Callable[[str, str], bool]] = {
    "\u180e": separates_vowel,
    "\u200b": splits_words,
    "\u200c": needs_non_joiner,
    "\u200d": needs_joiner,
}


def remove_direction_marks(text: str) -> Iterator[Replacement]:
    """Find marks of the direction of writing in a text that only runs from left to right.

    Left alone are those of any text that has a letter of Arabic, Hebrew and their kin: there they
    decide on which side a number or a bracket is shown.
    """
    if DIRECTION_MARK.search(text) is None or FROM_RIGHT.search(text) is not None:
        return
    yield from matches_replaced(DIRECTION_MARK, text, "")
