"""What a detector marks, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cleaners.document import Document, Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

Detector = Callable[[DocumentFeatures], Iterable[Mark | Spare]]

STORY = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def parts_marked(detector: Detector, document: Document, *reasons: Reason) -> list[str]:
    """Return the parts that a detector marks, each as often as it does, for these reasons only."""
    parts = []
    for mark in detector(DocumentFeatures(document)):
        assert isinstance(mark, Mark)
        assert mark.reason in reasons
        assert mark.evidence
        parts.append(document.blocks[mark.block].text[mark.start : mark.end])
    return parts


def text_between(line: str) -> Document:
    """Return a text with a line between two paragraphs."""
    return text_document(STORY, line, STORY)


def page_between(line: str) -> Document:
    """Return a page with a paragraph between two others."""
    return document_of(f"<body><article><p>{STORY}</p><p>{line}</p><p>{STORY}</p></article></body>")
