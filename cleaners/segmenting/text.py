"""Text that some scraper has pulled out of HTML, to a document: a block a paragraph."""

from __future__ import annotations

import re
from itertools import pairwise

from cleaners.document import Block, BlockKind, Document, MediaKind
from cleaners.segmenting.text_buffer import INVISIBLE

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
SENTENCE_END = re.compile(r"[.!?…:;。！？」』”\"'’»«“)\]|।۔؟]$")

WRAP_COLUMNS = range(40, 101)
"""Lengths, in characters, at which programs wrap lines."""

MIN_WRAPPED_BREAKS = 4
"""So many breaks that look wrapped are enough by themselves."""

MIN_WRAPPED_SHARE = 0.5
"""Of the line breaks within paragraphs, so many must look wrapped to join lines."""


def segment_text(text: str, *, url: str | None = None) -> Document:
    """Return the document of a text without markup.

    Paragraphs end at blank lines where lines are wrapped within them, else at every line break,
    whichever the text shows.

    Args:
        text: The text, with any line ends.
        url: The address of the page, if known.

    Returns:
        Blocks without markup; each keeps its line breaks, white space at the ends of lines goes.
    """
    lines = [line.strip(INVISIBLE) for line in LINE_END.split(text)]
    groups = grouped(lines)
    if not is_wrapped(groups):
        groups = [[line] for group in groups for line in group]
    blocks = tuple(
        Block(index=index, kind=BlockKind.PARAGRAPH, text="\n".join(group))
        for index, group in enumerate(groups)
    )
    return Document(media_kind=MediaKind.TEXT, blocks=blocks, url=url)


def grouped(lines: list[str]) -> list[list[str]]:
    """Return the runs of lines between blank ones."""
    groups: list[list[str]] = []
    blank = True
    for line in lines:
        if line:
            if blank:
                groups.append([])
            groups[-1].append(line)
        blank = not line
    return groups


def is_wrapped(groups: list[list[str]]) -> bool:
    """Return whether line breaks within paragraphs come from wrapping at some column.

    A break looks wrapped if its line has a length at which programs wrap and ends within a
    sentence. A few such breaks may as well stand between a headline and a date: one of them has
    to go on in lower case.
    """
    breaks = [pair for group in groups for pair in pairwise(group)]
    wrapped = [
        following
        for line, following in breaks
        if len(line) in WRAP_COLUMNS and not SENTENCE_END.search(line)
    ]
    if not wrapped or len(wrapped) < MIN_WRAPPED_SHARE * len(breaks):
        return False
    return len(wrapped) >= MIN_WRAPPED_BREAKS or any(line[0].islower() for line in wrapped)
