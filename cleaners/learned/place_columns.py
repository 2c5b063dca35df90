"""Columns: where each block stands on the page, and between which blocks."""

from __future__ import annotations

import numpy as np

from cleaners.document import BlockKind
from cleaners.learned.block_view import BlockView, logarithm, shares, sums_by
from cleaners.learned.page_view import PageView
from cleaners.learned.skeleton import Flags, Indexes, Numbers

WINDOWS = (2, 6)
NEIGHBOURS = (-2, -1, 1, 2)
FAR = 1_000.0


def position_columns(view: BlockView) -> dict[str, Numbers]:
    """Return the place of each block in blocks and in words, from both ends."""
    size = len(view)
    index = np.arange(size, dtype=np.float64)
    words, good = view.words, view.good_words
    before, good_before = np.cumsum(words) - words, np.cumsum(good) - good
    total, good_total = float(words.sum()), float(good.sum())
    is_good = view.is_good
    return {
        "place": index / size,
        "place_in_words": before / max(1.0, total),
        "blocks_before": logarithm(index),
        "blocks_behind": logarithm(size - 1 - index),
        "words_before": logarithm(before),
        "words_behind": logarithm(total - before - words),
        "good_share_before": good_before / max(1.0, good_total),
        "good_words_before": logarithm(good_before),
        "good_words_behind": logarithm(good_total - good_before - good),
        "since_good": logarithm(distance_since(is_good, words)),
        "until_good": logarithm(distance_since(is_good[::-1], words[::-1])[::-1]),
        "good_run": logarithm(run_lengths(is_good)),
    }


def distance_since(flags: Flags, words: Numbers) -> Numbers:
    """Return for each place the words between it and the last flagged one before it."""
    before = np.cumsum(words) - words
    behind = np.where(flags, before + words, -1.0)
    latest = np.maximum.accumulate(np.concatenate(([-1.0], behind[:-1])))
    return np.where(latest < 0, FAR, np.minimum(before - latest, FAR))


def run_lengths(flags: Flags) -> Numbers:
    """Return for each place how long the run of flagged places is that it stands in."""
    changes = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    lengths = np.zeros(len(flags))
    starts, ends = changes[::2], changes[1::2]
    of_run = (ends - starts).astype(np.float64)
    lengths[flags] = np.repeat(of_run, ends - starts)
    return lengths


def neighbour_columns(view: PageView) -> dict[str, Numbers]:
    """Return what stands before and behind each block."""
    looked_at = {
        "words": logarithm(view.words),
        "link_density": view.link_density,
        "good": view.is_good.astype(np.float64),
        "heading": view.is_kind(BlockKind.HEADING).astype(np.float64),
        "list_item": view.is_kind(BlockKind.LIST_ITEM).astype(np.float64),
    }
    columns = {}
    reach = max(*WINDOWS, *map(abs, NEIGHBOURS))
    size = len(view)
    for name, values in looked_at.items():
        padded = np.concatenate((np.zeros(reach), values, np.zeros(reach)))
        for offset in NEIGHBOURS:
            side = "before" if offset < 0 else "behind"
            columns[f"{name}_{abs(offset)}_{side}"] = padded[reach + offset : reach + offset + size]
    columns |= window_columns(view)
    parent = view.parents
    columns["same_parent_before"] = same_as_before(parent)
    columns["same_parent_behind"] = same_as_before(parent[::-1])[::-1]
    return columns


def same_as_before(values: Indexes) -> Numbers:
    """Return which values equal the one before them."""
    return np.concatenate(([0.0], (values[1:] == values[:-1]).astype(np.float64)))


def window_columns(view: BlockView) -> dict[str, Numbers]:
    """Return the share of the words of some neighbours on each side that are running text."""
    size = len(view)
    index = np.arange(size)
    good = np.concatenate(([0.0], np.cumsum(view.good_words)))
    words = np.concatenate(([0.0], np.cumsum(view.words)))
    columns = {}
    for reach in WINDOWS:
        first, end = np.maximum(0, index - reach), np.minimum(size, index + 1 + reach)
        for side, starts, ends in (("before", first, index), ("behind", index + 1, end)):
            columns[f"good_share_{side}_{reach}"] = shares(
                good[ends] - good[starts], words[ends] - words[starts]
            )
    return columns


def section_columns(view: PageView) -> dict[str, Numbers]:
    """Return what is known of the nearest heading above each block, and of its section."""
    size = len(view)
    index = np.arange(size)
    is_heading = view.is_kind(BlockKind.HEADING)
    level = np.array([block.level for block in view.blocks], dtype=np.float64)
    above = np.maximum.accumulate(np.where(is_heading, index, -1))
    has = above >= 0
    at = np.maximum(above, 0)
    section = np.cumsum(is_heading).astype(np.int64)
    words_of = sums_by(section, np.where(is_heading, 0.0, view.words))[section]
    good_of = sums_by(section, view.good_words)[section]
    first = np.flatnonzero(is_heading & (level == 1))
    first_heading = int(first[0]) if len(first) else 0
    return {
        "has_heading_above": has.astype(np.float64),
        "level_above": np.where(has, 7.0 - level[at], 0.0),
        "blocks_since_heading": logarithm(np.where(has, index - above, index).astype(np.float64)),
        "heading_words_above": np.where(has, logarithm(view.words[at]), 0.0),
        "heading_link_above": np.where(has, view.link_density[at], 0.0),
        "section_words": logarithm(words_of),
        "section_good_share": shares(good_of, words_of),
        "is_before_first_heading": (index < first_heading).astype(np.float64),
        "blocks_since_first_heading": np.sign(index - first_heading)
        * logarithm(np.abs(index - first_heading).astype(np.float64)),
    }
