"""Spares the standfirst: the paragraph between headline and body, which belongs to the article."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from cleaners.document import Block, BlockKind, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.regions import words_of_token
from cleaners.features.titles import Key, key_of

DETECTOR = "standfirst"
MAX_DISTANCE = 15
"""The standfirst stands so many blocks below the headline at most."""

WORD_COUNTS = range(6, 121)
MAX_LINK_DENSITY = 0.3
MIN_EQUAL_WORDS = 8
"""So many first words in common make a paragraph the page's own description."""

MAX_LEVELS = 2
"""How far up the elements are asked for their names."""

KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE})


def mark_standfirst(features: DocumentFeatures) -> Iterator[Spare]:
    """Yield a spare for each block below the headline that is its standfirst.

    It says what the head of the page gives as its description, or an element around it is named
    so. Only pages that say that they are news have one: what stands there on others is a summary
    for those who do not read on. Text pages say neither.
    """
    headline = headline_of(features) if features.is_declared_news else None
    if headline is None:
        return
    descriptions = [key_of(text) for text in features.document.descriptions]
    for index in range(headline + 1, min(headline + 1 + MAX_DISTANCE, len(features.blocks))):
        block, shape = features.blocks[index], features.shapes[index]
        if (
            shape.word_count not in WORD_COUNTS
            or block.kind not in KINDS
            or (shape.link_density or 0.0) > MAX_LINK_DENSITY
        ):
            continue
        if is_description(key_of(shape.folded), descriptions):
            yield spare(block, 0.9, "the description in the page's head")
        elif name := standfirst_name(features, block):
            yield spare(block, 0.7, f"class {name}")


def headline_of(features: DocumentFeatures) -> int | None:
    """Return the index of the headline, if the page has one."""
    first = None
    for block in features.headings:
        if block.level == 1:
            if key_of(block.text[:1_000]) in features.title_keys:
                return block.index
            first = block.index if first is None else first
    return first


def is_description(key: Key, descriptions: list[Key]) -> bool:
    """Return whether a paragraph begins as one of the descriptions does, or is the whole of it."""
    return any(
        key == description
        or (len(key) >= MIN_EQUAL_WORDS and key[:MIN_EQUAL_WORDS] == description[:MIN_EQUAL_WORDS])
        for description in descriptions
    )


def standfirst_name(features: DocumentFeatures, block: Block) -> str | None:
    """Return the class name by which the elements around a block call it a standfirst."""
    index = block.markup.element if block.markup is not None else -1
    for _ in range(MAX_LEVELS):
        if index < 0:
            return None
        element = features.document.elements[index]
        for token in element.classes.split():
            if not standfirst_words().isdisjoint(words_of_token(token)):
                return token
        index = element.parent
    return None


def spare(block: Block, score: float, evidence: str) -> Spare:
    """Return a spare over a whole block."""
    return Spare(block.index, 0, len(block.text), DETECTOR, score, evidence)


@cache
def standfirst_words() -> frozenset[str]:
    """Return the words of class names for a standfirst (``cleaners/data/standfirst.toml``)."""
    source = files("cleaners").joinpath("data", "standfirst.toml").read_text("utf-8")
    return frozenset(tomllib.loads(source)["words"])
