"""Columns: the words that each block shares with what the head of the page says of it."""

from __future__ import annotations

import numpy as np

from cleaners.features.titles import key_of
from cleaners.learned.page_view import PageView
from cleaners.learned.skeleton import Numbers

MAX_CHARACTERS = 300
"""So many characters of a block are compared; more tell no more."""

MAX_TITLE, MAX_DESCRIPTION = 1_000, 3_000
"""Of the head's texts as many characters count."""

MIN_LENGTH = 3
"""Shorter words stand in every text."""


def overlap_columns(view: PageView) -> dict[str, Numbers]:
    """Return the overlap of each block with the title and with the descriptions, both ways."""
    document = view.features.document
    size = len(view)
    title = words_in((document.title or "")[:MAX_TITLE])
    description = words_in(" ".join(document.descriptions)[:MAX_DESCRIPTION])
    either = title | description
    of_blocks = np.zeros((2, size))
    of_texts = np.zeros((2, size))
    for index, shape in enumerate(view.features.shapes):
        words = shape.folded[:MAX_CHARACTERS].split()
        shared = either.intersection(words)
        if not shared:
            continue
        size_of_block = len(set(words))
        for row, known in enumerate((title, description)):
            common = len(shared & known)
            if common:
                of_blocks[row, index] = common / size_of_block
                of_texts[row, index] = common / len(known)
    columns: dict[str, Numbers] = {}
    for row, name in enumerate(("title", "description")):
        most = of_texts[row].max(initial=0.0)
        columns[f"{name}_of_block"] = of_blocks[row]
        columns[f"block_of_{name}"] = of_texts[row]
        columns[f"has_{name}"] = np.full(size, 1.0 if (title, description)[row] else 0.0)
        columns[f"most_of_{name}"] = 1.0 * ((of_texts[row] == most) & (most > 0.0))
    return columns


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text without case, but for those that stand in every text."""
    return frozenset(word for word in key_of(text) if len(word) >= MIN_LENGTH)
