"""Marks lines that name the authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.document import BlockKind, Mark
from cleaners.features.article_regions import article_regions
from cleaners.features.byline_wording import (
    HEAD,
    MAX_CHARS,
    MAX_WORDS,
    begins_with_signer,
    is_bare_name,
    is_signed,
    name_start,
    signatures,
)
from cleaners.features.date_lines import date_line, short_lines_with_digits
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, whole
from cleaners.features.titles import key_of
from cleaners.features.wording import Found
from cleaners.lexicons import Place
from cleaners.reasons import Reason

DETECTOR = "bylines"
SURE = 0.9
LIKELY = 0.7
WEAK = 0.6

MAX_LINE_WORDS = 45
MAX_REGION_WORDS = 25
MAX_ROLE_WORDS = 6
MAX_INSIDE = 4
MAX_NAME_WORDS = 8
MAX_KNOWN_LINES = 5
NEAR_ABOVE = 30
"""So many blocks above the first paragraph a name may stand next to a date."""

NEAR = 4
"""So many blocks below the first paragraph a byline may still stand, as below a standfirst."""

FACT = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?: \S")


def mark_bylines(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for signatures above and below the article, and for what the markup calls so.

    A first sentence that begins with ``By`` or ``Von`` goes on in lower case or ends as a sentence
    does.
    """
    first = features.prose[0] if features.prose else len(features.blocks)
    signed = of_article(features, list(signed_lines(features)), first + NEAR)
    for index in sorted(signed):
        yield mark(features, index, SURE, "a signature")
        yield from roles_below(features, index, signed)
    yield from agencies_above(features, first)
    yield from names_beside_dates(features, first, signed)
    yield from known_names(features)
    for found in features.found("byline"):
        if is_byline(features, found, first + NEAR):
            yield found_whole(features, found, Reason.BYLINE, DETECTOR, SURE)
    for region in article_regions(features, Reason.BYLINE):
        if region.word_count <= MAX_REGION_WORDS:
            for index in range(region.first, region.end):
                if not features.shapes[index].is_prose:
                    yield mark(features, index, LIKELY, region.named.evidence)


def known_names(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each line that is nothing but names that the head of the page gives.

    A name that stands there often is that of somebody who speaks, as in an interview.
    """
    names = {key_of(name) for name in features.document.authors}
    known = {word for name in names if len(name) > 1 for word in name}
    if not known:
        return
    heads = {word[0] for word in known}
    lines = [
        index
        for index, shape in enumerate(features.shapes)
        if 1 < shape.word_count <= MAX_NAME_WORDS
        and (shape.folded[:1] in heads or not shape.folded[:1].isalnum())
        and not shape.ends_sentence
        and known.issuperset(key_of(shape.folded))
    ]
    if len(lines) <= MAX_KNOWN_LINES:
        for index in lines:
            yield mark(features, index, LIKELY, "an author whom the page's head names")


def is_byline(features: DocumentFeatures, found: Found, top: int) -> bool:
    """Return whether a phrase makes its line a byline; ``Writing by hand`` names nobody."""
    if features.is_text and top < found.block < features.prose_end:
        return False
    if features.shapes[found.block].word_count > MAX_LINE_WORDS:
        return False
    is_whole = found.entry.place is Place.WHOLE
    return is_whole or begins_with_signer(features.blocks[found.block].text[found.end :])


def of_article(features: DocumentFeatures, signed: Sequence[int], top: int) -> set[int]:
    """Return the signatures that can be the article's own.

    Between paragraphs of a text a signature stays, for there it signs a letter or a poem. On a web
    page there may be prose around the article, so some count, but not those of a list of posts.
    """
    end = features.prose_end
    inside = [index for index in signed if top < index < end]
    stay = features.is_text or len(inside) > MAX_INSIDE
    return set(signed).difference(inside) if stay else set(signed)


def mark(features: DocumentFeatures, index: int, score: float, evidence: str) -> Mark:
    """Return a mark over a block as a byline."""
    return whole(features.blocks[index], Reason.BYLINE, DETECTOR, score, evidence)


def signed_lines(features: DocumentFeatures) -> Iterator[int]:
    """Yield the blocks that are signatures, with the name that stands in a line of its own."""
    heads = signatures().heads
    blocks, shapes = features.blocks, features.shapes
    for index in [at for at, shape in enumerate(shapes) if shape.folded[:HEAD] in heads]:
        shape = shapes[index]
        if shape.word_count > MAX_WORDS:
            continue
        text = blocks[index].text
        begins = name_start(shape.folded)
        if begins is None or len(text) > MAX_CHARS:
            continue
        if begins >= len(text):
            if index + 1 < len(blocks) and is_bare_name(blocks[index + 1].text):
                yield index
                yield index + 1
        elif is_signed(text[begins:]) and not is_in_list_of_facts(features, index):
            yield index


def is_in_list_of_facts(features: DocumentFeatures, index: int) -> bool:
    """Return whether a line with a label has another below it, as in the facts of a book."""
    if FACT.match(features.blocks[index].text) is None:
        return False
    below = features.blocks[index].text.partition("\n")[2]
    if not below and index + 1 < len(features.blocks):
        below = features.blocks[index + 1].text
    return FACT.match(below) is not None and date_line(below.lower()) is None


def roles_below(features: DocumentFeatures, index: int, signed: set[int]) -> Iterator[Mark]:
    """Yield a mark for the line below a signature that only gives a post."""
    below = index + 1
    if below >= len(features.blocks) or below in signed:
        return
    shape = features.shapes[below]
    if shape.word_count <= MAX_ROLE_WORDS and not shape.ends_sentence:
        words = {word.strip(".,") for word in shape.folded.split()}
        if not words.isdisjoint(signatures().jobs):
            yield mark(features, below, LIKELY, "a post below a signature")


def agencies_above(features: DocumentFeatures, first: int) -> Iterator[Mark]:
    """Yield marks for names of agencies, or of nobody, in lines of their own above the article."""
    agencies = signatures().agencies
    for index in range(max(0, first - NEAR_ABOVE), first):
        is_heading = features.blocks[index].kind is BlockKind.HEADING
        if features.shapes[index].folded in agencies and not is_heading:
            yield mark(features, index, LIKELY, "an agency")


def names_beside_dates(features: DocumentFeatures, first: int, signed: set[int]) -> Iterator[Mark]:
    """Yield marks for names in lines of their own next to the date, above the article."""
    shapes = features.shapes
    dates = [
        index
        for index in short_lines_with_digits(shapes, max(0, first - NEAR_ABOVE), first)
        if date_line(shapes[index].folded) is not None
    ]
    for date in dates:
        for index in (date - 1, date + 1):
            if not 0 < index < first or index in signed:
                continue
            block = features.blocks[index]
            if block.kind is not BlockKind.HEADING and is_bare_name(block.text):
                yield mark(features, index, WEAK, "a name next to a date")
