"""Columns: what the named detectors claim of each block, and where their wording stands."""

from __future__ import annotations

from array import array
from collections import defaultdict

import numpy as np

from cleaners.document import BlockKind, Mark
from cleaners.learned.block_view import BlockView, shares
from cleaners.learned.page_view import PageView
from cleaners.learned.skeleton import Flags, Numbers
from cleaners.reasons import Reason

UNCLAIMED = frozenset({Reason.BOILERPLATE, Reason.TEMPLATE, Reason.DUPLICATE})
CLAIM_NAMES = {f"claim_{each.value}": each for each in Reason if each not in UNCLAIMED}

BESIDE_BODY = frozenset(
    {Reason.NEWSLETTER, Reason.RELATED, Reason.COMMENTS, Reason.LEGAL, Reason.ABOUT}
    | {Reason.NAVIGATION, Reason.SHARE, Reason.CONSENT, Reason.PAYWALL}
)
"""Reasons of which most stands behind an article."""


def claim_columns(view: PageView) -> dict[str, Numbers]:
    """Return the scores of the claims on each block, by reason, and where they come from."""
    columns, beside = score_columns(view)
    return columns | claimed_around(view, columns["claimed"], beside)


def score_columns(view: BlockView) -> tuple[dict[str, Numbers], Numbers]:
    """Return the scores of the claims on each block, by reason.

    Returns:
        The columns, and the highest score for a reason of which most stands behind an article.
    """
    zeros = view.zeros
    of_reasons: defaultdict[Reason | None, array[float]] = defaultdict(zeros)
    covered, blocks = zeros(), view.blocks
    for claim in view.claims:
        index = claim.block
        part = (claim.end - claim.start) / len(blocks[index].text)
        reason = None
        if type(claim) is Mark:
            reason = claim.reason
            if part > covered[index]:  # noqa: PLR1730 - max() takes three times as long
                covered[index] = part
        scores, score = of_reasons[reason], claim.score * part
        if score > scores[index]:  # noqa: PLR1730
            scores[index] = score
    nothing = np.zeros(len(view))
    rows = {reason: np.frombuffer(scores) for reason, scores in of_reasons.items()}
    columns = {name: rows.get(reason, nothing) for name, reason in CLAIM_NAMES.items()}
    columns["claimed"] = np.frombuffer(covered)
    columns["spared"] = rows.get(None, nothing)
    beside = [rows[reason] for reason in BESIDE_BODY if reason in rows]
    return columns, np.max(beside, axis=0) if beside else nothing


def claimed_around(view: PageView, covered: Numbers, beside: Numbers) -> dict[str, Numbers]:
    """Return how much of what stands around and before each block is claimed.

    Args:
        view: The page.
        covered: How much of each block is claimed.
        beside: The scores of the claims for reasons of which most stands behind an article.
    """
    claimed_words = covered * view.words
    within = view.skeleton.within(claimed_words)
    parent = view.parents
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


def claimed_as_a_whole(view: BlockView) -> Flags:
    """Return which blocks a named detector marks from end to end."""
    flags = np.zeros(len(view), dtype=np.bool_)
    lengths = view.lengths
    for claim in view.claims:
        if isinstance(claim, Mark) and claim.start <= 0 and claim.end >= lengths[claim.block]:
            flags[claim.block] = True
    return flags
