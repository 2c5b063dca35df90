"""What a page calls itself in its head, as it is compared with the lines that it shows."""

from __future__ import annotations

import re

from cleaners.document import Document
from cleaners.lexicons import folded_in_place
from cleaners.words import UNSPACED

WORDS = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
SEPARATOR = re.compile(r"\s+(?:[|\-–—·•»«:/]|::)\s+|\s*[|»«]\s*")
"""What stands between the headline, the section and the name of the site."""

MIN_WORDS = 3
"""A part of a title with fewer words may be the name of the site."""

MAX_TITLE_CHARACTERS = 1_000

Key = tuple[str, ...]


def key_of(text: str) -> Key:
    """Return the words of a short text without case."""
    return tuple(WORDS.findall(folded_in_place(text)))


def title_keys(document: Document) -> frozenset[Key]:
    """Return the headlines that the title in the head may stand for, by their words.

    ``Storm hits coast | Region | The Example`` may be any run of its parts that begins or ends
    it; one that is short counts only if it is the first.
    """
    title = (document.title or "")[:MAX_TITLE_CHARACTERS]
    matches = list(SEPARATOR.finditer(title))
    whole = key_of(title)
    keys = {whole, *(key_of(title[: match.start()]) for match in matches)}
    keys |= {key for match in matches if len(key := key_of(title[match.end() :])) > 2 * MIN_WORDS}
    return frozenset(key for key in keys if len(key) >= MIN_WORDS or key == whole) - {()}
