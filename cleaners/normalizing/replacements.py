"""Changes of characters at their places: applied, told from two texts, spans moved with them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from cleaners.document import Edit, Span

MAX_COMPARED_CHARS = 20_000
"""Two longer texts are not compared character by character: it takes time by their product."""


class Replacement(NamedTuple):
    """The characters from ``start`` up to ``end`` (half open) give way to ``after``."""

    start: int
    end: int
    after: str


Fix = Callable[[str], Iterable[Replacement]]
"""Finds what one rule changes in a text: in order, not overlapping, none that changes nothing."""


class Rule(NamedTuple):
    """A fix, its switch in the settings, and what must occur in a text for it to be tried."""

    name: str
    fix: Fix
    triggers: frozenset[str] | None = None


def matches_replaced(pattern: re.Pattern[str], text: str, after: str) -> Iterator[Replacement]:
    """Yield the replacement of every match of a pattern by the same characters."""
    return (Replacement(found.start(), found.end(), after) for found in pattern.finditer(text))


def neighbours(text: str, found: re.Match[str]) -> tuple[str, str]:
    """Return the characters before and behind a match; empty at the edges of the text."""
    return text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]


def rewritten(
    text: str, replacements: Iterable[Replacement], *, rule: str, block: int
) -> tuple[str, list[Edit]]:
    """Return the text after some replacements, and each of them as an edit."""
    pieces: list[str] = []
    edits: list[Edit] = []
    read = written = 0
    for start, end, after in replacements:
        pieces += (text[read:start], after)
        written += start - read
        edits.append(Edit(block, rule, text[start:end], after, written))
        read = end
        written += len(after)
    pieces.append(text[read:])
    return "".join(pieces), edits


def moved_spans(spans: tuple[Span, ...], replacements: Sequence[Replacement]) -> tuple[Span, ...]:
    """Return spans at their places after some replacements; a span that lost its text goes.

    A bound within replaced characters keeps its distance from their start, as far as what
    replaces them reaches.
    """
    if not spans or all(len(after) == end - start for start, end, after in replacements):
        return spans
    ends = [replacement.end for replacement in replacements]
    shifts = [0]
    for start, end, after in replacements:
        shifts.append(shifts[-1] + len(after) - (end - start))

    def moved(position: int) -> int:
        count = bisect_right(ends, position)
        moved_position = position + shifts[count]
        if count < len(replacements) and replacements[count].start < position:
            start, _, after = replacements[count]
            return min(moved_position, start + shifts[count] + len(after))
        return moved_position

    places = ((moved(span.start), moved(span.end), span) for span in spans)
    return tuple(
        Span(start, end, span.kind, span.target) for start, end, span in places if start < end
    )


def differences(before: str, after: str, offset: int = 0) -> Iterator[Replacement]:
    """Yield the smallest replacements that turn one text into another.

    Args:
        before: The text as it is.
        after: The text as it should be.
        offset: Place of ``before`` in a longer text.
    """
    if before == after:
        return
    if len(before) > MAX_COMPARED_CHARS:
        yield Replacement(offset, offset + len(before), after)
        return
    operations = Levenshtein.opcodes(before, after)
    for changed, group in groupby(operations, key=lambda operation: operation.tag != "equal"):
        if changed:
            run = list(group)
            first, last = run[0], run[-1]
            new = after[first.dest_start : last.dest_end]
            yield Replacement(offset + first.src_start, offset + last.src_end, new)
