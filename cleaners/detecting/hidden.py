"""Marks words that a browser does not show within blocks that it does."""

from __future__ import annotations

from collections.abc import Iterable

from cleaners.document import Mark, SpanKind
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason

DETECTOR = "hidden"


def mark_hidden_spans(features: DocumentFeatures) -> Iterable[Mark]:
    """Yield a mark for each hidden part of a visible block, such as text for screen readers.

    A block that is hidden as a whole is left to the other detectors: scripts reveal articles.
    """
    for block in features.blocks:
        if block.markup is None or block.markup.hidden:
            continue
        for span in block.markup.spans:
            if span.kind is SpanKind.HIDDEN:
                yield Mark(
                    block=block.index,
                    start=span.start,
                    end=span.end,
                    reason=Reason.HIDDEN,
                    detector=DETECTOR,
                    evidence="a browser does not show it",
                )
