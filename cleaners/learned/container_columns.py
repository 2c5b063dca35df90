"""Columns: where each block stands to the element that holds most of the running text."""

from __future__ import annotations

import numpy as np

from cleaners.learned.block_view import logarithm, shares, sums_by
from cleaners.learned.page_view import PageView
from cleaners.learned.skeleton import Flags, Indexes, Numbers, Skeleton


def container_columns(view: PageView) -> dict[str, Numbers]:
    """Return each block's place by the paths and the elements that hold the running text."""
    skeleton, of_block = view.skeleton, view.skeleton.of_block
    own_path, parent_path = view.paths[of_block], view.paths[view.parents]
    good, total = view.good_words, float(view.good_words.sum())
    parents = view.parents
    own_share = share_of_group(own_path, good)
    parent_share = share_of_group(parent_path, good)
    element_share = share_of_group(parents, good)
    container = best_parent(view)
    boxes = boxes_beside(skeleton, container)[of_block]
    inside = (of_block >= container) & (of_block < skeleton.ends[container])
    columns = {
        "path_good_share": own_share,
        "parent_path_good_share": parent_share,
        "siblings_good_share": element_share,
        "best_path": (own_share == own_share.max(initial=0.0)).astype(np.float64) * (total > 0),
        "best_parent_path": (parent_share == parent_share.max(initial=0.0)).astype(np.float64)
        * (total > 0),
        "in_container": inside.astype(np.float64),
        "container_is_parent": (parents == container).astype(np.float64),
        "depth_below_container": (skeleton.depths[of_block] - skeleton.depths[container]).astype(
            np.float64
        ),
        "common_depth": common_depths(skeleton, container)[of_block],
    }
    return columns | box_place_columns(view, boxes, inside) | place_columns(view, inside)


def share_of_group(groups: Indexes, good: Numbers) -> Numbers:
    """Return the share of the running text that stands in the same group as each block."""
    sums = sums_by(groups, good)
    return shares(sums, float(sums.sum()))[groups]


def best_parent(view: PageView) -> int:
    """Return the element whose children hold most running text; the outermost if there is none.

    A child's text counts in full, a grandchild's half, as in Readability (Arc90, 2010).
    """
    skeleton = view.skeleton
    own = np.bincount(skeleton.of_block, weights=view.good_words, minlength=len(skeleton))
    of_children = np.bincount(skeleton.parents, weights=own, minlength=len(skeleton))
    of_grandchildren = np.bincount(skeleton.parents, weights=of_children, minlength=len(skeleton))
    return int(np.argmax(of_children + 0.5 * of_grandchildren))


def boxes_beside(skeleton: Skeleton, container: int) -> Indexes:
    """Return for each element the outermost one around it that does not hold the container.

    For an element within the container that is the container's child around it.
    """
    index = np.arange(len(skeleton))
    holders = skeleton.holds(container)
    begins = ~holders & holders[skeleton.parents]
    boxes = np.maximum.accumulate(np.where(begins | holders, index, 0))
    result: Indexes = np.where(holders, index, boxes)
    return result


def common_depths(skeleton: Skeleton, container: int) -> Numbers:
    """Return how many levels above the container the innermost element stands that holds both."""
    holders = skeleton.holds(container)
    latest = np.where(holders, skeleton.depths, 0).astype(np.float64)
    return float(skeleton.depths[container]) - skeleton.highest_around(latest)


def box_place_columns(view: PageView, boxes: Indexes, inside: Flags) -> dict[str, Numbers]:
    """Return how large, how linked and how like running text the box of each block is."""
    words = view.words_within[boxes]
    container_words = float(np.where(inside, view.words, 0.0).sum())
    return {
        "box_words": logarithm(words),
        "box_blocks": logarithm(view.blocks_within[boxes]),
        "box_link_density": view.link_density_of(boxes),
        "box_good_share": shares(view.good_words_within[boxes], words),
        "box_share": shares(words, view.words_within[0]),
        "box_to_container": np.minimum(shares(words, container_words), 3.0),
        "words_a_block_in_box": logarithm(shares(words, view.blocks_within[boxes])),
    }


def place_columns(view: PageView, inside: Flags) -> dict[str, Numbers]:
    """Return how far each block stands from the first and the last good block of the container."""
    places = np.flatnonzero(inside & view.is_good)
    size = len(view)
    first, last = (int(places[0]), int(places[-1])) if len(places) else (0, size - 1)
    index = np.arange(size, dtype=np.float64)
    return {
        "blocks_to_first": np.sign(index - first) * logarithm(np.abs(index - first)),
        "blocks_to_last": np.sign(index - last) * logarithm(np.abs(index - last)),
        "between": ((index >= first) & (index <= last)).astype(np.float64),
    }
