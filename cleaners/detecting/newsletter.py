"""Marks invitations to sign up for a newsletter, and their forms."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import BlockKind, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, region_marks
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

DETECTOR = "newsletter"

SURE, LIKELY = 0.9, 0.7

MAX_CALL_WORDS = 60
"""An invitation says no more, from its sentence on to the end of its block."""

MAX_LEAD_WORDS = 10
"""So many words before an invitation go with it: the question that leads to it."""

MAX_HEADLINE_WORDS = 8
"""A line such as “Subscribe to Harbour News” is no longer."""

MAX_TAIL_WORDS = 8
"""A call that does not begin its sentence ends so many words behind what one signs up for."""

FORM_REACH = 3
"""The fields of a form stand so many blocks around its invitation."""

MAX_REGION_PROSE = 0.15
"""A region with more of the page's prose is an issue of a newsletter, not an invitation to it."""

CODE = frozenset({BlockKind.PREFORMATTED, BlockKind.TABLE})


def mark_newsletter(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each invitation to sign up for a newsletter, and for the form around it.

    A sentence of an article that speaks of newsletters and subscribers is no invitation: it has a
    subject, stands in quotes, or goes on for longer.
    """
    marks = [*lines(features), *calls(features), *signing_up(features)]
    for region in features.regions.get(Reason.NEWSLETTER, ()):
        if region.prose_share <= MAX_REGION_PROSE:
            marks += region_marks(features, region, DETECTOR, LIKELY)
    yield from marks
    yield from beside(features, {mark.block for mark in marks})


def lines(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks on lines that say nothing but an invitation."""
    for found in features.found("newsletter"):
        if found.entry.place is Place.WHOLE:
            yield found_whole(features, found, Reason.NEWSLETTER, DETECTOR, SURE)


def calls(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks on phrases that only an invitation has."""
    for found in features.found("newsletter"):
        if found.entry.place is not Place.WHOLE:
            yield from call(features, found, SURE)


def signing_up(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks on sentences that call to sign up and name a newsletter or an inbox."""
    objects = {found.block: found for found in features.found("newsletter_object")}
    if not objects:
        return
    invitations = list(features.found("newsletter_invitation"))
    invitations += (
        found for found in features.found("newsletter_sign_up") if opens_clause(features, found)
    )
    for found in invitations:
        named = objects.get(found.block)
        text = features.blocks[found.block].text
        start, end = sentence_start(text, found.start), sentence_end(text, found.end)
        if named and start <= named.start < end:
            if features.is_text and is_in_list_of_advice(text, start, found, named, end):
                continue
            yield from call(features, found, SURE)


def is_in_list_of_advice(text: str, start: int, found: Found, named: Found, end: int) -> bool:
    """Return whether a sentence goes on for long on both sides of a call, as advice does.

    ``Read the news, subscribe to newsletters, and watch what the others do in the evening``. Where
    the newsletter is named before the call it is what the sentence is about.
    """
    if named.start < found.start:
        return False
    is_begun = not has_at_most(1, text, start, found.start)
    return is_begun and not has_at_most(MAX_TAIL_WORDS, text, named.end, end)


def opens_clause(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a verb stands without a subject before it: at the start, behind a comma.

    “Readers can sign up for the newsletter” has one.
    """
    text = features.blocks[found.block].text
    start = sentence_start(text, found.start)
    before = text[start : found.start].rstrip()
    return not any(map(str.isalpha, before)) or before[-1] in ",;:–—-|!&"


def call(features: DocumentFeatures, found: Found, score: float) -> Iterator[Mark]:
    """Yield a mark over an invitation, from its sentence on to the end of its block."""
    block = features.blocks[found.block]
    start = call_start(features, found, max_lead=MAX_LEAD_WORDS)
    if block.kind in CODE or not has_at_most(MAX_CALL_WORDS, block.text, start, len(block.text)):
        return
    if not is_quoted(block.text, found.start):
        evidence = str(found.entry)
        end = len(block.text)
        yield Mark(block.index, start, end, Reason.NEWSLETTER, DETECTOR, score, evidence)


def beside(features: DocumentFeatures, marked: set[int]) -> Iterator[Mark]:
    """Yield marks on the fields of a form, and on the name of a newsletter, beside an invitation.

    “Subscribe to Harbour News” is a heading of the article unless it stands behind all prose or
    beside a form.
    """
    for found in features.found("newsletter_form"):
        if is_near(found.block, marked, FORM_REACH):
            yield found_whole(features, found, Reason.NEWSLETTER, DETECTOR, SURE)
    for found in features.found("newsletter_subscribe"):
        shape = features.shapes[found.block]
        if shape.ends_sentence or shape.word_count > MAX_HEADLINE_WORDS:
            continue
        if found.block >= features.prose_end or is_near(found.block, marked, 1):
            yield found_whole(features, found, Reason.NEWSLETTER, DETECTOR, LIKELY)


def is_near(index: int, marked: set[int], reach: int) -> bool:
    """Return whether a marked block stands so many blocks away, or nearer."""
    return any(near in marked for near in range(index - reach, index + reach + 1))
