"""The shape of a block: how long it is, how it ends, how much of it is links."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from cleaners.document import Block, BlockKind, Span, SpanKind
from cleaners.lexicons import folded_in_place
from cleaners.words import UNSPACED_CHARACTER, word_count

CLOSERS = " \t\n\"'”’»«“‘›‹)]」』）】"
"""What may stand behind the full stop of a sentence."""

SENTENCE_ENDS = frozenset(".!?…。！？।۔؟।")

MIN_PROSE_WORDS = 12
MAX_PROSE_LINK_DENSITY = 0.5
PROSE_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM})

LINK = SpanKind.LINK
"""To look it up in its class for every span would cost more than to compare it."""

SAMPLE = 40
"""So many characters show whether a text is of a script without spaces."""


class Shape(Struct, frozen=True, gc=False):
    """What is seen of a block at a glance.

    Attributes:
        folded: Its text in lower case, each character in its place.
        word_count: How many words it has.
        ends_sentence: Whether it ends as a sentence does, but for closing quotes and brackets.
        link_density: Share of its characters that are links; None for text, which has no markup.
        is_prose: Whether it is a sentence of some length and not mostly links.
    """

    folded: str
    word_count: int
    ends_sentence: bool
    link_density: float | None
    is_prose: bool


def shape_of(block: Block) -> Shape:
    """Return the shape of a block."""
    text, markup = block.text, block.markup
    count = text.count(" ") + 1
    if text.isascii():  # as most are
        folded = text.lower().replace("\n", " ")
    else:
        folded = folded_in_place(text)
        if UNSPACED_CHARACTER.search(text, 0, SAMPLE):
            count = word_count(text)
    last = text[-1:]
    ends_sentence = last in SENTENCE_ENDS or (
        not last.isalnum() and text.rstrip(CLOSERS)[-1:] in SENTENCE_ENDS
    )
    density = None
    if markup is not None:
        density = 0.0
        if markup.spans:
            density = linked_characters(markup.spans) / len(text)
    is_prose = (
        ends_sentence
        and count >= MIN_PROSE_WORDS
        and block.kind in PROSE_KINDS
        and (density or 0.0) < MAX_PROSE_LINK_DENSITY
    )
    return Shape(folded, count, ends_sentence, density, is_prose)


def linked_characters(spans: Iterable[Span]) -> int:
    """Return how many characters are links."""
    count = 0
    for span in spans:
        if span.kind is LINK:
            count += span.end - span.start
    return count
