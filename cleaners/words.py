"""What counts as a word."""

from __future__ import annotations

import re

UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that write without spaces: Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
SPACED_WORD = re.compile(rf"[^\W_{UNSPACED}]+")
UNSPACED_CHARACTER = re.compile(rf"[{UNSPACED}]")

WITHIN_WORDS = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Soft hyphens and zero-width characters: they part no words."""

UNSPACED_WORD_LENGTH = 2
"""Characters that make about one word where a script writes without spaces."""


def words_of(text: str) -> list[str]:
    """Return the words of a text; each character of a script without spaces is one."""
    return WORD.findall(WITHIN_WORDS.sub("", text))


def word_count(text: str) -> int:
    """Return how many words a text has; two characters of a script without spaces are one."""
    text = WITHIN_WORDS.sub("", text)
    unspaced = len(UNSPACED_CHARACTER.findall(text))
    return len(SPACED_WORD.findall(text)) + (unspaced + 1) // UNSPACED_WORD_LENGTH
