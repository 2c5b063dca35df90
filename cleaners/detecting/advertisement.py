"""Marks advertisements, the labels above them, and notices about paid links."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import BlockKind, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, region_marks
from cleaners.features.sentences import call_start, has_at_most, is_quoted
from cleaners.features.wording import Found
from cleaners.reasons import Reason

DETECTOR = "advertisement"

SURE, LIKELY = 0.9, 0.7

MAX_NOTICE_WORDS = 60
"""A notice about paid links says no more, from its sentence on to the end of its block."""

MAX_LEAD_WORDS = 12
"""So many words before such a notice go with it."""

MAX_REGION_PROSE = 0.1
"""A region with more of the page's prose is no advertisement, whatever it is called."""

NOT_LABELS = frozenset({BlockKind.TABLE, BlockKind.PREFORMATTED, BlockKind.HEADING})
"""Blocks in which “Advertising” is a topic or a value."""


def mark_advertisement(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each advertisement, label above one, and notice about paid links.

    An article about advertising uses the word in sentences and headings, a label stands alone.
    """
    for found in features.found("advertisement"):
        yield found_whole(features, found, Reason.ADVERTISEMENT, DETECTOR, SURE)
    for found in features.found("advertisement_label"):
        if features.blocks[found.block].kind not in NOT_LABELS:
            yield found_whole(features, found, Reason.ADVERTISEMENT, DETECTOR, LIKELY)
    for found in features.found("advertisement_notice"):
        yield from notice(features, found)
    for region in features.regions.get(Reason.ADVERTISEMENT, ()):
        if region.prose_share <= MAX_REGION_PROSE:
            yield from region_marks(features, region, DETECTOR, LIKELY)


def notice(features: DocumentFeatures, found: Found) -> Iterator[Mark]:
    """Yield a mark over a notice, from its sentence on to the end of its block."""
    block = features.blocks[found.block]
    start = call_start(features, found, max_lead=MAX_LEAD_WORDS)
    is_short = has_at_most(MAX_NOTICE_WORDS, block.text, start, len(block.text))
    if is_short and not is_quoted(block.text, found.start):
        evidence = str(found.entry)
        end = len(block.text)
        yield Mark(block.index, start, end, Reason.ADVERTISEMENT, DETECTOR, SURE, evidence)
