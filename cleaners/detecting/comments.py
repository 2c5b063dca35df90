"""Marks readers' comments, the headings above them and the form to write one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from cleaners.document import BlockKind, Mark
from cleaners.features.anchors import is_anchor
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, region_marks, whole
from cleaners.features.prose_places import ProsePlaces
from cleaners.features.regions import Region
from cleaners.features.titles import key_of, title_keys
from cleaners.features.wording import Found
from cleaners.reasons import Reason

DETECTOR = "comments"

SURE, LIKELY = 0.9, 0.7

MOST = 0.5
"""Share of the page's prose, or of its words, above which its comments are its content."""

MIN_PROSE_BEFORE = 0.3
"""A thread at the end of an article has so much of the page's prose before it."""

MAX_FORM_WORDS = 60
"""A line of a form or of the rules for comments has no more words."""

MAX_HEADLINE_WORDS = 40

MAX_REPLIES_PER_BLOCK = 8
"""From one part of a thread to the next there are no more blocks."""

DIGIT = re.compile(r"\d")
QUOTES = " :“”\"„‘’'«»"

NOT_LABELS = frozenset({BlockKind.TABLE, BlockKind.PREFORMATTED})


def mark_comments(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each comment of a reader and each line of the form to write one.

    On forums and pages of questions and answers the posts are the content, whatever their class
    names say; there, and where comments hold most of the prose, only the lines of forms go.
    """
    for found in features.found("comments"):
        if features.shapes[found.block].word_count <= MAX_FORM_WORDS:
            yield found_whole(features, found, Reason.COMMENTS, DETECTOR, SURE)
    yield from counts_with_headline(features)
    regions = features.regions.get(Reason.COMMENTS, ())
    labels = features.found("comments_label")
    replies = features.found("comments_reply")
    if not (regions or labels or replies) or is_content(features, regions):
        return
    for region in regions:
        if not is_anchor(features, region):
            yield from region_marks(features, region, DETECTOR, SURE)
    for found in labels:
        if is_label(features, found):
            yield found_whole(features, found, Reason.COMMENTS, DETECTOR, LIKELY)
    yield from thread(features, labels, replies)


def is_content(features: DocumentFeatures, regions: Sequence[Region]) -> bool:
    """Return whether the comments of a page are its content."""
    if regions:
        whole = sum(shape.word_count for shape in features.shapes)
        word_share = sum(region.word_count for region in regions) / whole
        if max(word_share, sum(region.prose_share for region in regions)) > MOST:
            return True
    return features.is_forum


def is_label(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a word such as “comments” is a label: with a count, or outside the prose."""
    block = features.blocks[found.block]
    if block.kind in NOT_LABELS:
        return False
    if DIGIT.search(block.text) is not None:
        return True
    return bool(features.prose) and not features.prose[0] < block.index < features.prose_end


def counts_with_headline(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each line that counts the comments on the page's own headline.

    The headline has to stand elsewhere too: “1,200 comments on the draft law” is a headline itself.
    """
    candidates = [
        *features.found("comments_none_on"),
        *(found for found in features.found("comments_on") if is_counted(features, found)),
    ]
    if not candidates:
        return
    keys = title_keys(features.document)
    lines = {
        shape.folded
        for shape in features.shapes
        if shape.word_count <= MAX_HEADLINE_WORDS and not shape.ends_sentence
    }
    for found in candidates:
        shape = features.shapes[found.block]
        headline = shape.folded[found.end :].strip(QUOTES)
        if shape.word_count > MAX_HEADLINE_WORDS or not headline:
            continue
        if headline in lines or key_of(headline) in keys:
            yield found_whole(features, found, Reason.COMMENTS, DETECTOR, SURE)


def is_counted(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a number stands right before a phrase such as “comments on”."""
    before = features.shapes[found.block].folded[max(0, found.start - 2) : found.start]
    return before.rstrip()[-1:].isdigit()


def thread(
    features: DocumentFeatures, labels: Sequence[Found], replies: Sequence[Found]
) -> Iterator[Mark]:
    """Yield a mark for each block of a thread behind a heading that counts its comments.

    It reaches from the heading to the last button or name of a comment, each of which stands close
    behind the one before.
    """
    if not labels or not replies:
        return
    places = ProsePlaces(features)
    first = next(
        (
            found
            for found in labels
            if DIGIT.search(features.blocks[found.block].text)
            and places.share_before(found.block) >= MIN_PROSE_BEFORE
        ),
        None,
    )
    if first is None:
        return
    end = thread_end(first.block, {found.block for found in replies})
    for block in features.blocks[first.block + 1 : end]:
        evidence = f"in the thread behind {first.entry}"
        yield whole(block, Reason.COMMENTS, DETECTOR, LIKELY, evidence)


def thread_end(start: int, replies: AbstractSet[int]) -> int:
    """Return the index behind the last block of a thread."""
    end = start
    for index in sorted(replies):
        if end < index <= end + MAX_REPLIES_PER_BLOCK:
            end = index
    return end + 1
