"""Columns: what the class names, ids, roles and properties around each block tell of it.

Each token of the table has a number: the logarithm of the odds that words within an element of
that token are main content, as counted on labelled pages. Tokens that no table has count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from cleaners.document import Element
from cleaners.learned.skeleton import Numbers, Skeleton

DIGITS = re.compile(r"\d+")
DIGITS_TO_ZERO = bytes.maketrans(b"123456789", b"000000000")
MAX_TOKENS = 12
"""Of one element as many tokens are looked at; utility class names come by the dozen."""

MAX_LENGTH = 40
MAX_ATTRIBUTE = 2_000
"""Of a longer attribute no more is read."""

WHOLE_PAGE = frozenset({"html", "body"})
Odds = Mapping[str, float]
"""The number of each token that is known."""

Known = tuple[float, int]
"""The strongest number of some tokens, and how many of them are known."""

NOTHING: Known = 0.0, 0


def tokens_of(element: Element) -> Iterator[str]:
    """Yield what names an element, with numbers made equal: classes, then ``#id`` and ``@role``."""
    if element.tag not in WHOLE_PAGE:
        for mark, attribute in attributes_of(element):
            yield from tokens_in(mark, attribute)


def attributes_of(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes that name an element, each with what marks its tokens."""
    if element.classes:
        yield "", element.classes
    if element.identifier:
        yield "#", element.identifier
    if element.role:
        yield "@", element.role
    if element.itemprop:
        yield "=", element.itemprop


def tokens_in(mark: str, attribute: str) -> list[str]:
    """Return the tokens of an attribute, with their mark, in lower case."""
    return [mark + token for token in without_numbers(raw_tokens_in(attribute))]


def raw_tokens_in(attribute: str) -> list[str]:
    """Return the first tokens of an attribute in lower case, with their numbers."""
    tokens = attribute[:MAX_ATTRIBUTE].lower().split(None, MAX_TOKENS)
    return tokens if len(tokens) <= MAX_TOKENS else tokens[:MAX_TOKENS]


def without_numbers(tokens: Iterable[str]) -> list[str]:
    """Return the beginnings of tokens with each run of digits as one 0, all at once."""
    joined = "\n".join([token[:MAX_LENGTH] for token in tokens])
    if not joined.isascii():
        return DIGITS.sub("0", joined).split("\n")
    joined = joined.encode().translate(DIGITS_TO_ZERO).decode()
    while "00" in joined:
        joined = joined.replace("00", "0")
    return joined.split("\n") if joined else []


def class_columns(skeleton: Skeleton, odds: Odds) -> dict[str, Numbers]:
    """Return the odds of the tokens of each block's own element and of those around it.

    Args:
        skeleton: The elements of the page.
        odds: The number of each known token.
    """
    found = known_of(skeleton.distinct, odds)
    own = skeleton.each([value for value, _ in found])
    counts = skeleton.each([count for _, count in found])
    of_block = skeleton.of_block
    around = skeleton.parents[of_block]
    return {
        "class_own": own[of_block],
        "class_parent": own[around],
        "class_grandparent": own[skeleton.parents[around]],
        "class_lowest": -skeleton.highest_around(np.maximum(-own, 0.0))[of_block],
        "class_highest": skeleton.highest_around(np.maximum(own, 0.0))[of_block],
        "class_total": np.clip(skeleton.sums_around(own)[of_block], -30.0, 30.0),
        "class_known": np.log1p(skeleton.sums_around(counts)[of_block]),
    }


def known_of(elements: Sequence[Element], odds: Odds) -> list[Known]:
    """Return the strongest number of each element's tokens, and how many of them are known.

    The strongest is the one that is farthest from 0.
    """
    named = [element for element in elements if element.tag not in WHOLE_PAGE]
    of_classes = known_in("", {element.classes for element in named}, odds)
    of_identifier = known_in("#", {element.identifier for element in named}, odds)
    of_role = known_in("@", {element.role for element in named}, odds)
    of_itemprop = known_in("=", {element.itemprop for element in named}, odds)
    found = []
    for element in elements:
        if element.tag in WHOLE_PAGE:
            found.append(NOTHING)
            continue
        known = of_classes[element.classes]
        if element.identifier:
            known = stronger(known, of_identifier[element.identifier])
        if element.role:
            known = stronger(known, of_role[element.role])
        if element.itemprop:
            known = stronger(known, of_itemprop[element.itemprop])
        found.append(known)
    return found


def stronger(one: Known, other: Known) -> Known:
    """Return the stronger of two numbers, the first of equally strong ones, and both counts."""
    value = other[0] if abs(other[0]) > abs(one[0]) else one[0]
    return value, one[1] + other[1]


def known_in(mark: str, attributes: Iterable[str], odds: Odds) -> dict[str, Known]:
    """Return for each attribute its strongest number, and how many of its tokens are known.

    Args:
        mark: What marks the tokens of these attributes.
        attributes: Those of a page, each once; it repeats their tokens.
        odds: The number of each known token.
    """
    tokens_of = {each: raw_tokens_in(each) for each in attributes}
    distinct = set(chain.from_iterable(tokens_of.values()))
    numbers = {
        token: odds[mark + name]
        for token, name in zip(distinct, without_numbers(distinct), strict=True)
        if mark + name in odds
    }
    found = {}
    for attribute, tokens in tokens_of.items():
        strongest, count = NOTHING
        for token in tokens:
            if token in numbers:
                count += 1
                number = numbers[token]
                if abs(number) > abs(strongest):
                    strongest = number
        found[attribute] = strongest, count
    return found
