"""Marks what scrapers leave of pictures in text: a title or alternative text above its caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from cleaners.document import Mark
from cleaners.features.caption_wording import caption_lines
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.features.shapes import Shape
from cleaners.reasons import Reason

DETECTOR = "captions"
SURE = 0.9
LIKELY = 0.7

MAX_TITLE_WORDS = 15
MAX_SHORT_WORDS = 30
MAX_RUN = 4
"""A longer run of short lines is a poem, a list or an exchange of words."""

MIN_TWIN_WORDS = 2
MIN_BEGUN_WORDS = 3
MAX_CAPTION_WORDS = 60
MAX_CREDIT_CHARACTERS = 80
CREDIT_AT_END = re.compile(r"(?:©|\([cC]\)|\s[—–])\s*[^\W\d_a-zß-ÿ][^.!?]{1,60}$")
MIN_SHARED = 0.6
WORD = re.compile(r"[^\W_]{3,}")


def mark_alt_texts(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for lines of a text page that belong to the caption below them.

    They are short, without a full stop, and stand above a caption that says the same; or between
    two paragraphs, where the same line comes twice, or the next goes on where it ends. A subhead
    whose words the paragraph below takes up stays, and so do the lines of a poem.
    """
    if not features.is_text or not features.prose:
        return
    captions = sorted({line.block for line in caption_lines(features) if line.has_credit})
    for index in captions:
        if index and is_title_of(features.shapes[index - 1], features.shapes[index]):
            evidence = "its words stand in the caption below it"
            yield whole(features.blocks[index - 1], Reason.CAPTION, DETECTOR, SURE, evidence)
    for line, below in pairwise(features.blocks):
        if is_begun_by(features, line.index, below.text):
            for block in (line, below):
                evidence = "a credit ends what the line above it begins"
                yield whole(block, Reason.CAPTION, DETECTOR, SURE, evidence)
    for start, end in runs_between_prose(features):
        for index, evidence in repeated(features, start, end).items():
            yield whole(features.blocks[index], Reason.CAPTION, DETECTOR, LIKELY, evidence)


def is_begun_by(features: DocumentFeatures, index: int, below: str) -> bool:
    """Return whether a short line begins the next one, which ends with a credit."""
    line, following = features.shapes[index], features.shapes[index + 1]
    return (
        following.folded.startswith(line.folded)
        and MIN_BEGUN_WORDS <= line.word_count <= MAX_TITLE_WORDS
        and line.word_count < following.word_count <= MAX_CAPTION_WORDS
        and CREDIT_AT_END.search(below, max(0, len(below) - MAX_CREDIT_CHARACTERS)) is not None
    )


def is_title_of(title: Shape, caption: Shape) -> bool:
    """Return whether most words of a short line stand in the caption below it."""
    if title.ends_sentence or title.word_count > MAX_TITLE_WORDS:
        return False
    words = set(WORD.findall(title.folded))
    shared = words.intersection(WORD.findall(caption.folded))
    return bool(words) and len(shared) >= MIN_SHARED * len(words)


def runs_between_prose(features: DocumentFeatures) -> Iterator[tuple[int, int]]:
    """Yield start and end of each short run of lines between two paragraphs of prose.

    A title that stands there twice may have a line above it that looks like a paragraph.
    """
    prose = features.prose[1:]
    for before, behind in pairwise(prose):
        if behind - before - 1 <= MAX_RUN:
            yield before + 1, behind


def repeated(features: DocumentFeatures, start: int, end: int) -> Mapping[int, str]:
    """Return the lines of a run that the next one repeats, and those that repeat them."""
    marked: dict[int, str] = {}
    for index in range(start, end - 1):
        line, below = features.shapes[index], features.shapes[index + 1]
        if not (is_short(line) and is_short(below)):
            continue
        if line.folded == below.folded:
            marked[index] = marked[index + 1] = "it stands there twice"
        elif goes_on(line.folded, below.folded):
            marked[index] = marked[index + 1] = "the next line says it and more"
    return marked


def is_short(shape: Shape) -> bool:
    """Return whether a line is as short as a caption and ends as no sentence does."""
    return (
        MIN_TWIN_WORDS <= shape.word_count <= MAX_SHORT_WORDS
        and not shape.ends_sentence
        and not shape.folded.endswith((":", ","))
    )


def goes_on(line: str, below: str) -> bool:
    """Return whether a line begins with all of another and goes on behind a comma or the like."""
    return below.startswith(line) and below[len(line)] in ",:;(-–—"
