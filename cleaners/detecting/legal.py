"""Marks copyright lines, terms, rows of legal links, and other legal sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cleaners.document import BlockKind, Mark
from cleaners.features.anchors import is_anchor
from cleaners.features.copyright_lines import copyright_lines
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, region_marks
from cleaners.features.prose_places import ProsePlaces
from cleaners.features.sentences import is_quoted, sentence_start
from cleaners.features.wording import Found
from cleaners.lexicons import Place
from cleaners.reasons import Reason

DETECTOR = "legal"

SURE, LIKELY = 0.9, 0.7

MAX_SENTENCE_WORDS = 120
"""Legal sentences of one block, from the first to the end of the block, are no longer."""

MAX_ROW_WORDS = 60
MIN_ROW_LINKS = 2
MIN_LINK_DENSITY = 0.5

MAX_REGION_PROSE = 0.15
"""A region with more of the page's prose is no legal corner, whatever it is called."""

MAX_PROSE_BEHIND = 0.1
"""Legal sentences stand at the end of a page, with no more of its prose behind them."""

MIN_PROSE_BEFORE = 0.5
"""What only disclaims has so much of the page's prose before it."""

NOT_LINES = frozenset({BlockKind.TABLE, BlockKind.PREFORMATTED})


def mark_legal(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each copyright line, legal sentence, and legal link.

    An article on copyright or privacy speaks of them in sentences and headings of its own; a link
    counts only behind the last prose, or where it is a link, and a disclaimer only at the end.
    """
    for line in copyright_lines(features):
        yield found_whole(features, line.found, Reason.LEGAL, DETECTOR, SURE)
    yield from legal_links(features)
    sentences, disclaimers = features.found("legal"), features.found("legal_end")
    if sentences or disclaimers:
        places = ProsePlaces(features)
        for found in sentences:
            if places.share_behind(found.block) <= MAX_PROSE_BEHIND:
                yield from legal_sentence(features, found, SURE)
        for found in disclaimers:
            if is_at_end(places, found.block):
                yield from legal_sentence(features, found, LIKELY)
    for region in features.regions.get(Reason.LEGAL, ()):
        if region.prose_share <= MAX_REGION_PROSE and not is_anchor(features, region):
            yield from region_marks(features, region, DETECTOR, LIKELY)


def legal_sentence(features: DocumentFeatures, found: Found, score: float) -> Iterator[Mark]:
    """Yield a mark from a legal sentence on to the end of its block."""
    block = features.blocks[found.block]
    text = block.text
    if block.kind in NOT_LINES or is_quoted(text, found.start):
        return
    start = sentence_start(text, found.start)
    if len(text[start:].split(None, MAX_SENTENCE_WORDS)) <= MAX_SENTENCE_WORDS:
        evidence = str(found.entry)
        yield Mark(block.index, start, len(text), Reason.LEGAL, DETECTOR, score, evidence)


def legal_links(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each legal link that stands alone, and for each row of them."""
    in_rows: defaultdict[int, list[Found]] = defaultdict(list)
    for found in features.found("legal_link"):
        shape = features.shapes[found.block]
        if found.entry.place is Place.WHOLE:
            if is_outside(features, found.block):
                yield found_whole(features, found, Reason.LEGAL, DETECTOR, LIKELY)
        elif not shape.ends_sentence and shape.word_count <= MAX_ROW_WORDS:
            in_rows[found.block].append(found)
    for row in in_rows.values():
        is_row = len({found.start for found in row}) >= MIN_ROW_LINKS
        if is_row and is_outside(features, row[0].block):
            yield found_whole(features, row[0], Reason.LEGAL, DETECTOR, LIKELY)


def is_outside(features: DocumentFeatures, index: int) -> bool:
    """Return whether a block stands behind the last prose, or is mostly links."""
    density = features.shapes[index].link_density
    is_linked = density is not None and density >= MIN_LINK_DENSITY
    return is_linked or (0 < features.prose_end <= index)


def is_at_end(places: ProsePlaces, index: int) -> bool:
    """Return whether a block stands at the end of an article, with most of it above."""
    return (
        places.share_behind(index) <= MAX_PROSE_BEHIND
        and places.share_before(index) >= MIN_PROSE_BEFORE
    )
