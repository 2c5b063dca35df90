"""How much of a text or of a page's blocks is running text: words in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaners.document import Block, BlockKind
from cleaners.words import word_count

SENTENCE_END = re.compile(r"[.!?…](?=[\s\"'”’»)\]]|\Z)|[。！？।۔؟]")
PARAGRAPH, QUOTE, LIST_ITEM = BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM

MIN_PARAGRAPH = 30
"""Characters; a shorter one is no prose, or too little to count. Chinese says much in 30."""


def running_words(blocks: Iterable[Block], *, enough: int) -> int:
    """Return how many words of the blocks that a browser shows stand in sentences.

    Text in ``noscript`` counts: it stands there for those that run no scripts.

    Args:
        blocks: The blocks of a page.
        enough: Counting ends when so many were found, on most pages soon.
    """
    count = 0
    for block in blocks:
        text = block.text
        if len(text) < MIN_PARAGRAPH:
            continue
        kind = block.kind
        if kind is not PARAGRAPH and kind is not QUOTE and kind is not LIST_ITEM:
            continue
        if (block.markup is None or not block.markup.hidden) and SENTENCE_END.search(text):
            count += word_count(text)
            if count >= enough:
                break
    return count
