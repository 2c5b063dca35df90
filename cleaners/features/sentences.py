"""Where in a block a phrase stands: in which sentence, behind how many words, within quotes."""

from __future__ import annotations

import re

from cleaners.features.document_features import DocumentFeatures
from cleaners.features.wording import Found

REACH = 300
"""So many characters before and behind a phrase are looked at."""

MAX_WORD = 16
"""Characters of a long word with its space: a part with more for each word has more words."""

BOUNDARY = re.compile(r"[.!?…。！？][\"'”’»“)\]]{0,3}(?:\s+|$)|\n")
"""The end of a sentence or of a line."""

QUOTE = re.compile(r"[\"„“”«»]")


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence begins in which a place of a text stands."""
    start = max(0, at - REACH)
    for boundary in BOUNDARY.finditer(text, start, at):
        start = boundary.end()
    return start


def sentence_end(text: str, at: int) -> int:
    """Return where the sentence ends in which a place of a text stands."""
    boundary = BOUNDARY.search(text, at, min(len(text), at + REACH))
    return boundary.end() if boundary else len(text)


def has_at_most(words: int, text: str, start: int, end: int) -> bool:
    """Return whether a part of a text has at most so many words; a long part is not counted."""
    if end - start > MAX_WORD * words:
        return False
    return len(text[start:end].split()) <= words


def is_quoted(text: str, at: int) -> bool:
    """Return whether a place of a text stands behind an opened quotation that is not closed."""
    last = None
    for last in QUOTE.finditer(text, max(0, at - REACH), at):  # noqa: B007 - the last one counts
        pass
    if last is None:
        return False
    before = text[max(0, last.start() - 1) : last.start()]
    behind = text[last.end() : last.end() + 1]
    return (not before or before.isspace() or before in "([—–-") and not behind.isspace()


def call_start(features: DocumentFeatures, found: Found, *, max_lead: int) -> int:
    """Return from where a block goes that holds an invitation to the reader.

    An invitation ends its block. From the block's start if only few words stand before the
    sentence that holds the phrase, such as a question; else from that sentence's start.
    """
    text = features.blocks[found.block].text
    start = sentence_start(text, found.start)
    return 0 if has_at_most(max_lead, text, 0, start) else start
