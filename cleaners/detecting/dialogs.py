"""Marks dialogs, pop-ups and tooltips: they lie over the page and are not read in its order."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import region_marks
from cleaners.reasons import Reason

DETECTOR = "dialogs"
SCORE = 0.7
MAX_PROSE_SHARE = 0.25


def mark_dialogs(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each block of an element that is named as a dialog.

    Shops and services put the details of what they offer into dialogs: theirs stay, where they
    hold much of the page's prose.
    """
    regions = features.regions.get(Reason.BOILERPLATE, ())
    prose_share = sum(region.prose_share for region in regions)
    if features.is_declared_product:
        return
    if prose_share > MAX_PROSE_SHARE and not features.is_declared_article:
        return
    for region in regions:
        yield from region_marks(features, region, DETECTOR, SCORE)
