"""Columns: what repeats on the page, as the entries of lists and the cards of teasers do."""

from __future__ import annotations

import numpy as np

from cleaners.learned.block_view import BlockView, logarithm
from cleaners.learned.page_view import PageView
from cleaners.learned.skeleton import Numbers

NOT_CARDS = frozenset({"p", "br", "tr", "td", "th", "dt", "dd", "body", "html"})


def repetition_columns(view: PageView) -> dict[str, Numbers]:
    """Return how often each text, each path and each kind of box around a block recurs."""
    return copy_columns(view) | card_columns(view)


def copy_columns(view: BlockView) -> dict[str, Numbers]:
    """Return how often the text of each block stands on the page."""
    first: dict[str, int] = {}
    firsts = np.array(
        [first.setdefault(shape.folded, at) for at, shape in enumerate(view.features.shapes)]
    )
    others = logarithm(np.bincount(firsts)[firsts] - 1.0)
    return {
        "copies": others,
        "is_second_copy": (firsts != np.arange(len(firsts))).astype(np.float64),
        "long_copies": np.where(view.words > 5, others, 0.0),  # noqa: PLR2004
    }


def card_columns(view: PageView) -> dict[str, Numbers]:
    """Return how many like it stand beside the element around each block that has most.

    Elements are alike where their tags and classes are, and their parents are the same.
    """
    skeleton = view.skeleton
    size = len(skeleton)
    keys = skeleton.parents * (size + 1) + skeleton.signatures
    _, numbers, counts = np.unique(keys, return_inverse=True, return_counts=True)
    times = counts[numbers]
    is_card = np.array([element.tag not in NOT_CARDS for element in skeleton.distinct])
    times = times * is_card[skeleton.numbers]
    times[0] = 0
    # The most frequent counts, and of equally frequent ones the outermost, which comes first.
    ranks = times * size + (size - 1 - np.arange(size))
    best = skeleton.highest_around(np.where(times > 0, ranks, 0).astype(np.float64))
    best = best[skeleton.of_block].astype(np.int64)
    has = best > 0
    cards = np.where(has, size - 1 - best % size, 0)
    return {
        "cards": logarithm((best // size).astype(np.float64)),
        "card_words": np.where(has, logarithm(view.words_within[cards]), 0.0),
        "card_blocks": np.where(has, logarithm(view.blocks_within[cards]), 0.0),
        "card_link_density": np.where(has, view.link_density_of(cards), 0.0),
    }
