"""Marks words that a browser does not show within blocks that it does, and for screen readers."""

from __future__ import annotations

from collections.abc import Iterable

from cleaners.document import Block, Document, Mark, SpanKind
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from cleaners.segmenting.block_classes import block_classes

DETECTOR = "hidden"
HIDDEN = SpanKind.HIDDEN  # looked up once: that takes longer than to compare
MAX_WORDS = 12
"""A longer block for screen readers is no label."""


def mark_hidden_spans(features: DocumentFeatures) -> Iterable[Mark]:
    """Yield a mark for each hidden part of a visible block, and for each label that is hidden.

    A label has a class that says that it is for screen readers. What is hidden as a whole by other
    means is left to the other detectors: scripts reveal articles.
    """
    for block in features.blocks:
        markup = block.markup
        if markup is None:
            continue
        if markup.hidden:
            is_label = features.shapes[block.index].word_count <= MAX_WORDS
            if is_label and is_for_screen_readers(features.document, block):
                yield hidden_part(block, 0, len(block.text), "for screen readers only")
            continue
        for span in markup.spans:
            if span.kind is HIDDEN:
                yield hidden_part(block, span.start, span.end, "a browser does not show it")


def is_for_screen_readers(document: Document, block: Block) -> bool:
    """Return whether the class of a block's element hides it from all but screen readers."""
    if block.markup is None or block.markup.element < 0:
        return False
    element = document.elements[block.markup.element]
    return bool(element.classes) and block_classes().hides(element.classes.lower().split())


def hidden_part(block: Block, start: int, end: int, evidence: str) -> Mark:
    """Return the mark of a part of a block that is hidden."""
    return Mark(block.index, start, end, Reason.HIDDEN, DETECTOR, 1.0, evidence)
