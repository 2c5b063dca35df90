"""Marks that detectors yield, made from what they saw."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import Block, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.regions import Region
from cleaners.features.wording import Found
from cleaners.reasons import Reason


def whole(block: Block, reason: Reason, detector: str, score: float, evidence: str) -> Mark:
    """Return a mark over a whole block."""
    return Mark(block.index, 0, len(block.text), reason, detector, score, evidence)


def found_whole(
    features: DocumentFeatures, found: Found, reason: Reason, detector: str, score: float
) -> Mark:
    """Return a mark over the block in which a phrase was found, with the phrase as evidence."""
    return whole(features.blocks[found.block], reason, detector, score, str(found.entry))


def region_marks(
    features: DocumentFeatures, region: Region, detector: str, score: float
) -> Iterator[Mark]:
    """Yield a mark over each block of a region, with its name as evidence."""
    named = region.named
    for index in range(region.first, region.end):
        yield whole(features.blocks[index], named.reason, detector, score, named.evidence)
