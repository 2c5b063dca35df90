"""Marks invitations to read, watch or follow something else: “Read more”, “Also read: …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.document import Block, BlockKind, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, region_marks, whole
from cleaners.features.sentences import (
    call_start,
    has_at_most,
    is_quoted,
    sentence_end,
    sentence_start,
)
from cleaners.features.wording import Found
from cleaners.lexicons import Place
from cleaners.reasons import Reason

DETECTOR = "promotion"

CERTAIN, SURE, LIKELY = 0.95, 0.9, 0.7
"""Certain is a label with its headline: surer than that a headline is one of a list of others."""

MAX_HEADLINE_WORDS = 30
"""The headline behind a label such as “Also read:” is no longer."""

MAX_CALL_WORDS = 40
"""An invitation says no more, from its sentence on to the end of its block."""

MAX_LEAD_WORDS = 8
"""So many words before an invitation go with it: the question that leads to it."""

MAX_REGION_PROSE = 0.15
"""A region with more of the page's prose is no call to action, whatever it is called."""

MAX_SUBJECT = 120
"""Characters that may stand in a sentence before its call, such as “If you like this story,”."""

MAX_SIGNS = 8
"""Bullets, arrows and digits that may stand before or behind a label."""

MOSTLY_LINK = 0.6

MAX_LINKS = 6
"""So many links below a label are its headlines."""

FULL_STOP = re.compile(r"[.…。][\"'”’»“)\]]{0,3}\s+\S")
COLON = re.compile(r"\s{0,2}[:：|>»→►▶–—]")
BEFORE_LABEL = re.compile(r"(?:^|[.!?…。！？\"”’»“)\]\n]\s{0,3}|[\[(])[\W_]{0,4}$")
CLOSING = {"(": ")", "[": "]"}
CODE = frozenset({BlockKind.PREFORMATTED, BlockKind.TABLE})


def mark_promotion(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each invitation to something else, be it a line or the end of a paragraph.

    “Read more” within a sentence is no invitation, nor is one that somebody is quoted with. What
    the markup calls a call to action is one in an article; elsewhere it may be the content.
    """
    if features.is_declared_article:
        for region in features.regions.get(Reason.PROMO, ()):
            if region.prose_share <= MAX_REGION_PROSE:
                yield from region_marks(features, region, DETECTOR, LIKELY)
    for found in features.found("promo"):
        if found.entry.place is Place.WHOLE:
            yield found_whole(features, found, Reason.PROMO, DETECTOR, SURE)
        else:
            yield from last_words(features, found)
    for found in features.found("promo_label"):
        yield from label(features, found)
    for found in features.found("promo_weak_label"):
        yield from weak_label(features, found)
    for found in features.found("promo_sentence"):
        yield from sentence(features, found)
    yield from called_to(features)


def last_words(features: DocumentFeatures, found: Found) -> Iterator[Mark]:
    """Yield a mark on “Read more” at the end of a paragraph, as a teaser has it."""
    block = features.blocks[found.block]
    if block.kind in CODE or is_first(block.text, found):
        return
    if BEFORE_LABEL.search(block.text, found.start - MAX_SIGNS, found.start):
        yield span(block, found.start, len(block.text), found, LIKELY)


def label(features: DocumentFeatures, found: Found) -> Iterator[Mark]:
    """Yield marks on “Also read:” with the headline behind it or below."""
    block = features.blocks[found.block]
    text = block.text
    if block.kind in CODE:
        return
    if is_all(text, found):
        if text.endswith(":"):
            yield whole(block, Reason.PROMO, DETECTOR, SURE, str(found.entry))
            yield from headlines_below(features, found)
        return
    if not COLON.match(text, found.end):
        return
    before = BEFORE_LABEL.search(text, max(0, found.start - MAX_SIGNS), found.start)
    if before is None or is_quoted(text, found.start):
        return
    bracket = text[found.start - 1 : found.start]
    if bracket in CLOSING:
        close = text.find(CLOSING[bracket], found.end, found.end + 250)
        if close >= 0:
            yield span(block, found.start - 1, close + 1, found, CERTAIN)
            return
    if is_headline(text, found.end):
        start = 0 if is_first(text, found) else found.start
        yield span(block, start, len(text), found, CERTAIN)


def is_all(text: str, found: Found) -> bool:
    """Return whether a phrase is all the words of its block."""
    is_last = len(text) <= found.end + MAX_SIGNS and not any(map(str.isalpha, text[found.end :]))
    return is_last and is_first(text, found)


def is_first(text: str, found: Found) -> bool:
    """Return whether no words stand before a phrase."""
    return found.start <= MAX_SIGNS and not any(map(str.isalpha, text[: found.start]))


def is_headline(text: str, start: int) -> bool:
    """Return whether the rest of a text is a headline: short, with no full stop within."""
    if not has_at_most(MAX_HEADLINE_WORDS, text, start, len(text)):
        return False
    return FULL_STOP.search(text, start) is None


def headlines_below(features: DocumentFeatures, found: Found) -> Iterator[Mark]:
    """Yield marks on the links below a label that stands alone; in a text on the line below."""
    for block in features.blocks[found.block + 1 : found.block + 1 + MAX_LINKS]:
        shape = features.shapes[block.index]
        if shape.link_density is None:
            if not shape.ends_sentence and is_headline(block.text, 0):
                yield whole(block, Reason.PROMO, DETECTOR, LIKELY, f"below {found.entry}")
            return
        if shape.link_density < MOSTLY_LINK or not is_headline(block.text, 0):
            return
        yield whole(block, Reason.PROMO, DETECTOR, LIKELY, f"below {found.entry}")


def weak_label(features: DocumentFeatures, found: Found) -> Iterator[Mark]:
    """Yield a mark on “Watch: …” where a headline follows, not a sentence of the article.

    It is a link or stands between paragraphs: “Video: 4K” is a line of a table.
    """
    block, shape = features.blocks[found.block], features.shapes[found.block]
    if block.kind is not BlockKind.PARAGRAPH or not COLON.match(block.text, found.end):
        return
    around = features.shapes[max(0, block.index - 1) : block.index + 2]
    between = all(each.is_prose for each in around if each is not shape)
    is_link = (shape.link_density or 0.0) >= MOSTLY_LINK
    is_teaser = is_link or (between and not shape.ends_sentence)
    if is_teaser and not is_all(block.text, found) and is_headline(block.text, found.end):
        yield whole(block, Reason.PROMO, DETECTOR, LIKELY, str(found.entry))


def sentence(features: DocumentFeatures, found: Found) -> Iterator[Mark]:
    """Yield a mark on a call such as “Follow us on …”, on to the end of its block."""
    block = features.blocks[found.block]
    text = block.text
    if block.kind in CODE or found.start - sentence_start(text, found.start) > MAX_SUBJECT:
        return
    start = call_start(features, found, max_lead=MAX_LEAD_WORDS)
    is_short = has_at_most(MAX_CALL_WORDS, text, start, len(text))
    if is_short and not is_quoted(text, found.start):
        yield span(block, start, len(text), found, SURE)


def called_to(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks on lines that call to read more of what the site has elsewhere."""
    targets = {found.block: found for found in features.found("promo_target")}
    for found in features.found("promo_call"):
        target = targets.get(found.block)
        block = features.blocks[found.block]
        if target is None or block.kind in CODE or target.start < found.end:
            continue
        if sentence_end(block.text, found.end) == len(block.text) and is_headline(block.text, 0):
            yield whole(block, Reason.PROMO, DETECTOR, SURE, str(found.entry))


def span(block: Block, start: int, end: int, found: Found, score: float) -> Mark:
    """Return a mark over a part of a block, with the phrase as evidence."""
    return Mark(block.index, start, end, Reason.PROMO, DETECTOR, score, str(found.entry))
