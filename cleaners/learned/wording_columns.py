"""Columns: which phrases of the lexicons stand in each line, and how far the nearest ones are.

A headline such as "More on this" is one line; what it stands for are the lines below it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cleaners.learned.claim_columns import CLAIM_NAMES
from cleaners.learned.line_view import LineView
from cleaners.learned.skeleton import Flags, Numbers
from cleaners.learned.stretches import lines_since

FAMILIES = (
    *("about", "advertisement", "byline", "caption", "comments", "consent", "copyright", "excerpt"),
    *("legal", "navigation", "newsletter", "paywall", "promo", "related", "share", "source"),
)
"""What the names of the tables of the lexicons begin with."""

FAR = 200.0


def wording_columns(view: LineView) -> dict[str, Numbers]:
    """Return how much of each line are phrases of a family of tables, and where the nearest are."""
    size = len(view)
    covered = {family: np.zeros(size) for family in FAMILIES}
    for table, found in view.features.wording.items():
        row = covered.get(table.partition("_")[0])
        if row is not None:
            for each in found:
                row[each.block] += each.end - each.start
    columns: dict[str, Numbers] = {}
    for family, row in covered.items():
        share = np.minimum(row / view.lengths, 1.0)
        columns[f"wording_{family}"] = share
        columns |= distances(f"wording_{family}", share > 0)
    return columns


def claim_distance_columns(claims: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Return how far the nearest lines are that are claimed for each reason.

    Args:
        claims: The scores of the claims on each line, by the name of the column.
    """
    columns: dict[str, Numbers] = {}
    for name in CLAIM_NAMES:
        columns |= distances(name, claims[name] > 0)
    return columns


def distances(name: str, flags: Flags) -> dict[str, Numbers]:
    """Return how many lines ago a flagged one was, and in how many lines one will be."""
    return {
        f"{name}_since": nearness(flags),
        f"{name}_until": nearness(flags[::-1])[::-1],
    }


def nearness(flags: Flags) -> Numbers:
    """Return how near the last flagged line is, from 1 for the line itself to 0 where none is."""
    if not flags.any():
        return np.zeros(len(flags))
    first = int(np.argmax(flags))
    since = np.minimum(lines_since(flags), FAR)
    since[:first] = FAR
    result: Numbers = 1.0 - np.log1p(since) / np.log1p(FAR)
    return result
