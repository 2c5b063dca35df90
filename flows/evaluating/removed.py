"""Whether the lines that the gold removes are cut, and for the gold's reason."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from cleaners.document import Cut
from flows.evaluating.labelled import RemovedLine
from flows.evaluating.metrics import words_of


class RemovedScore(Struct, frozen=True):
    """How many lines the gold removes, how many are cut, how many of these for its reason."""

    lines: int
    cut: int
    agreeing: int


def score_removed(cuts: Sequence[Cut], removed: Sequence[RemovedLine]) -> RemovedScore:
    """Compare the cuts with the lines that the gold removes.

    A line is cut if all its words stand in one cut, in a row. A line that stands there twice
    needs two cuts, or one that holds it twice. Where several cuts hold it, one with the gold's
    reason counts.
    """
    rests = [(str(cut.reason), f" {' '.join(words_of(cut.text))} ") for cut in cuts]
    found = agreeing = 0
    for line in removed:
        needle = f" {' '.join(words_of(line.text))} "
        places = [at for at, (_, words) in enumerate(rests) if needle in words]
        if not places:
            continue
        best = min(places, key=lambda at: (rests[at][0] != line.reason, len(rests[at][1])))
        reason, words = rests[best]
        rests[best] = (reason, words.replace(needle, "  ", 1))
        found += 1
        agreeing += reason == line.reason
    return RemovedScore(lines=len(removed), cut=found, agreeing=agreeing)
