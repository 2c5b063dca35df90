"""Builds documents with what is observed of them."""

from __future__ import annotations

from cleaners.document import Document, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The keeper of the weir said on Monday that the gates would stay shut until the spring."
"""A sentence that is long enough for prose."""


def observed_page(html: str) -> DocumentFeatures:
    """Return what is observed of a page."""
    return DocumentFeatures(document_of(html))


def observed_text(*paragraphs: str) -> DocumentFeatures:
    """Return what is observed of a text."""
    return DocumentFeatures(text_document(*paragraphs))


def index_of(document: Document, text: str) -> int:
    """Return the index of the only block with this text."""
    (index,) = [block.index for block in document.blocks if block.text == text]
    return index


def marked_whole(
    features: DocumentFeatures, index: int, reason: Reason, *, score: float = 0.9
) -> Mark:
    """Return a mark over a whole block, as some detector would yield it."""
    end = len(features.blocks[index].text)
    return Mark(index, 0, end, reason, "test", score, "seen in a test")
