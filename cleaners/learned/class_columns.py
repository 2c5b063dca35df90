"""Columns: what the class names, ids, roles and properties around each block tell of it.

Each token of the table has a number: the logarithm of the odds that words within an element of
that token are main content, as counted on labelled pages. Tokens that no table has count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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


@lru_cache(maxsize=50_000)
def tokens_in(mark: str, attribute: str) -> tuple[str, ...]:
    """Return the tokens of an attribute, with their mark, in lower case."""
    tokens = attribute[:MAX_ATTRIBUTE].lower().split(None, MAX_TOKENS)[:MAX_TOKENS]
    return tuple(mark + DIGITS.sub("0", token[:MAX_LENGTH]) for token in tokens)


def class_columns(
    elements: Sequence[Element], skeleton: Skeleton, odds: Mapping[str, float]
) -> dict[str, Numbers]:
    """Return the odds of the tokens of each block's own element and of those around it."""
    own, known = odds_of(elements, odds)
    of_block = skeleton.of_block
    around = skeleton.parents[of_block]
    return {
        "class_own": own[of_block],
        "class_parent": own[around],
        "class_grandparent": own[skeleton.parents[around]],
        "class_lowest": -skeleton.highest_around(np.maximum(-own, 0.0))[of_block],
        "class_highest": skeleton.highest_around(np.maximum(own, 0.0))[of_block],
        "class_total": np.clip(skeleton.sums_around(own)[of_block], -30.0, 30.0),
        "class_known": np.log1p(skeleton.sums_around(known)[of_block]),
    }


def odds_of(elements: Sequence[Element], odds: Mapping[str, float]) -> tuple[Numbers, Numbers]:
    """Return for each element the strongest number of its tokens, and how many are known.

    The strongest is the one that is farthest from 0.
    """
    strongest, count = np.zeros(len(elements)), np.zeros(len(elements))
    for mark, attributes in (
        ("", [element.classes for element in elements]),
        ("#", [element.identifier for element in elements]),
        ("@", [element.role for element in elements]),
        ("=", [element.itemprop for element in elements]),
    ):
        found = {each: odds_in(mark, each, odds) for each in set(attributes)}
        if any(known for _, known in found.values()):
            values = np.array([found[each] for each in attributes])
            strongest = np.where(np.abs(values[:, 0]) > np.abs(strongest), values[:, 0], strongest)
            count += values[:, 1]
    is_whole = np.array([element.tag in WHOLE_PAGE for element in elements])
    strongest[is_whole] = count[is_whole] = 0.0
    return strongest, count


def odds_in(mark: str, attribute: str, odds: Mapping[str, float]) -> tuple[float, int]:
    """Return the strongest number of the tokens of an attribute, and how many of them are known."""
    if not attribute:
        return 0.0, 0
    values = [odds[token] for token in tokens_in(mark, attribute) if token in odds]
    return max(values, key=abs, default=0.0), len(values)
