"""How much of a page's prose stands before and behind a block."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from cleaners.features.document_features import DocumentFeatures


class ProsePlaces:
    """The running count of a page's prose words; built once by a detector that asks for places."""

    def __init__(self, features: DocumentFeatures) -> None:
        self._indexes = features.prose
        counts = (features.shapes[index].word_count for index in features.prose)
        self._before = [0, *accumulate(counts)]

    def share_before(self, index: int) -> float:
        """Return the share of the prose words that stand in blocks before this one."""
        whole = self._before[-1]
        return self._before[bisect_left(self._indexes, index)] / whole if whole else 0.0

    def share_behind(self, index: int) -> float:
        """Return the share of the prose words that stand in blocks behind this one."""
        whole = self._before[-1]
        behind = whole - self._before[bisect_left(self._indexes, index + 1)]
        return behind / whole if whole else 0.0
