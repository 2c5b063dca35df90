"""Columns: what the named detectors claim of each block, and where their wording stands."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from cleaners.document import BlockKind, Mark
from cleaners.learned.page_view import PageView, shares
from cleaners.learned.skeleton import Numbers
from cleaners.reasons import Reason

UNCLAIMED = frozenset({Reason.BOILERPLATE, Reason.TEMPLATE, Reason.DUPLICATE})
CLAIMED = tuple(reason for reason in Reason if reason not in UNCLAIMED)

BESIDE_BODY = frozenset(
    {Reason.NEWSLETTER, Reason.RELATED, Reason.COMMENTS, Reason.LEGAL, Reason.ABOUT}
    | {Reason.NAVIGATION, Reason.SHARE, Reason.CONSENT, Reason.PAYWALL}
)
"""Reasons of which most stands behind an article."""


def claim_columns(view: PageView) -> dict[str, Numbers]:
    """Return the scores of the claims on each block, by reason, and where they come from."""
    size = len(view)
    scores: defaultdict[Reason, Numbers] = defaultdict(lambda: np.zeros(size))
    covered, spared = np.zeros(size), np.zeros(size)
    for claim in view.claims:
        index = claim.block
        part = (claim.end - claim.start) / view.lengths[index]
        if not isinstance(claim, Mark):
            spared[index] = max(spared[index], claim.score * part)
            continue
        of_reason = scores[claim.reason]
        of_reason[index] = max(of_reason[index], claim.score * part)
        covered[index] = max(covered[index], part)
    columns = {f"claim_{reason.value}": scores[reason] for reason in CLAIMED}
    columns["claimed"] = covered
    columns["spared"] = spared
    return columns | claimed_around(view, covered, scores)


def claimed_around(
    view: PageView, covered: Numbers, scores: defaultdict[Reason, Numbers]
) -> dict[str, Numbers]:
    """Return how much of what stands around and before each block is claimed."""
    claimed_words = covered * view.words
    within = view.skeleton.within(claimed_words)
    parent = view.parents
    beside = np.zeros(len(view))
    for reason in BESIDE_BODY:
        if reason in scores:
            beside = np.maximum(beside, scores[reason])
    is_heading = view.is_kind(BlockKind.HEADING)
    index = np.arange(len(view))
    above = np.maximum.accumulate(np.where(is_heading, index, -1))
    has = above >= 0
    at = np.maximum(above, 0)
    padded = np.concatenate(([0.0], covered, [0.0]))
    total = max(1.0, float(beside.sum()))
    return {
        "claimed_of_parent": shares(within[parent], view.words_within[parent]),
        "heading_above_claimed": np.where(has, covered[at], 0.0),
        "heading_above_beside": np.where(has, beside[at], 0.0),
        "claimed_before": padded[:-2],
        "claimed_behind": padded[2:],
        "furniture_before": np.log1p(np.cumsum(beside)),
        "furniture_share_before": np.cumsum(beside) / total,
    }
