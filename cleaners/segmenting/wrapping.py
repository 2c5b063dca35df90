"""Lines that a program has wrapped at some column, and which of them belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from cleaners.segmenting.text_lines import MAX_MEASURED, Line, width_of
from cleaners.words import UNSPACED, UNSPACED_CHARACTER

SENTENCE_END = re.compile(r"[.!?…:;。！？」』”\"'’»«“)\]|।۔؟]$")
PAUSE = re.compile(r"[.!?…:;,—–。！？，、।۔؟]$")

WRAP_COLUMNS = range(40, 101)
"""Widths at which programs wrap lines, in columns; a Chinese character takes two."""

WRAPPED = range(WRAP_COLUMNS.stop)
"""Widths of lines in a text that was wrapped, the short ones too."""

MIN_WRAPPED_BREAKS = 4
"""So many breaks that look wrapped are enough by themselves."""

MIN_WRAPPED_SHARE = 0.5
"""Of the line breaks within paragraphs, so many must look wrapped to join lines."""

MIN_FULL_SHARE = 0.6
"""Of the breaks that look wrapped, so many must have left no room for the word that follows."""

MAX_PAUSED_SHARE = 0.45
MIN_LOWER_SHARE = 0.25
"""A poem ends most of its lines with a pause and begins most of them with a capital."""

MIN_WIDTH_OF_CAPITALS = 55
"""Narrower lines that never go on in lower case are addresses and the like."""

MAX_LONG_SHARE = 0.3
MIN_BREAKS_OF_MANY = 8
MIN_LOWER_OF_MANY = 0.4
"""Where so much of a text stands in lines that were never wrapped, the rest may be lists: so many
breaks have to look wrapped, and so many of them to go on in lower case."""

FULL_PERCENTILE = 0.9
"""The width of the page is that of its widest lines, but for the few that stick out."""

MIN_RAGGED_SHARE = 0.7
"""Who wraps by hand breaks no line before so much of the width."""

MIN_INDENT_SHARE = 0.1
MIN_INDENT = 2
"""By so many columns more is the first line of a paragraph indented."""

BULLET = re.compile(r"[-*+•◦▪▸►‣·–—○●■□]\s")
DASH = re.compile(r"[-–—·*+]\s")
NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])[.)]\s")
COLUMNS = re.compile(r"\S(?:[ \xa0]{3,}|\s*\t\s*|\s\|\s)\S.*\S(?:[ \xa0]{3,}|\s*\t\s*|\s\|\s)\S")
FIRST_WORD = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")


class Layout(Struct, frozen=True):
    """How the lines of a text were wrapped.

    Attributes:
        width: The column by which they end.
        indent: The column at which most of them begin.
        indents_paragraphs: Whether the first line of a paragraph begins further right.
    """

    width: int
    indent: int
    indents_paragraphs: bool


def layout_of(groups: Sequence[Sequence[Line]]) -> Layout | None:
    """Return how the lines within groups were wrapped; None if they were not.

    A break looks wrapped if its line has a width at which programs wrap and ends within a sentence,
    and is one if the next word had no room left. A few such breaks may as well stand between a
    headline and a date: one of them has to go on in lower case.
    """
    breaks = [
        pair for group in groups for pair in pairwise(group) if not opens_item(pair[:1], pair[1])
    ]
    wrapped = [
        (line, following)
        for line, following in breaks
        if line.width in WRAP_COLUMNS
        and not SENTENCE_END.search(line.bare)
        and not has_columns(line, following)
    ]
    if not wrapped or len(wrapped) < MIN_WRAPPED_SHARE * len(breaks):
        return None
    lower = sum(following.bare[:1].islower() for _, following in wrapped)
    if not is_enough(len(wrapped), lower, groups):
        return None
    if lower < MIN_LOWER_SHARE * len(wrapped) and is_verse(breaks):
        return None
    widths = sorted(line.width for line, _ in wrapped)
    width = widths[int(FULL_PERCENTILE * len(widths))]
    if not lower and width < MIN_WIDTH_OF_CAPITALS:
        return None
    full = sum(has_no_room(line, following, width) for line, following in wrapped)
    if full < MIN_FULL_SHARE * len(wrapped):
        return None
    indent, indents_paragraphs = indents_of(groups)
    return Layout(width, indent, indents_paragraphs)


def indents_of(groups: Sequence[Sequence[Line]]) -> tuple[int, bool]:
    """Return the least indent that many lines have, and whether first lines have more.

    They have if what follows them mostly has not.
    """
    counts = Counter(line.indent for group in groups for line in group)
    common = MIN_INDENT_SHARE * counts.total()
    indent = min(
        indent for indent, count in counts.items() if count >= min(common, max(counts.values()))
    )
    below = [
        following.indent < indent + MIN_INDENT
        for group in groups
        for line, following in pairwise(group)
        if line.indent >= indent + MIN_INDENT
    ]
    return indent, sum(below) > len(below) / 2


def is_enough(wrapped: int, lower: int, groups: Sequence[Sequence[Line]]) -> bool:
    """Return whether breaks that look wrapped, some of them before lower case, show that they are.

    Lines of scripts without capitals go on in neither case.
    """
    widths = [line.width for group in groups for line in group]
    long_share = sum(width for width in widths if width not in WRAPPED) / sum(widths)
    if long_share > MAX_LONG_SHARE:
        return wrapped >= MIN_BREAKS_OF_MANY and lower >= MIN_LOWER_OF_MANY * wrapped
    return wrapped >= MIN_WRAPPED_BREAKS or lower > 0


def is_verse(breaks: Sequence[tuple[Line, Line]]) -> bool:
    """Return whether lines end with a pause more often than chance has it."""
    paused = sum(PAUSE.search(line.bare) is not None for line, _ in breaks)
    return paused > MAX_PAUSED_SHARE * len(breaks)


def has_no_room(line: Line, following: Line, width: int) -> bool:
    """Return whether the first word of the next line did not fit behind a line."""
    found = FIRST_WORD.match(following.bare)
    word = found[0] if found else ""
    return line.width + (not UNSPACED_CHARACTER.match(word)) + width_of(word) > width


def has_columns(line: Line, following: Line) -> bool:
    """Return whether either line has columns, as a table of figures."""
    pair = (line.text[:MAX_MEASURED], following.text[:MAX_MEASURED])
    return any(COLUMNS.search(text) for text in pair)


def opens_item(run: Sequence[Line], following: Line, width: int | None = None) -> bool:
    """Return whether a line below a run begins an item of a list, and not with a mere dash.

    Below a full line that ends within a sentence ``– he said –`` and ``12. May`` go on with it.
    """
    is_bullet = BULLET.match(following.bare) is not None
    if not (is_bullet or NUMBER.match(following.bare)):
        return False
    if SENTENCE_END.search(run[-1].bare) or run[0].bare[:1] == following.bare[:1]:
        return True
    if width is None or not has_no_room(run[-1], following, width):
        return is_bullet
    return is_bullet and not DASH.match(following.bare)


def unwrapped(group: Sequence[Line], layout: Layout) -> Iterator[list[Line]]:
    """Yield the runs of a group's lines that belong together.

    Lines are parted where a list's item begins, a quotation, a paragraph with its indented line,
    and where the next word would have had room: there somebody wanted the break.
    """
    run = [group[0]]
    for following in group[1:]:
        if is_wrap(run, following, layout):
            run.append(following)
        else:
            yield run
            run = [following]
    yield run


def is_wrap(run: Sequence[Line], following: Line, layout: Layout) -> bool:
    """Return whether the break between a run of lines and the next one comes from wrapping."""
    line, width = run[-1], layout.width
    if following.depth != line.depth or opens_item(run, following, width):
        return False
    if has_columns(line, following) or opens_paragraph(run, following, layout):
        return False
    if has_no_room(line, following, width):
        return True
    is_long = line.width >= MIN_RAGGED_SHARE * width
    return is_long and following.bare[:1].islower() and not SENTENCE_END.search(line.bare)


def opens_paragraph(run: Sequence[Line], following: Line, layout: Layout) -> bool:
    """Return whether a line is indented as the first of a paragraph; within an item all are."""
    is_item = BULLET.match(run[0].bare) or NUMBER.match(run[0].bare)
    if is_item and following.indent > run[0].indent:
        return False
    if layout.indents_paragraphs:
        return following.indent >= layout.indent + MIN_INDENT
    return following.indent >= run[-1].indent + MIN_INDENT
