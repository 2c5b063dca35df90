"""Marks notices that the rest of an article is for subscribers, and the offers below a teaser."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import BlockKind, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, region_marks
from cleaners.features.sentences import is_quoted, sentence_start
from cleaners.features.wording import Found
from cleaners.lexicons import Place
from cleaners.reasons import Reason

DETECTOR = "paywall"

SURE, LIKELY = 0.9, 0.7

MAX_NOTICE_WORDS = 40
MAX_SUBJECT = 40
"""Characters that may stand in a sentence before what makes it a notice."""

MAX_LOOSE_WORDS, MAX_LOOSE_SUBJECT = 25, 12
"""The same for the looser phrases: a word such as “Please” may stand before them."""

MAX_REGION_PROSE = 0.15
"""A region with more of the page's prose is the article behind the wall."""

CODE = frozenset({BlockKind.PREFORMATTED, BlockKind.TABLE})


def mark_paywall(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each notice that the rest is for subscribers, and for offers around it.

    The phrases by which a page is judged a teaser (``paywall``) are looser than what may be cut:
    here they have to stand near the start of a short block.
    """
    for found in features.found("paywall_notice"):
        if found.entry.place is Place.WHOLE or is_notice(
            features, found, max_words=MAX_NOTICE_WORDS, max_subject=MAX_SUBJECT
        ):
            yield found_whole(features, found, Reason.PAYWALL, DETECTOR, SURE)
    for found in features.found("paywall"):
        if is_notice(features, found, max_words=MAX_LOOSE_WORDS, max_subject=MAX_LOOSE_SUBJECT):
            yield found_whole(features, found, Reason.PAYWALL, DETECTOR, LIKELY)
    for region in features.regions.get(Reason.PAYWALL, ()):
        if region.prose_share <= MAX_REGION_PROSE:
            yield from region_marks(features, region, DETECTOR, LIKELY)


def is_notice(
    features: DocumentFeatures, found: Found, *, max_words: int, max_subject: int
) -> bool:
    """Return whether a block is a notice: short, with the phrase at the start of a sentence."""
    block = features.blocks[found.block]
    text = block.text
    if block.kind in CODE or features.shapes[found.block].word_count > max_words:
        return False
    is_early = found.start - sentence_start(text, found.start) <= max_subject
    return is_early and not is_quoted(text, found.start)
