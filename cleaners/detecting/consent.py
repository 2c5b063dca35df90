"""Marks notices about cookies and consent, and boxes that ask for it in place of a video."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import BlockKind, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, region_marks
from cleaners.features.sentences import is_quoted, sentence_start
from cleaners.features.wording import Found
from cleaners.lexicons import Place
from cleaners.reasons import Reason

DETECTOR = "consent"

SURE, LIKELY = 0.9, 0.7

MAX_NOTICE_WORDS = 90
"""A longer paragraph explains a law or a policy."""

MAX_SUBJECT = 60
"""Characters that may stand in a sentence before what makes it a notice."""

MAX_REGION_PROSE = 0.3
"""A region with more of the page's prose is what the page is about."""

CODE = frozenset({BlockKind.PREFORMATTED, BlockKind.TABLE})


def mark_consent(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each notice about cookies and consent, its buttons, and embedded boxes.

    A notice speaks in the name of the site to its reader; an article about cookies, be they law or
    biscuits, does not.
    """
    for found in features.found("consent"):
        if found.entry.place is Place.WHOLE or is_notice(features, found):
            yield found_whole(features, found, Reason.CONSENT, DETECTOR, SURE)
    for region in features.regions.get(Reason.CONSENT, ()):
        if region.prose_share <= MAX_REGION_PROSE:
            yield from region_marks(features, region, DETECTOR, LIKELY)


def is_notice(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a block is a notice: short, with the phrase at the start of a sentence."""
    block = features.blocks[found.block]
    text = block.text
    if block.kind in CODE or features.shapes[found.block].word_count > MAX_NOTICE_WORDS:
        return False
    is_early = found.start - sentence_start(text, found.start) <= MAX_SUBJECT
    return is_early and not is_quoted(text, found.start)
