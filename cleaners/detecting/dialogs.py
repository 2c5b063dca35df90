"""Marks dialogs, pop-ups and tooltips: they lie over the page and are not read in its order."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import region_marks
from cleaners.reasons import Reason

DETECTOR = "dialogs"
SCORE = 0.7


def mark_dialogs(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each block of an element that is named as a dialog.

    Shops put the details of a product into dialogs: theirs stay.
    """
    if features.is_declared_product:
        return
    for region in features.regions.get(Reason.BOILERPLATE, ()):
        yield from region_marks(features, region, DETECTOR, SCORE)
