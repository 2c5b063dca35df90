"""Lines whose wording gives them away as the caption or the credit of a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from cleaners.features.byline_wording import signatures
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.wording import Found
from cleaners.lexicons import Place

MAX_BUTTON_WORDS = 12
MAX_CAPTION_WORDS = 60
MAX_CAPTION_CHARS = 600
MAX_LABELLED_WORDS = 30
MAX_CREDIT_WORDS = 10
MAX_TAIL_WORDS = 9
MAX_TAIL_CHARS = 120
MAX_BEHIND_AGENCY = 3

WORD = re.compile(r"[^\W_]+")
NAME_START = re.compile(
    r"[\s\"'“”„«‘’©@(]*(?:[^\W\d_a-zß-öø-ÿ]|www\.|@|©|courtesy|dpa|epd|ddp|via)"
)
JOINT = re.compile(r"(?:[/|©,(–—-]|\b(?:via|by|of|from|von|par|de|d'))\s*$")


class CaptionLine(Struct, frozen=True):
    """A line that is a caption by its wording.

    Attributes:
        block: Index of its block.
        evidence: The phrase that gives it away.
        has_credit: Whether it ends with the credit of a picture.
    """

    block: int
    evidence: str
    has_credit: bool


def caption_lines(features: DocumentFeatures) -> Iterator[CaptionLine]:
    """Yield the lines that are captions or credits by their wording, a line as often as found."""
    for found in features.found("caption"):
        if is_labelled(features, found):
            yield CaptionLine(found.block, str(found.entry), has_credit=False)
    for found in features.found("caption_credit"):
        if ends_with_credit(features, found):
            yield CaptionLine(found.block, str(found.entry), has_credit=True)
    for found in features.found("caption_end"):
        if features.shapes[found.block].word_count <= MAX_CAPTION_WORDS:
            yield CaptionLine(found.block, str(found.entry), has_credit=True)
    for found in features.found("caption_agency"):
        if is_agency_credit(features, found):
            yield CaptionLine(found.block, str(found.entry), has_credit=True)


def is_labelled(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a line says of itself that it is a caption: ``PHOTO: ...``, ``Enlarge image``.

    ``Credits:`` with nothing behind it is the heading of a list.
    """
    shape = features.shapes[found.block]
    if found.entry.place is Place.WHOLE:
        return shape.word_count <= MAX_BUTTON_WORDS
    return shape.word_count <= MAX_LABELLED_WORDS and shape.folded[found.end :].strip(" :") != ""


def ends_with_credit(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a line of a caption's length ends soon behind a word for credit, with a name.

    ``Video: 4K/30p`` and ``Cost per credit: $472`` name nobody.
    """
    shape = features.shapes[found.block]
    if shape.word_count > MAX_CAPTION_WORDS or len(shape.folded) - found.end > MAX_TAIL_CHARS:
        return False
    tail = features.blocks[found.block].text[found.end :].strip()
    if shape.folded[found.start] == "(" and not tail.rstrip(" .").endswith((")", "]")):
        return False
    named = NAME_START.match(tail)
    if named is None or "\n" in tail or ". " in tail[:-1]:
        return False
    return len(WORD.findall(tail)) <= MAX_TAIL_WORDS


def is_agency_credit(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a picture agency ends a line: joined to a name, in brackets or alone."""
    shape = features.shapes[found.block]
    if shape.word_count > MAX_CAPTION_WORDS or len(shape.folded) > MAX_CAPTION_CHARS:
        return False
    before, tail = shape.folded[: found.start], shape.folded[found.end :]
    if len(WORD.findall(tail)) > MAX_BEHIND_AGENCY:
        return False
    if signatures().agency_line.fullmatch(shape.folded):
        return False  # the source of a text
    if shape.word_count <= MAX_CREDIT_WORDS and not shape.ends_sentence:
        joins_itself = not shape.folded[found.start].isalnum()
        return joins_itself or not before.strip() or JOINT.search(before[-8:]) is not None
    opening = before.rfind("(")
    return opening >= 0 and ")" not in before[opening:] and tail.rstrip(" .").endswith(")")
