"""Marks share bars, counters, and the tools of a reader: print, copy the link, listen, bookmark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cleaners.document import BlockKind, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, whole
from cleaners.features.region_blocks import region_blocks
from cleaners.lexicons import Place
from cleaners.reasons import Reason

DETECTOR = "share"

SURE, LIKELY = 0.9, 0.7

MAX_LINE_WORDS = 12
MAX_FOLLOW_WORDS = 30
MAX_ROW_CHARACTERS = 200
MIN_LINKED = 0.5
CONTROLS = frozenset({BlockKind.BUTTON, BlockKind.LABEL})

Row = list[tuple[int, int]]
"""Where the names of networks stand in a block."""


def mark_share(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for the parts of share bars.

    ``Share prices fell`` is none: a line has to be nothing but a button, or begin like one and
    name a network.
    """
    for block, named in region_blocks(features, Reason.SHARE):
        yield whole(block, Reason.SHARE, DETECTOR, LIKELY, named.evidence)
    buttons = set()
    for found in features.found("share"):
        shape = features.shapes[found.block]
        if found.entry.place is Place.WHOLE or shape.word_count <= MAX_LINE_WORDS:
            buttons.add(found.block)
            yield found_whole(features, found, Reason.SHARE, DETECTOR, SURE)
    networks = networks_of(features)
    yield from leads(features, networks)
    yield from network_rows(features, networks, buttons)


def networks_of(features: DocumentFeatures) -> dict[int, Row]:
    """Return where names of networks stand in short blocks, without overlaps, by block."""
    rows: defaultdict[int, Row] = defaultdict(list)
    for found in features.found("share_network"):
        if len(features.shapes[found.block].folded) > MAX_ROW_CHARACTERS:
            continue
        row = rows[found.block]
        while row and row[-1][0] >= found.start:
            row.pop()
        if not row or found.start >= row[-1][1]:
            row.append((found.start, found.end))
        elif found.end > row[-1][1]:
            row[-1] = (row[-1][0], found.end)
    return rows


def leads(features: DocumentFeatures, networks: dict[int, Row]) -> Iterator[Mark]:
    """Yield a mark for each line that begins like a share bar and names a network."""
    for found in features.found("share_lead"):
        shape = features.shapes[found.block]
        if found.block not in networks:
            continue
        limit = MAX_FOLLOW_WORDS if "share" not in found.entry.phrase else MAX_LINE_WORDS
        if shape.word_count <= limit:
            yield found_whole(features, found, Reason.SHARE, DETECTOR, SURE)


def network_rows(
    features: DocumentFeatures, networks: dict[int, Row], buttons: set[int]
) -> Iterator[Mark]:
    """Yield a mark for each line that is nothing but names of networks.

    A single one has to be a link or a button, or to stand beside another or a share button; a lone
    X beside nothing but its like is a mark in a table.
    """
    rows = {
        index: row
        for index, row in networks.items()
        if not has_other_words(features.shapes[index].folded, row)
    }
    named = buttons | {index for index, row in rows.items() if any(b - a > 1 for a, b in row)}
    company = buttons | rows.keys()
    for index, row in rows.items():
        shape, block = features.shapes[index], features.blocks[index]
        neighbours = company if index in named else named
        beside = index - 1 in neighbours or index + 1 in neighbours
        is_control = block.kind in CONTROLS or (shape.link_density or 0) >= MIN_LINKED
        if (len(row) > 1 and index in named) or beside or is_control:
            score = LIKELY if is_control and not beside else SURE
            yield whole(block, Reason.SHARE, DETECTOR, score, "nothing but names of networks")


def has_other_words(text: str, row: Row) -> bool:
    """Return whether letters or digits stand outside of some spans of a text."""
    at = 0
    for start, end in [*row, (len(text), len(text))]:
        if any(map(str.isalnum, text[at:start])):
            return True
        at = end
    return False
