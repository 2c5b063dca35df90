"""Marks notices about the post itself: where it first appeared, how old it is, what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from cleaners.document import BlockKind, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, whole
from cleaners.features.wording import Found
from cleaners.reasons import Reason

DETECTOR = "notices"

SURE, LIKELY = 0.95, 0.7

MAX_NOTICE_WORDS = 80
MAX_LINE_WORDS = 12

MAX_BETWEEN = 4
"""At most so many blocks stand between a notice at the top of a page and its headline."""

NOT_NOTICES = frozenset({BlockKind.TABLE, BlockKind.PREFORMATTED})


def mark_notices(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each notice about the post, and for what stands with it above the title.

    A heading that begins like one is none, nor is a long paragraph. Notes of the editors within a
    body stay: most of those who prepare articles for reading keep them.
    """
    noticed: set[int] = set()
    for found in features.found("notice"):
        if is_notice(features, found, MAX_NOTICE_WORDS):
            noticed.add(found.block)
            yield found_whole(features, found, Reason.NOTICE, DETECTOR, SURE)
    for found in features.found("notice_line"):
        if is_notice(features, found, MAX_LINE_WORDS):
            noticed.add(found.block)
            yield found_whole(features, found, Reason.NOTICE, DETECTOR, LIKELY)
    for index in between_notice_and_title(features, noticed):
        evidence = "between a notice and the headline"
        yield whole(features.blocks[index], Reason.NOTICE, DETECTOR, SURE, evidence)


def is_notice(features: DocumentFeatures, found: Found, max_words: int) -> bool:
    """Return whether a phrase makes its block a notice."""
    if features.blocks[found.block].kind in NOT_NOTICES:
        return False
    return features.shapes[found.block].word_count <= max_words


def between_notice_and_title(
    features: DocumentFeatures, noticed: AbstractSet[int]
) -> Iterator[int]:
    """Yield the blocks between a notice that begins a page and the headline below it.

    The headline is the first heading of the highest level, or a line that the next one repeats.
    """
    if 0 not in noticed:
        return
    last = 0
    while last + 1 in noticed:
        last += 1
    for index in range(last + 1, min(last + 2 + MAX_BETWEEN, len(features.blocks) - 1)):
        if is_headline(features, index):
            yield from range(last + 1, index)
            return


def is_headline(features: DocumentFeatures, index: int) -> bool:
    """Return whether a block is the headline of its page."""
    block = features.blocks[index]
    if block.kind is BlockKind.HEADING and block.level == 1:
        return True
    folded = features.shapes[index].folded
    return not features.shapes[index].ends_sentence and folded == features.shapes[index + 1].folded
