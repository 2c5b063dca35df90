"""Marks the note below an article that says who its author is, known by the author's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.document import BlockKind, Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.features.titles import Key, key_of
from cleaners.reasons import Reason

DETECTOR = "author_notes"
SCORE = 0.7

MAX_BLOCKS = 6
"""The note is one of so many last blocks of prose, or stands behind them."""

KEPT_KINDS = frozenset({BlockKind.TABLE, BlockKind.PREFORMATTED})
MAX_WORDS = 90
MAX_BYLINE_WORDS = 30
MIN_NAME_WORDS = 2

NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w’'.-]*(?: [^\W\d_a-zß-ÿ][\w’'.-]*)+")
REACH = re.compile(r"\S@\S|(?<!\w)@\w{3,}")
"""An address, or a name on a social network, under which the author can be reached."""


def mark_author_notes(features: DocumentFeatures, claims: Sequence[Mark | Spare]) -> Iterator[Mark]:
    """Yield a mark for each of the last blocks that begins with the author and says how to write.

    ``Ann Author covers schools. Reach her at ann@example.org``. The author is whom a byline or the
    head of the page names. A paragraph on somebody else's address stays, and so does a last
    paragraph in which the author speaks of something else.
    """
    names = author_names(features, claims)
    if not names:
        return
    first = features.prose[-MAX_BLOCKS:][0] if features.prose else 0
    for block in features.blocks[max(first, 1) :]:
        shape = features.shapes[block.index]
        if shape.word_count > MAX_WORDS or "@" not in block.text:
            continue
        if block.kind in KEPT_KINDS or REACH.search(block.text) is None:
            continue
        key = key_of(shape.folded)
        if any(key[: len(name)] == name for name in names):
            yield whole(block, Reason.ABOUT, DETECTOR, SCORE, "the author, and how to reach them")


def author_names(features: DocumentFeatures, claims: Sequence[Mark | Spare]) -> set[Key]:
    """Return the names of the authors, in lower-case words."""
    byline = Reason.BYLINE
    names = {key_of(name) for name in features.document.authors}
    for claim in claims:
        if type(claim) is Mark and claim.reason is byline:
            text = features.blocks[claim.block].text[claim.start : claim.end]
            if len(text.split()) <= MAX_BYLINE_WORDS:
                names.update(names_in(text))
    return {name for name in names if len(name) >= MIN_NAME_WORDS}


def names_in(text: str) -> Iterator[Key]:
    """Yield the runs of capitalised words of a byline, without one that only begins the line."""
    for run in NAME.findall(text):
        key = key_of(run)
        yield key
        yield key[1:]  # By Ann Author
