"""Spares ``Read more: ...`` within a text that shows nothing else of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.document import Mark, Spare
from cleaners.features.document_features import DocumentFeatures

DETECTOR = "lone_labels"
SCORE = 0.95

LABELS = ("promo_label.", "related_line.")
"""Evidence of lines that point to another story: a label and its headline."""


def spare_lone_labels(
    features: DocumentFeatures, claims: Sequence[Mark | Spare]
) -> Iterator[Spare]:
    """Yield a spare for each label with its headline if nothing else would go.

    Such a text has been cleaned before, and whoever did so left these lines: as often as not they
    are links that belong to the article. The last block of a text is no such line.
    """
    marks = [claim for claim in claims if isinstance(claim, Mark)]
    if not marks or not all(mark.evidence.startswith(LABELS) for mark in marks):
        return
    last = len(features.blocks) - 1
    for mark in marks:
        if mark.block < last:
            evidence = "nothing else of this text would go"
            yield Spare(mark.block, mark.start, mark.end, DETECTOR, SCORE, evidence)
