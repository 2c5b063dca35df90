"""Columns: what the class names, ids, roles and properties around each block tell of it.

Each token of the table has a number: the logarithm of the odds that words within an element of
that token are main content, as counted on labelled pages. Tokens that no table has count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import numpy as np

from cleaners.document import Element
from cleaners.learned.skeleton import Numbers, Skeleton

DIGITS = re.compile(r"\d+")
MAX_TOKENS = 12
"""Of one element as many tokens are looked at; utility class names come by the dozen."""

MAX_LENGTH = 40
MAX_ATTRIBUTE = 2_000
"""Of a longer attribute no more is read."""

WHOLE_PAGE = frozenset({"html", "body"})
NOTHING = 0.0, 0

KnownOdds = Callable[[str, str], tuple[float, int]]
"""Takes the mark of an attribute and the attribute; gives a number and a count of tokens."""


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


def tokens_in(mark: str, attribute: str) -> tuple[str, ...]:
    """Return the tokens of an attribute, with their mark, in lower case."""
    tokens = attribute[:MAX_ATTRIBUTE].lower().split(None, MAX_TOKENS)[:MAX_TOKENS]
    return tuple(mark + DIGITS.sub("0", token[:MAX_LENGTH]) for token in tokens)


def class_columns(skeleton: Skeleton, known: KnownOdds) -> dict[str, Numbers]:
    """Return the odds of the tokens of each block's own element and of those around it.

    Args:
        skeleton: The elements of the page.
        known: Tells what is known of an attribute.
    """
    found = [odds_of(element, known) for element in skeleton.distinct]
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


def odds_of(element: Element, known: KnownOdds) -> tuple[float, int]:
    """Return the strongest number of an element's tokens, and how many of them are known.

    The strongest is the one that is farthest from 0.
    """
    strongest, count = NOTHING
    if element.tag in WHOLE_PAGE:
        return strongest, count
    for mark, attribute in attributes_of(element):
        value, known_count = known(mark, attribute)
        count += known_count
        if abs(value) > abs(strongest):
            strongest = value
    return strongest, count


def known_odds(odds: Mapping[str, float]) -> KnownOdds:
    """Return what tells the strongest number of an attribute's tokens, and how many are known.

    It remembers the attributes that it was asked for last: the pages of a site repeat them.
    """

    @lru_cache(maxsize=50_000)
    def known(mark: str, attribute: str) -> tuple[float, int]:
        values = [odds[token] for token in tokens_in(mark, attribute) if token in odds]
        return max(values, key=abs, default=0.0), len(values)

    return known
