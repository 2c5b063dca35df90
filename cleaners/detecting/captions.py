"""Marks the captions and credits of pictures, videos and charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.document import Block, BlockKind, Mark
from cleaners.features.caption_wording import caption_lines
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.features.regions import Region
from cleaners.reasons import Reason

DETECTOR = "captions"
SURE = 0.9
LIKELY = 0.7

MAX_CAPTION_WORDS = 120
MAX_COUNTER_CHARS = 12
BESIDE = 2
MAX_REGION_SHARE = 0.1

KINDS = frozenset({BlockKind.CAPTION, BlockKind.CREDIT})
PICTURELESS = frozenset(
    {BlockKind.QUOTE, BlockKind.PREFORMATTED, BlockKind.TABLE, BlockKind.LIST_ITEM}
)
"""In a figure with one of these the caption is that of a quotation, a listing or a table."""

NOT_IN_REGIONS = KINDS | PICTURELESS | {BlockKind.HEADING}

COUNTER = re.compile(r"\(?\d{1,3} ?(?:/|of|von|de|sur) ?\d{1,3}\)?")


def mark_captions(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for captions by their elements, by their classes and by their wording."""
    found: dict[int, tuple[float, str]] = {}
    for region in features.regions.get(Reason.CAPTION, ()):
        if region.prose_share <= MAX_REGION_SHARE:
            found |= dict.fromkeys(of_picture(features, region), (LIKELY, region.named.evidence))
    for line in caption_lines(features):
        found[line.block] = (SURE, line.evidence)
    for block in features.blocks:
        if block.kind in KINDS and is_of_picture(features, block):
            found[block.index] = (SURE, f"a {block.kind} by its element")
    for index in counters(features, sorted(found)):
        found[index] = (LIKELY, "a counter of pictures")
    for index, (score, evidence) in found.items():
        yield whole(features.blocks[index], Reason.CAPTION, DETECTOR, score, evidence)


def of_picture(features: DocumentFeatures, region: Region) -> Iterator[int]:
    """Yield the blocks of a region that can be captions."""
    for index in range(region.first, region.end):
        block = features.blocks[index]
        if block.kind not in NOT_IN_REGIONS:
            yield index


def is_of_picture(features: DocumentFeatures, block: Block) -> bool:
    """Return whether a caption is not that of a table, a listing or a quotation."""
    figure = figure_of(features, block)
    if figure is None or features.shapes[block.index].word_count > MAX_CAPTION_WORDS:
        return False
    return figure < 0 or not any(
        0 <= near < len(features.blocks)
        and features.blocks[near].kind in PICTURELESS
        and figure_of(features, features.blocks[near]) == figure
        for near in (block.index - 1, block.index + 1)
    )


def figure_of(features: DocumentFeatures, block: Block) -> int | None:
    """Return the element of the figure around a block; -1 where none is, None in a table."""
    elements = features.document.elements
    index = block.markup.element if block.markup is not None else -1
    while index >= 0:
        tag = elements[index].tag
        if tag == "figure":
            return index
        if tag == "table":
            return None
        index = elements[index].parent
    return -1


def counters(features: DocumentFeatures, captions: Sequence[int]) -> Iterator[int]:
    """Yield lines beside captions that only count pictures, as ``3/12`` does."""
    for caption in captions:
        for block in features.blocks[max(0, caption - BESIDE) : caption + BESIDE + 1]:
            if len(block.text) <= MAX_COUNTER_CHARS and COUNTER.fullmatch(block.text.lower()):
                yield block.index
