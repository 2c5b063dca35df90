"""The blocks of regions that the markup names, without those that the name cannot speak of."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import Block
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.regions import Named
from cleaners.reasons import Reason

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements whose ids are made of their own words, such as ``travel-related-costs``."""


def region_blocks(
    features: DocumentFeatures, reason: Reason, *, max_prose_share: float = 0.0
) -> Iterator[tuple[Block, Named]]:
    """Yield each block of the regions of a reason with what names it, but for prose.

    Args:
        features: The document.
        reason: Of the regions.
        max_prose_share: A region that holds no more of the page's prose goes with its prose.
    """
    elements, blocks, shapes = features.document.elements, features.blocks, features.shapes
    for region in features.regions.get(reason, ()):
        if elements[region.element].tag in HEADING_TAGS:
            continue
        with_prose = 0 < region.prose_share <= max_prose_share
        for index in range(region.first, region.end):
            if with_prose or not shapes[index].is_prose:
                yield blocks[index], region.named
