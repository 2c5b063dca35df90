"""What is observed of each block for its site, as rows of an array."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cleaners.document import Block, BlockKind, Element, Span, SpanKind
from cleaners.features.shapes import SENTENCE_ENDS, linked_characters, shape_of
from cleaners.sites.fingerprints import digest, exact_digest, loose_digest

PROSE, LINK, HEADING, SENTENCE = 1, 2, 4, 8
"""What is seen of a block, as bits."""

ROW_TYPE = np.dtype(
    [("exact", ">u8"), ("loose", ">u8"), ("markup", ">u4"), ("words", ">u2"), ("bits", "u1")]
)
"""Exact and loose fingerprint, markup, words and bits of a block: 23 bytes."""

SHORT = 40
"""Shorter lines recur, on a site and everywhere: what they give is remembered."""

MAX_LOOSE_WORDS = 12
"""A longer line is never the same but for a number or a name."""

REMEMBERED = 16_384
MAX_WORDS = 65_535
MIN_LINK_DENSITY = 0.5
BUTTON, HEADING_KIND, LINK_SPAN = BlockKind.BUTTON, BlockKind.HEADING, SpanKind.LINK
"""To look them up in their classes for every block would cost more than to compare them."""

UNKNOWN = bytes(8)
NO_MARKUP = bytes(4)

Rows = NDArray[np.void]


def rows_of(blocks: Sequence[Block], elements: Sequence[Element]) -> Rows:
    """Return what is observed of some blocks, as an array of ``ROW_TYPE``."""
    seen = [line_of(block) if len(block.text) < SHORT else text_of(block) for block in blocks]
    rows = np.zeros(len(blocks), dtype=ROW_TYPE)
    rows["exact"] = np.frombuffer(b"".join([each[0] for each in seen]), ">u8")
    rows["loose"] = np.frombuffer(b"".join([each[1] for each in seen]), ">u8")
    rows["words"] = [each[2] for each in seen]
    rows["bits"] = [each[3] for each in seen]
    rows["markup"] = np.frombuffer(b"".join(markup_of(blocks, elements)), ">u4")
    return rows


def line_of(block: Block) -> tuple[bytes, bytes, int, int]:
    """Return the fingerprints, the words and the bits of a short line."""
    text, markup, kind = block.text, block.markup, block.kind
    exact, loose, words, bits = seen_of_line(text)
    if kind is BUTTON:
        bits |= LINK
    elif kind is HEADING_KIND:
        bits |= HEADING
    if markup and markup.spans and is_mostly_link(markup.spans, len(text)):
        bits |= LINK
    return exact, loose, words, bits


def is_mostly_link(spans: Sequence[Span], length: int) -> bool:
    """Tell whether a line of some length is mostly links; most lines with one are nothing else."""
    first = spans[0]
    if first.kind is LINK_SPAN and first.end - first.start == length:
        return True
    return linked_characters(spans) >= MIN_LINK_DENSITY * length


@lru_cache(maxsize=REMEMBERED)
def seen_of_line(text: str) -> tuple[bytes, bytes, int, int]:
    """Return the fingerprints of a short line, its words, and whether it ends a sentence."""
    bits = SENTENCE if text[-1:] in SENTENCE_ENDS else 0
    return exact_digest(text), loose_digest(text) or UNKNOWN, text.count(" ") + 1, bits


def text_of(block: Block) -> tuple[bytes, bytes, int, int]:
    """Return the fingerprints, the words and the bits of a longer text."""
    shape = shape_of(block)
    bits = PROSE if shape.is_prose else 0
    if block.kind is BUTTON or (shape.link_density or 0.0) >= MIN_LINK_DENSITY:
        bits |= LINK
    if block.kind is HEADING_KIND:
        bits |= HEADING
    if shape.ends_sentence:
        bits |= SENTENCE
    words = min(shape.word_count, MAX_WORDS)
    has_loose = not shape.is_prose and words <= MAX_LOOSE_WORDS
    loose = loose_digest(block.text) if has_loose else b""
    return exact_digest(block.text), loose or UNKNOWN, words, bits


def markup_of(blocks: Iterable[Block], elements: Sequence[Element]) -> list[bytes]:
    """Return what stands for the elements of each block."""
    return [
        NO_MARKUP if block.markup is None else markup_digest(block.markup.element, elements)
        for block in blocks
    ]


def markup_digest(index: int, elements: Sequence[Element]) -> bytes:
    """Return what stands for the two innermost elements of a block, by tag and class."""
    if index < 0:
        return NO_MARKUP
    element = elements[index]
    if element.parent < 0:
        return names_digest(element.tag, element.classes, "", "")
    parent = elements[element.parent]
    return names_digest(element.tag, element.classes, parent.tag, parent.classes)


@lru_cache(maxsize=REMEMBERED)
def names_digest(*names: str) -> bytes:
    """Return 32 bits of the digest of tags and classes, which pages of a site share."""
    return digest("\0".join(names))[: len(NO_MARKUP)]
