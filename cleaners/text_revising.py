"""Second looks at texts without markup, where detectors have little to go by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.document import Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.revising.lone_labels import spare_lone_labels
from cleaners.revising.text_tails import mark_text_tails
from cleaners.revising.text_threads import mark_text_threads


def revise_text(
    features: DocumentFeatures, claims: Sequence[Mark | Spare]
) -> Iterator[Mark | Spare]:
    """Yield what follows from the wording and the marks of a text; nothing for pages."""
    if not features.is_text:
        return
    marks = [*mark_text_threads(features)]
    marks += mark_text_tails(features, [*claims, *marks])
    yield from marks
    yield from spare_lone_labels(features, [*claims, *marks])
