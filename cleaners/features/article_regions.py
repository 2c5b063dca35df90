"""Regions that speak of the article, not of the posts, entries or reviews that a page lists."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.features.document_features import DocumentFeatures
from cleaners.features.regions import Region
from cleaners.reasons import Reason

MAX_AMONG_PROSE = 3
"""An article names its authors or dates no oftener; a page that does lists posts or entries."""


def article_regions(features: DocumentFeatures, reason: Reason) -> Sequence[Region]:
    """Return the regions of a reason; none where they come back among the page's prose."""
    regions = features.regions.get(reason, ())
    if not features.prose:
        return ()
    first, end = features.prose[0], features.prose_end
    among = sum(first < region.first < end for region in regions)
    return regions if among <= MAX_AMONG_PROSE else ()
