"""Marks posts of social networks that a page embeds: words of others, not of the article."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import region_marks
from cleaners.reasons import Reason

DETECTOR = "embeds"
SCORE = 0.9


def mark_embeds(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each block of an embedded post, as the networks' own code names it."""
    for region in features.regions.get(Reason.EMBED, ()):
        yield from region_marks(features, region, DETECTOR, SCORE)
