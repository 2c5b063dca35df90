"""How many words each block of a page has, counted for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaners.words import (
    SPACED_WORD,
    UNSPACED_CHARACTER,
    UNSPACED_WORD_LENGTH,
    WITHIN_WORDS,
)

NO_WORD, SPACED, UNSPACED, WITHIN = range(4)
"""What a character is: of no word, of a word between spaces, a word of a script without spaces, or
one that parts no word."""

LAST_KNOWN = 0x40000
"""No character from here on is of a word."""


def word_counts(texts: Sequence[str]) -> list[int]:
    """Return how many words each text has, as ``cleaners.words.word_count`` counts them."""
    if not texts:
        return []
    joined = "\n".join([*texts, ""])  # so no text is without a character of its own
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = kinds_of_characters().take(codes, mode="clip")
    if np.any(kinds == WITHIN):
        return word_counts([WITHIN_WORDS.sub("", text) for text in texts])
    sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    starts = np.cumsum(sizes) - sizes
    is_spaced = kinds == SPACED
    begins = is_spaced.copy()
    begins[1:] &= ~is_spaced[:-1]
    counts = np.add.reduceat(begins, starts, dtype=np.int64)
    is_unspaced = kinds == UNSPACED
    if is_unspaced.any():
        unspaced = np.add.reduceat(is_unspaced, starts, dtype=np.int64)
        counts += (unspaced + 1) // UNSPACED_WORD_LENGTH
    found: list[int] = counts.tolist()
    return found


@cache
def kinds_of_characters() -> NDArray[np.uint8]:
    """Return what each character is, by its code."""
    characters = "".join(map(chr, range(LAST_KNOWN)))
    kinds = np.full(LAST_KNOWN + 1, NO_WORD, np.uint8)
    patterns = ((SPACED_WORD, SPACED), (UNSPACED_CHARACTER, UNSPACED), (WITHIN_WORDS, WITHIN))
    for pattern, kind in patterns:
        for run in pattern.finditer(characters):
            kinds[run.start() : run.end()] = kind
    return kinds
