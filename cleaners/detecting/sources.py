"""Marks lines behind the article that credit its source: ``Source: X``, ``(dpa/afp)``."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import BlockKind, Mark
from cleaners.features.byline_wording import names_sources, signatures
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.furniture import furniture_blocks, story_end
from cleaners.features.marking import found_whole, whole
from cleaners.features.wording import Found
from cleaners.reasons import Reason

DETECTOR = "sources"
SURE = 0.9
LIKELY = 0.7

MAX_WORDS = 8
MAX_SENTENCE_WORDS = 28
MAX_AGENCY_CHARS = 40

CITED = frozenset({BlockKind.TABLE, BlockKind.LIST_ITEM, BlockKind.PREFORMATTED})
"""What a line below it may name the source of."""


def mark_sources(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for short lines that name where the article is from.

    Between the paragraphs of a text such a line belongs to a picture, a table or a recipe, and
    stays. So does a list of sources, whose heading has a line to itself.
    """
    for found in features.found("source"):
        if is_source_line(features, found) and not is_heading_of_list(features, found):
            score = SURE if found.block >= features.prose_end else LIKELY
            yield found_whole(features, found, Reason.SOURCE, DETECTOR, score)
    for found in features.found("source_sentence"):
        if is_thanks(features, found):
            yield found_whole(features, found, Reason.SOURCE, DETECTOR, LIKELY)
    agencies = signatures().agency_line
    for index in range(first_behind(features), len(features.blocks)):
        folded = features.shapes[index].folded
        if len(folded) <= MAX_AGENCY_CHARS and agencies.fullmatch(folded):
            yield whole(features.blocks[index], Reason.SOURCE, DETECTOR, LIKELY, "news agencies")


def first_behind(features: DocumentFeatures) -> int:
    """Return the first block that can stand behind the article.

    On a web page it may be followed by the prose of other parts, in a text by a sentence of an
    invitation.
    """
    if not features.prose:
        return len(features.blocks)
    if features.is_text:
        return story_end(features, furniture_blocks(features)) - 1
    return features.prose[0]


def is_source_line(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a phrase begins a short line that is not the source of a table."""
    index = found.block
    if index < first_behind(features) or not is_short(features, found, MAX_WORDS):
        return False
    return not (index and features.blocks[index - 1].kind in CITED)


def is_thanks(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a line behind the article says with whose reports it was written."""
    is_line = is_short(features, found, MAX_SENTENCE_WORDS)
    is_placed = found.block >= first_behind(features)
    return is_placed and is_line and names_sources(features.blocks[found.block].text[found.end :])


def is_short(features: DocumentFeatures, found: Found, max_words: int) -> bool:
    """Return whether the line of a phrase is one of so many words at most."""
    block = features.blocks[found.block]
    is_line = block.kind in {BlockKind.PARAGRAPH, BlockKind.LABEL}
    return is_line and features.shapes[found.block].word_count <= max_words


def is_heading_of_list(features: DocumentFeatures, found: Found) -> bool:
    """Return whether nothing stands behind the phrase."""
    return not features.shapes[found.block].folded[found.end :].strip(" :.")
