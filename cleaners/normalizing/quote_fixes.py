"""Quotation marks that stand the wrong way, or are glued to the word outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaners.normalizing.quotations import (
    MAX_WORD_CHARS,
    WORD_AT_END,
    WORD_AT_START,
    QuoteMark,
    Role,
)
from cleaners.normalizing.quote_conventions import QuoteConventions, QuotePair
from cleaners.normalizing.replacements import Replacement

SPACED_SCRIPT = re.compile("[A-Za-zÀ-\u052f\u1e00-\u1fff]")

MIN_GLUED_WORDS = 3
"""A quotation of fewer words may be part of a word: ``“un”American``, ``the “smart”phone``."""

MIN_GLUED_LETTERS = 4
"""A shorter word beside a mark may be a prefix or a suffix, unless it is a common word."""

MIN_COMMON_LETTERS = 3
"""A common word of so many letters is no suffix, whatever is quoted: ``the “smart”and``."""

CLAUSE_END = frozenset(".,!?…")
BEFORE_QUOTATION = frozenset({",", ":", ";"})


def turn_quotes(marks: Sequence[QuoteMark]) -> Iterator[Replacement]:
    """Find marks that stand the wrong way: ``cases—”shows it.”``, ``“moving forward“ he said``.

    Left alone are German's closing ``“``, Swedish ``”…”``, apostrophes, inches, and every mark
    of a paragraph whose marks do not take turns.
    """
    for mark in marks:
        if mark.glyph != mark.proper:
            yield Replacement(mark.position, mark.position + 1, mark.proper)


def space_quotes(
    text: str, marks: Sequence[QuoteMark], pair: QuotePair, conventions: QuoteConventions
) -> Iterator[Replacement]:
    """Find marks that are glued to the word outside: ``appropriately,”State``, ``said“I will``.

    Left alone are quotations that are parts of words (``“smart”phone``, ``“do it yourself”ers``),
    marks beside dashes, brackets and other marks, and languages that join suffixes.
    """
    if not conventions.spaced:
        return
    for opening, closing in pairwise(marks):
        if opening.role is not Role.OPENS:
            continue
        is_long = len(text[opening.position + 1 : closing.position].split()) >= MIN_GLUED_WORDS
        if not is_long and not pair.is_directed:
            continue
        if is_glued_behind_word(text, opening, pair, conventions, is_long=is_long):
            yield Replacement(opening.position, opening.position + 1, f" {opening.glyph}")
        if is_glued_before_word(text, closing, conventions, is_long=is_long):
            yield Replacement(closing.position, closing.position + 1, f"{closing.glyph} ")


def is_glued_behind_word(
    text: str,
    mark: QuoteMark,
    pair: QuotePair,
    conventions: QuoteConventions,
    *,
    is_long: bool,
) -> bool:
    """Return whether an opening mark follows a word, or its comma, without a space."""
    if mark.glyph != mark.proper or not text[mark.position + 1].isalpha():
        return False
    before = text[max(mark.position - MAX_WORD_CHARS, 0) : mark.position]
    if pair.is_directed and before[-1:] in BEFORE_QUOTATION:
        return True
    word = WORD_AT_END.search(before)
    return is_long and word is not None and stands_alone(word[0], conventions)


def is_glued_before_word(
    text: str, mark: QuoteMark, conventions: QuoteConventions, *, is_long: bool
) -> bool:
    """Return whether a closing mark is followed by a word without a space."""
    word = WORD_AT_START.match(text, mark.position + 1)
    if mark.glyph != mark.proper or word is None:
        return False
    if is_long or text[mark.position - 1] in CLAUSE_END:
        return stands_alone(word[0], conventions)
    return len(word[0]) >= MIN_COMMON_LETTERS and word[0].lower() in conventions.words


def stands_alone(word: str, conventions: QuoteConventions) -> bool:
    """Return whether letters beside a mark are a word of their own, not a part of one."""
    if SPACED_SCRIPT.match(word) is None or word.lower() in conventions.parts:
        return False
    if len(word) >= MIN_GLUED_LETTERS:
        return True
    is_letter = len(word) == 1 and word.islower()  # a footnote may be meant
    return word.lower() in conventions.words and not is_letter
