"""Marks the headline where the text repeats it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaners.document import Block, BlockKind, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.features.shapes import Shape
from cleaners.features.titles import MIN_WORDS, Key, key_of
from cleaners.reasons import Reason

DETECTOR = "titles"
MAX_WORDS = 45
MAX_HEADING_CHARACTERS = 1_000
MAX_HEADLINE_LINES = 15
"""In a text the headline stands among so many first lines."""

NO_LINES_OF_TEXT = frozenset(
    {BlockKind.PREFORMATTED, BlockKind.TABLE, BlockKind.QUOTE, BlockKind.HEADING}
)
"""Blocks that are no lines of text; headings are looked at by themselves."""

MAX_KICKER_WORDS = 8
COPY_DISTANCE = 3
MIN_SHARED_WORDS = {True: 0.0, False: 0.8}
"""Share of words that the only heading has in common with the page's title; by whether the page
says that it is an article."""

QUOTES = "\"'„“”«»‚‘’›‹「『"
FULL_STOPS = (".", "。", "…")


def mark_titles(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each line that repeats the headline.

    On a page these are the lines above its prose that say what its head gives as its title, and
    first-level headings. In a text it is a short line without full stop that stands twice among
    the first lines; one that stands there once may as well be a lead, and stays. A product's name
    is a part of its description.
    """
    if features.is_text:
        yield from repeated_first_lines(features)
    elif not features.is_declared_product:
        yield from named_titles(features)
        yield from only_first_heading(features)


def named_titles(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each block that says what the head of the page gives as its title."""
    keys = features.title_keys
    if not keys:
        return
    above = max(features.prose[0] if features.prose else 0, below_headline(features))
    for block in features.headings:
        shape = features.shapes[block.index]
        if (block.index > above and block.level > 1) or shape.word_count > MAX_WORDS:
            continue
        key = key_of(shape.folded)
        if key in keys:
            yield whole(block, Reason.TITLE, DETECTOR, 0.95, "the title in the page's head")
        elif ends_with_title(key, keys):
            yield whole(block, Reason.TITLE, DETECTOR, 0.9, "a kicker and the title of the head")
    for block in lines_that_begin_as(keys, features, above + 1):
        shape = features.shapes[block.index]
        if shape.word_count > MAX_WORDS or block.kind in NO_LINES_OF_TEXT:
            continue
        key = key_of(shape.folded)
        if key in keys and len(key) > MIN_WORDS:
            yield whole(block, Reason.TITLE, DETECTOR, 0.95, "the title in the page's head")


def lines_that_begin_as(
    keys: frozenset[Key], features: DocumentFeatures, end: int
) -> Iterator[Block]:
    """Yield the first blocks of a page that begin with the letters of one of the titles."""
    first_words = tuple({key[0] for key in keys})
    heads = {word[0] for word in first_words}.union(QUOTES)
    for block, shape in zip(features.blocks[:end], features.shapes, strict=False):
        # first a glance, for most lines begin with another letter
        if shape.folded[:1] in heads and shape.folded.lstrip(QUOTES).startswith(first_words):
            yield block


def below_headline(features: DocumentFeatures) -> int:
    """Return up to which block a second copy of the headline may stand: for a smaller screen."""
    for block in features.headings:
        if block.level == 1 and key_of(block.text[:MAX_HEADING_CHARACTERS]) in features.title_keys:
            return block.index + COPY_DISTANCE
    return 0


def ends_with_title(key: Key, keys: frozenset[Key]) -> bool:
    """Return whether a heading is one of the titles with a few words before it."""
    return any(
        len(title) > MIN_WORDS
        and 0 < len(key) - len(title) <= MAX_KICKER_WORDS
        and key[-len(title) :] == title
        for title in keys
    )


def only_first_heading(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for the first-level heading of a page that has but one, above its prose.

    The page has to say that it is an article, or the heading has to be like its title: what a
    service says of itself in its largest letters is no headline.
    """
    headings = [
        block
        for block in features.headings
        if block.level == 1 and block.markup is not None and not block.markup.hidden
    ]
    if len(headings) != 1 or headings[0].index >= features.prose_end:
        return
    own = set(key_of(headings[0].text[:MAX_HEADING_CHARACTERS]))
    named = set().union(*features.title_keys)
    needed = MIN_SHARED_WORDS[features.is_declared_article]
    if not features.title_keys or len(own & named) >= needed * min(len(own), len(named)):
        evidence = "the only first-level heading"
        yield whole(headings[0], Reason.TITLE, DETECTOR, 0.8, evidence)


def repeated_first_lines(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for the short lines without full stop that stand twice in a row on top.

    Of several the last one is the headline. The others are notices, and so are the lines between:
    what stands above the headline is not the article.
    """
    pairs = repeated_pairs(features)
    if not pairs:
        return
    headline = pairs[-1]
    for block in features.blocks[headline : headline + 2]:
        yield whole(block, Reason.TITLE, DETECTOR, 0.9, "it stands twice in a row on top")
    for block in features.blocks[pairs[0] : headline]:
        yield whole(block, Reason.NOTICE, DETECTOR, 0.9, "above the headline, as a repeated line")


def repeated_pairs(features: DocumentFeatures) -> list[int]:
    """Return the indexes of the first lines that are headlines by their shape and stand twice."""
    prose = [
        index for index in features.prose[:4] if not features.shapes[index].folded.endswith("?")
    ]
    body = prose[1] if len(prose) > 1 else len(features.blocks)  # one notice may stand above
    shapes = features.shapes[: min(body, MAX_HEADLINE_LINES)]
    return [
        index
        for index, (shape, following) in enumerate(pairwise(shapes))
        if shape.folded == following.folded and is_headline(shape)
    ]


def is_headline(shape: Shape) -> bool:
    """Return whether a line has the length of a headline and no full stop."""
    return MIN_WORDS <= shape.word_count <= MAX_WORDS and not shape.folded.endswith(FULL_STOPS)
