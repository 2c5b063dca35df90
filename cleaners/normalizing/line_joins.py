"""Lines of a text that were wrapped, joined to a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from cleaners.normalizing.replacements import Replacement
from cleaners.words import UNSPACED

LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*(?:(?:>[ \t]?)+(?![>]))?")
"""A line break with what stands around it, the marks of a quotation too."""

HYPHEN = re.compile(r"[^\W_][-‐]$")
HYPHENATED = re.compile(r"[^\W\d_][-‐]\n(?:>[ \t]?)*[^\W\d_A-ZÀ-Þ]")
PARTED = re.compile(r"[-‐\u00ad][ \t]*\n[ \t>]*\S*")
REACH = 100
"""So many characters on both sides of a line break decide on it."""

WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
WORD_BEFORE = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*[-‐]\Z")
WORD_BEHIND = re.compile(r"[^\W\d_]+")
UNSPACED_EDGE = re.compile(rf"[{UNSPACED}\u3001-\u303f\uff01-\uff65]")
SOFT_HYPHEN = "\u00ad"

MIN_HYPHENATED = 3
MIN_HYPHENATED_SHARE = 0.04
"""Of the wrapped lines, so many end with a hyphen where a program has parted words; where it has
not, those that do are breaks within ``well-known``."""

MAX_LONE_WORD = 4
"""A word such as the ``und`` of ``Vor- und Nachteile`` is no longer."""


class LineJoins:
    """Joins the lines within the blocks of one text; it has seen all of its words."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts of all blocks, as segmented."""
        self._texts = texts

    def __call__(self, text: str) -> Iterator[Replacement]:
        """Find line breaks: each gives way to a space, or to nothing within a word.

        ``exam-`` and ``ple`` are one word where the text has it elsewhere, or parts words at its
        line ends all over; ``well-`` and ``known`` keep their hyphen. Chinese and its kin are
        joined without a space.
        """
        if "\n" not in text:
            return
        for found in LINE_BREAK.finditer(text):
            before = text[max(0, found.start() - REACH) : found.start()]
            behind = text[found.end() : found.end() + REACH]
            if before.endswith(SOFT_HYPHEN):
                yield Replacement(found.start() - 1, found.end(), "")
            elif HYPHEN.search(before[-2:]) and behind[:1].isalnum():
                kept = self._kept_hyphen(before, behind)
                yield Replacement(found.start() - 1, found.end(), kept)
            elif not behind or is_unspaced(before, behind):
                yield Replacement(found.start(), found.end(), "")
            else:
                yield Replacement(found.start(), found.end(), " ")

    def _kept_hyphen(self, before: str, behind: str) -> str:
        """Return what stays of a hyphen at the end of a line, with a space if two words follow."""
        hyphen = before[-1]
        first, second = WORD_BEFORE.search(before), WORD_BEHIND.match(behind)
        if first is None or second is None or not second[0].islower():
            return hyphen
        left, right = first[0].lower(), second[0].lower()
        if left[:-1] + right in self._words:
            return ""
        if left + right in self._words:
            return hyphen
        is_lone = len(right) <= MAX_LONE_WORD and not behind[len(right) :].startswith(hyphen)
        if is_lone and right in self._words:
            return f"{hyphen} "
        return "" if self._parts_words else hyphen

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(
            word.lower() for text in self._texts for word in WORD.findall(PARTED.sub(" ", text))
        )

    @cached_property
    def _parts_words(self) -> bool:
        breaks = sum(text.count("\n") for text in self._texts)
        parted = sum(len(HYPHENATED.findall(text)) for text in self._texts)
        return parted >= max(MIN_HYPHENATED, MIN_HYPHENATED_SHARE * breaks)


def is_unspaced(before: str, behind: str) -> bool:
    """Return whether no space stands between two lines: both are of a script without spaces."""
    last, first = before[-1:], behind[:1]
    return bool(UNSPACED_EDGE.match(last) and UNSPACED_EDGE.match(first))
