"""Letters and their marks in Unicode's normal form C."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import is_normalized, normalize

from cleaners.normalizing.replacements import Replacement, differences

WORD = re.compile(r"[^ \t\n]+")
"""No mark composes with white space, so words are normalised one by one."""


def compose(text: str) -> Iterator[Replacement]:
    """Find letters whose marks stand apart though Unicode has both in one: e + U+0301 is é.

    Left alone is what only looks alike: ``ﬁ``, ``²``, ``Ａ`` and ``…`` (normal form KC).
    """
    if is_normalized("NFC", text):
        return
    for word in WORD.finditer(text):
        yield from differences(word[0], normalize("NFC", word[0]), word.start())
