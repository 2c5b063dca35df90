"""Which block of a site a person means, by whatever is given for it."""

from __future__ import annotations

import re

from msgspec import Struct

from cleaners.sites.fingerprints import exact_fingerprint, written
from flows.learning.shown_sites import ShownSite

_BEGINNING = re.compile(r"[0-9a-f]{6,16}")


class MeantBlock(Struct, frozen=True):
    """A block that a person means.

    Attributes:
        block: Its text, or its whole fingerprint.
        note: What to write beside it.
        is_known: Whether a page has shown it.
    """

    block: str
    note: str
    is_known: bool


class BlockError(ValueError):
    """A block that cannot be judged; its message is one line that says why."""


def block_meant(shown: ShownSite, given: str) -> MeantBlock:
    """Return the block that a person means by its text, its fingerprint or the beginning of that.

    Raises:
        BlockError: Several begin so, or the block stands for many texts.
    """
    lowered = given.strip().lower()
    is_number = _BEGINNING.fullmatch(lowered) is not None
    fingerprint = lowered if is_number else written(exact_fingerprint(given))
    found = [block for block in shown.blocks if block.fingerprint.startswith(fingerprint)]
    if len(found) > 1:
        raise BlockError(
            f"{given} begins {len(found)} fingerprints of {shown.site}; give more of it"
        )
    if not found:
        return MeantBlock(given, "", is_known=False)
    if found[0].is_loose:
        raise BlockError(
            f"{given} stands for lines that differ in numbers and names, such as "
            f"{found[0].sample!r}; give the text of one of them"
        )
    block = found[0].fingerprint if is_number else given
    return MeantBlock(block, found[0].sample if is_number else "", is_known=True)
