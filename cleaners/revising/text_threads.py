"""Readers' comments below the article of a text, where nothing but their wording shows them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from cleaners.document import Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.features.prose_places import ProsePlaces
from cleaners.features.wording import Found
from cleaners.lexicons import Place
from cleaners.reasons import Reason

DETECTOR = "text_threads"
SURE, LIKELY = 0.9, 0.7

MAX_NAME_WORDS = 7
"""A line such as ``Ann Quill says`` has no more words."""

MAX_OPENER_LEAD = 2
"""Signs that may stand before the greeting that begins a comment; a quotation is none."""

MAX_GAP = 40
"""From the beginning of one comment to the next there are no more blocks."""

MAX_MEAN_GAP = 20
MAX_REST = 45
"""A thread reaches the end of the text: no more blocks stand behind its last sign."""

MIN_SIGNS, SURE_SIGNS = 2, 3
MIN_PROSE_BEFORE_FEW = 0.7
"""Share of the prose above a thread of which only two signs are seen."""

FIRST_BLOCKS = 5
"""A text that greets somebody in so many first blocks is a letter, or the posts of a forum."""

FEW_REACH, REACH = 8, 30
"""So many blocks above the first sign the article may end with an invitation to comment; fewer
where only two signs are seen."""

MIN_PROSE_BEFORE = 0.1
"""An article has so much of the prose of the text, however many comments stand below it."""

MIN_PROSE_BEFORE_OPENER = 0.3
MIN_WORDS_BEFORE_OPENER = 600
"""The same where only greetings show the thread, and no invitation stands above it. People greet
and thank each other in letters and on forums too, whose posts are shorter than an article."""


class Sign(Struct, frozen=True, order=True):
    """The beginning of a comment: the block, and the phrase that shows it."""

    block: int
    phrase: str


def mark_text_threads(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each block of the comments below the article of a text.

    They begin with a line that says who says so, twice or more, or with greetings and thanks to
    the author, one soon behind the other, and reach the end of the text. Where the article ends
    with an invitation to comment, they begin right below it. A single letter that an article
    prints, and a chapter in which somebody says hello, are none.
    """
    names, openers = name_lines(features), greetings(features)
    if len(names) + len(openers) < MIN_SIGNS:
        return
    if any(sign.block < FIRST_BLOCKS for sign in openers):
        openers = []
    places = ProsePlaces(features)
    signs = [sign for sign in names if places.share_before(sign.block) >= MIN_PROSE_BEFORE]
    signs += [s for s in openers if places.share_before(s.block) >= MIN_PROSE_BEFORE_OPENER]
    thread = last_thread(sorted(signs), len(features.blocks))
    is_sure = len(thread) >= SURE_SIGNS
    if len(thread) < MIN_SIGNS:
        return
    first = thread[0].block
    if not is_sure and places.share_before(first) < MIN_PROSE_BEFORE_FEW:
        return
    start = below_invitation(features, first, REACH if is_sure else FEW_REACH)
    is_named = any(sign in names for sign in thread)
    if not (is_named or start < first or is_article(features, first)):
        return
    score = SURE if is_sure else LIKELY
    evidence = f"in the thread that begins with {thread[0].phrase}"
    for block in features.blocks[start:]:
        yield whole(block, Reason.COMMENTS, DETECTOR, score, evidence)


def name_lines(features: DocumentFeatures) -> list[Sign]:
    """Return the short lines that end with a verb of speaking, with a comment below each.

    ``The mayor said`` in a poem or a play is followed by another of its kind, or by no sentence.
    """
    lines = {
        found.block: found
        for found in features.found("comments_reply")
        if found.entry.place is Place.END and is_name_line(features, found)
    }
    if len(lines) < MIN_SIGNS:
        return []
    return [
        Sign(block, str(found.entry))
        for block, found in lines.items()
        if block + 1 < len(features.blocks) and block + 1 not in lines
    ]


def is_name_line(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a line is a name and a verb of speaking."""
    shape = features.shapes[found.block]
    before = features.blocks[found.block].text[: found.start].strip()
    return bool(before) and shape.word_count <= MAX_NAME_WORDS and not shape.ends_sentence


def greetings(features: DocumentFeatures) -> list[Sign]:
    """Return the blocks that begin with a greeting, or with thanks or praise for the article.

    The author who thanks for reading and asks for comments is no reader.
    """
    invitations = {found.block for found in features.found("reader_invitation")}
    of_block = {
        found.block: Sign(found.block, str(found.entry))
        for found in features.found("reader_opener")
        if found.start <= MAX_OPENER_LEAD
        and found.block not in invitations
        and not features.blocks[found.block].text[: found.start].strip("!¡ ")
    }
    return list(of_block.values())


def is_article(features: DocumentFeatures, end: int) -> bool:
    """Return whether so much prose stands above a block as an article has."""
    words = sum(features.shapes[index].word_count for index in features.prose if index < end)
    return words >= MIN_WORDS_BEFORE_OPENER


def last_thread(signs: list[Sign], end: int) -> list[Sign]:
    """Return the last run of signs that stand close together, if it reaches the end of a text."""
    if not signs or end - signs[-1].block > MAX_REST:
        return []
    start = 0
    for index, (sign, following) in enumerate(pairwise(signs), 1):
        if following.block - sign.block > MAX_GAP:
            start = index
    thread = signs[start:]
    is_dense = thread[-1].block - thread[0].block <= MAX_MEAN_GAP * (len(thread) - 1)
    return thread if is_dense else []


def below_invitation(features: DocumentFeatures, first: int, reach: int) -> int:
    """Return the block below the last invitation to comment above a thread, else its first."""
    invitations = [
        found.block
        for found in features.found("reader_invitation")
        if first - reach <= found.block < first
    ]
    return invitations[-1] + 1 if invitations else first
