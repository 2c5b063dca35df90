"""Marks what the site or the author says of itself below an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.document import Block, BlockKind, Mark
from cleaners.features.copyright_lines import copyright_lines
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, region_marks, whole
from cleaners.features.prose_places import ProsePlaces
from cleaners.features.wording import Found
from cleaners.reasons import Reason

DETECTOR = "about"

SURE, LIKELY = 0.9, 0.7

MAX_REGION_PROSE = 0.25
"""A region with more of the page's prose is a portrait, whatever it is called."""

MAX_LINE_WORDS = 60
MAX_BIOGRAPHY_WORDS = 160
MAX_SECTION_BLOCKS = 5

MAX_BIOGRAPHIES = 8
"""A page with more of them is a list of people."""

MAX_NAME_CHARACTERS = 80

MIN_PROSE_BEFORE = 0.6
"""What is said below an article has so much of the page's prose before it."""

MAX_PROSE_BEHIND = 0.15

REACH = 3
"""A site says what it is within so many blocks of its copyright line."""

MIN_HOLDER_CHARACTERS = 3
MIN_DESCRIPTION_WORDS = 8

NAME = re.compile(r"(?:(?:[A-ZÀ-Þ][\w'’.-]*|de|van|von|der|la|bin|al)[\s,]+){1,5}")
"""What an author's line begins with."""


def mark_about(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each biography of an author, and for what a site says of itself.

    A person whom the article itself speaks of is no author; nor is one who is introduced with more
    of the article behind.
    """
    for region in features.regions.get(Reason.ABOUT, ()):
        if region.prose_share <= MAX_REGION_PROSE:
            yield from region_marks(features, region, DETECTOR, SURE)
    yield from self_descriptions(features)
    headings, authors, lines = map(features.found, ("about_heading", "about_author", "about"))
    if headings or authors or lines:
        places = ProsePlaces(features)
        for found in headings:
            if places.share_before(found.block) >= MIN_PROSE_BEFORE:
                yield from section(features, found)
        for found in authors if len(authors) <= MAX_BIOGRAPHIES else ():
            if is_at_end(places, found.block) and is_biography(features, found):
                yield found_whole(features, found, Reason.ABOUT, DETECTOR, LIKELY)
        for found in lines:
            is_short = features.shapes[found.block].word_count <= MAX_LINE_WORDS
            if is_short and is_at_end(places, found.block):
                yield found_whole(features, found, Reason.ABOUT, DETECTOR, LIKELY)


def is_at_end(places: ProsePlaces, index: int) -> bool:
    """Return whether a block stands at the end of the article or behind it."""
    before, behind = places.share_before(index), places.share_behind(index)
    return behind <= MAX_PROSE_BEHIND and before >= MIN_PROSE_BEFORE


def is_biography(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a block says who its author is: a name that the prose above does not have."""
    block = features.blocks[found.block]
    is_long = features.shapes[found.block].word_count > MAX_BIOGRAPHY_WORDS
    if is_long or found.start > MAX_NAME_CHARACTERS:
        return False
    name = NAME.fullmatch(block.text, 0, found.start)
    if name is None:
        return False
    folded = features.shapes[found.block].folded[: found.start].strip(" ,")
    before = [index for index in features.prose if index < found.block]
    return not any(folded in features.shapes[index].folded for index in before)


def section(features: DocumentFeatures, heading: Found) -> Iterator[Mark]:
    """Yield a mark for a heading that announces the author, and for what stands below it."""
    yield found_whole(features, heading, Reason.ABOUT, DETECTOR, SURE)
    first = heading.block + 1
    for block in features.blocks[first : first + MAX_SECTION_BLOCKS]:
        if block.kind is BlockKind.HEADING and features.blocks[heading.block].kind is block.kind:
            if block.level <= features.blocks[heading.block].level:
                return
        elif features.shapes[block.index].word_count > MAX_BIOGRAPHY_WORDS:
            return
        yield whole(block, Reason.ABOUT, DETECTOR, LIKELY, str(heading.entry))
        if features.shapes[block.index].is_prose:
            return


def self_descriptions(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each sentence near a copyright line that begins with the holder's name."""
    for line in copyright_lines(features):
        if len(line.holder) < MIN_HOLDER_CHARACTERS:
            continue
        index = line.found.block
        for block in features.blocks[max(0, index - REACH) : index + REACH + 1]:
            if block.index != index and describes(features, block, line.holder):
                evidence = f"begins with the holder of the copyright, “{line.holder}”"
                yield whole(block, Reason.ABOUT, DETECTOR, SURE, evidence)


def describes(features: DocumentFeatures, block: Block, holder: str) -> bool:
    """Return whether a block says of the holder of the copyright what it is."""
    shape = features.shapes[block.index]
    folded = shape.folded.removeprefix("the ")
    return MIN_DESCRIPTION_WORDS <= shape.word_count <= MAX_BIOGRAPHY_WORDS and folded.startswith(
        f"{holder} "
    )
