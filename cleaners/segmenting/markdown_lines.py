"""Markdown whose paragraphs are lines, as some extractors write it, as CommonMark has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

FENCE = re.compile(r" {0,3}(?:```|~~~)")
MARKED = re.compile(r"\s*(?:[-*+>|#]|\d{1,3}[.)]\s|\[[^\]]+\]:)|\s{4}|\s*$|\s*(?:=+|-+)\s*$")
"""A line that is more than a part of a paragraph, or blank."""

ITEM_OR_ROW = re.compile(r"\s*(?:[-*+|]|\d{1,3}[.)])\s?")

LONG = 100
"""No program wraps at more characters: two longer lines in a row are two paragraphs."""

MIN_PAIRS = 3


def with_parted_lines(text: str) -> str:
    """Return Markdown with a blank line between two lines that are paragraphs.

    They are where long lines follow one another more often than blank lines part them; who breaks
    a line after each sentence writes shorter ones.
    """
    lines = text.splitlines()
    plain = list(plain_lines(lines))
    pairs = sum(
        is_plain and next_is_plain and len(line) > LONG < len(following)
        for (line, is_plain), (following, next_is_plain) in pairwise(zip(lines, plain, strict=True))
    )
    blank = sum(not line.strip() for line in lines)
    if pairs < MIN_PAIRS or pairs < blank:
        return text
    return "\n".join(parted(lines, plain))


def plain_lines(lines: Sequence[str]) -> Iterator[bool]:
    """Yield for each line whether it can be a paragraph, and is no code."""
    fenced = False
    for line in lines:
        if FENCE.match(line):
            fenced = not fenced
            yield False
        else:
            yield not fenced and MARKED.match(line) is None


def parted(lines: Sequence[str], plain: Sequence[bool]) -> Iterator[str]:
    """Yield lines, with a blank one before each paragraph and before each table."""
    for index, line in enumerate(lines):
        if index and lines[index - 1].strip() and line.strip():
            above, here = plain[index - 1], plain[index]
            ends_list = here and ITEM_OR_ROW.match(lines[index - 1]) is not None
            if (above and here) or ends_list or (above and line.lstrip().startswith("|")):
                yield ""
        yield line
