"""Copyright lines: where they stand, and whom they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from cleaners.document import BlockKind
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.prose_places import ProsePlaces
from cleaners.features.wording import Found
from cleaners.lexicons import Place

MAX_WORDS = 80
"""A copyright line, with the legal sentences behind it, says no more."""

REACH = 120
"""So many characters behind its sign are looked at."""

YEAR = r"(?:19|20)\d\d"
SIGN = r"(?:©|ⓒ|℗|\(c\)|copyright)"
DATED = re.compile(rf"{SIGN}.{{0,60}}?\b{YEAR}\b|\b{YEAR}\b\s*{SIGN}")
"""A sign with a year soon behind it, or right before it."""

CLOSELY_DATED = re.compile(rf"copyright(?:\s+by)?\s*{SIGN}?\s*{YEAR}\b(?!\s*:)")
"""The word alone is no sign: “copyright reform of 2019”."""

HOLDER = re.compile(
    rf"^.*?{YEAR}(?:\s*[-–—/,&]\s*(?:{YEAR}|\d\d\b|present|heute))*[\s,;:©|.–—-]*(?:by\s+)?(?:the\s+)?"
)
"""What stands before the name of the holder in a dated line."""

HOLDER_END = re.compile(r"\s+[-–—|:•·]\s|[.,;|(]|\s(?:all|alle|tous|todos)\s|$")

SURE_SIGNS = frozenset("©ⓒ℗")

MAX_PROSE_BEHIND = 0.1
"""The end of a page has no more of its prose behind."""

NOT_LINES = frozenset(
    {BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.PREFORMATTED, BlockKind.TABLE}
)
"""Blocks in which the sign is a picture's or a program's."""


class CopyrightLine(Struct, frozen=True):
    """A line that claims the copyright of a page.

    Attributes:
        found: Its sign.
        holder: The first part of the name that it gives, in lower case; may be empty.
    """

    found: Found
    holder: str


def copyright_lines(features: DocumentFeatures) -> Iterator[CopyrightLine]:
    """Yield the copyright lines of a page in reading order, one for a block.

    The credit of a picture has no year, nor has a heading on copyright a sign with one. A line
    that does not begin with the sign counts only at the end of the page.
    """
    found_here = features.found("copyright")
    if not found_here:
        return
    places = ProsePlaces(features)
    last = -1
    for found in found_here:
        if found.block != last and is_copyright_line(features, places, found):
            last = found.block
            folded = features.shapes[found.block].folded
            yield CopyrightLine(found, holder_of(folded[found.start : found.start + REACH]))


def is_copyright_line(features: DocumentFeatures, places: ProsePlaces, found: Found) -> bool:
    """Return whether a sign makes its block a copyright line."""
    shape = features.shapes[found.block]
    if features.blocks[found.block].kind in NOT_LINES or shape.word_count > MAX_WORDS:
        return False
    is_start = found.entry.place is Place.START
    if not (is_start and found.entry.phrase in SURE_SIGNS):
        if places.share_behind(found.block) > MAX_PROSE_BEHIND:
            return False
        if not is_start and shape.ends_sentence:
            return False
    start = max(0, found.start - len("2024 "))
    end = min(len(shape.folded), found.start + REACH)
    if found.entry.phrase == "copyright":
        return CLOSELY_DATED.match(shape.folded, found.start, end) is not None
    return DATED.search(shape.folded, start, end) is not None


def holder_of(line: str) -> str:
    """Return the first part of the name in a folded copyright line that begins with its sign."""
    dated = HOLDER.match(line)
    if dated is None:
        return ""
    rest = line[dated.end() :]
    end = HOLDER_END.search(rest)
    return rest[: end.start()].strip() if end else rest.strip()
