"""Regions of a page that its markup names: a comment thread, a share bar, a list of related links.

An element names itself by its tag, its ARIA role, its microdata, or the words of its class and id;
``cleaners/data/regions.toml`` holds them by reason.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from msgspec import Struct

from cleaners.document import Document, Element
from cleaners.features.element_names import ElementNames, words_of_name
from cleaners.features.shapes import Shape
from cleaners.reasons import Reason

MOST = 0.5
"""Share of the page's prose above which the name of an element is taken for a mistake."""

NAMING = ("tokens", "words", "tags", "roles", "itemprops", "itemtypes")
"""The kinds of names that name a region."""

WHOLE_PAGE_TAGS = frozenset({"html", "body", "main", "article"})
"""Elements whose class names speak of what the page has, not of what they are."""


class RegionNames(Struct, frozen=True):
    """What names a region of one reason; all in lower case.

    Attributes:
        tokens: Whole class names or ids.
        words: Parts of class names and ids, which are split at hyphens, underscores and capitals.
        except_words: Parts that take it back, such as ``count`` for ``comment-count``.
        tags: Tag names.
        roles: ARIA roles.
        itemprops: Microdata properties.
        itemtypes: Last part of microdata types.
    """

    tokens: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    except_words: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    itemprops: frozenset[str] = frozenset()
    itemtypes: frozenset[str] = frozenset()


class Named(Struct, frozen=True):
    """What an element is by its own markup.

    Attributes:
        reason: Why what is in it would go.
        evidence: What names it, such as ``class related-posts``.
        kind: What spoke: ``tag``, ``role``, ``itemprop``, ``itemtype``, ``token`` or ``words``.
    """

    reason: Reason
    evidence: str
    kind: str


class Region(Struct, frozen=True):
    """An element with its blocks.

    Attributes:
        named: What it is by its markup.
        element: Index of the element.
        first: Index of its first block.
        end: Index behind its last block.
        word_count: Words in it.
        prose_share: Share of the page's prose words that stand in it.
    """

    named: Named
    element: int
    first: int
    end: int
    word_count: int
    prose_share: float


class Extents(NamedTuple):
    """For each element of a page its first block, the end of its blocks, and their words.

    Without blocks the first and the end are negative.
    """

    firsts: Sequence[int]
    ends: Sequence[int]
    word_counts: Sequence[int]
    prose_counts: Sequence[int]


@cache
def region_names() -> Mapping[Reason, RegionNames]:
    """Return the shipped names of regions (``cleaners/data/regions.toml``)."""
    source = files("cleaners").joinpath("data", "regions.toml").read_text("utf-8")
    return {
        Reason(reason): RegionNames(**{name: frozenset(values) for name, values in names.items()})
        for reason, names in tomllib.loads(source).items()
    }


@cache
def all_names() -> RegionNames:
    """Return the names of all reasons together, but for those that take something back."""
    of_reasons = region_names().values()
    return RegionNames(
        **{
            kind: frozenset().union(*(getattr(names, kind) for names in of_reasons))
            for kind in NAMING
        }
    )


def regions_of(
    document: Document, shapes: Sequence[Shape], element_names: ElementNames
) -> dict[Reason, list[Region]]:
    """Return the outermost regions of each reason, in reading order.

    An element that holds most of the page's prose is none, whatever it is called.

    Args:
        document: The page.
        shapes: The shapes of its blocks.
        element_names: The class names and ids of its elements.
    """
    elements = document.elements
    extents = extents_of(document, shapes)
    whole = max(1, sum([shape.word_count for shape in shapes if shape.is_prose]))
    regions: dict[Reason, list[Region]] = {}
    speaking = element_names.speaking(all_names().words, all_names().tokens)
    for index in candidates_of(elements, extents.ends, speaking):
        first, end = extents.firsts[index], extents.ends[index]
        prose_count = extents.prose_counts[index]
        if prose_count > MOST * whole:
            continue
        for each in named(elements[index]):
            same = regions.setdefault(each.reason, [])
            if not same or end > same[-1].end:
                words = extents.word_counts[index]
                same.append(Region(each, index, first, end, words, prose_count / whole))
    return regions


def candidates_of(
    elements: Sequence[Element], ends: Sequence[int], speaking: AbstractSet[str]
) -> list[int]:
    """Return the indexes of the elements with blocks whose markup may name a region.

    That is not so of most elements, so it has to be seen at a glance.

    Args:
        elements: All elements of the page.
        ends: The end of the blocks of each; negative where it has none.
        speaking: The class and id attributes that name one.
    """
    tags = all_names().tags
    return [
        index
        for index, (element, end) in enumerate(zip(elements, ends, strict=True))
        if end >= 0
        and (
            element.classes in speaking
            or element.tag in tags
            or element.identifier in speaking
            or element.role
            or element.itemprop
            or element.itemtype
        )
        and element.tag not in WHOLE_PAGE_TAGS
    ]


def extents_of(document: Document, shapes: Sequence[Shape]) -> Extents:
    """Return where the blocks of each element stand, and how many words they have."""
    elements = document.elements
    firsts, ends = [-1] * len(elements), [-1] * len(elements)
    words, prose = [0] * len(elements), [0] * len(elements)
    for block, shape in zip(document.blocks, shapes, strict=True):
        if block.markup is None or (index := block.markup.element) < 0:
            continue
        if firsts[index] < 0:
            firsts[index] = block.index
        ends[index] = block.index + 1
        words[index] += shape.word_count
        if shape.is_prose:
            prose[index] += shape.word_count
    for index in range(len(elements) - 1, 0, -1):  # an element comes after the one around it
        first = firsts[index]
        if first < 0 or (parent := elements[index].parent) < 0:
            continue
        if firsts[parent] < 0 or first < firsts[parent]:
            firsts[parent] = first
        if ends[index] > ends[parent]:  # noqa: PLR1730 - max() would cost more than all the rest
            ends[parent] = ends[index]
        words[parent] += words[index]
        prose[parent] += prose[index]
    return Extents(firsts, ends, words, prose)


def named(element: Element) -> tuple[Named, ...]:
    """Return what an element is by its own markup."""
    return named_by(
        element.tag,
        element.classes,
        element.identifier,
        element.role,
        element.itemprop,
        element.itemtype,
    )


@lru_cache(maxsize=20_000)
def reasons_of_token(token: str) -> Sequence[int]:
    """Return the places of the reasons whose regions a class name or id may name, in no order."""
    by_kind = reasons_by_name()
    found = [*by_kind["tokens"].get(token.lower(), ())]
    for word in words_of_token(token):
        found += by_kind["words"].get(word, ())
    return found


@lru_cache(maxsize=20_000)
def named_by(  # noqa: PLR0913, PLR0917 - the key of the cache
    tag: str, classes: str, identifier: str, role: str, itemprop: str, itemtype: str
) -> tuple[Named, ...]:
    """Return what markup of these values names; a page repeats few of them many times."""
    tokens = f"{classes} {identifier}".split()
    itemprops = itemprop.lower().split()
    itemtype_name = itemtype.rpartition("/")[2].lower()
    by_kind = reasons_by_name()
    places = {
        *by_kind["tags"].get(tag, ()),
        *by_kind["roles"].get(role, ()),
        *by_kind["itemtypes"].get(itemtype_name, ()),
        *chain.from_iterable(by_kind["itemprops"].get(each, ()) for each in itemprops),
        *chain.from_iterable(map(reasons_of_token, tokens)),
    }
    found = []
    order = [*region_names()] if places else []
    for reason in map(order.__getitem__, sorted(places)):
        names = region_names()[reason]
        if tag in names.tags:
            found.append(Named(reason, tag, "tag"))
        elif role in names.roles:
            found.append(Named(reason, f"role {role}", "role"))
        elif not names.itemprops.isdisjoint(itemprops):
            found.append(Named(reason, f"itemprop {itemprop}", "itemprop"))
        elif itemtype_name in names.itemtypes:
            found.append(Named(reason, f"itemtype {itemtype}", "itemtype"))
        elif spoken := token_of(names, tokens):
            found.append(spoken_as(reason, names, spoken))
    return tuple(found)


@cache
def reasons_by_name() -> Mapping[str, Mapping[str, Sequence[int]]]:
    """Return for each kind and name, such as ``tags`` and ``nav``, the places of its reasons.

    They are the places of the reasons in their order: numbers are sorted faster than reasons.
    """
    by_kind: dict[str, defaultdict[str, list[int]]] = {kind: defaultdict(list) for kind in NAMING}
    for place, names in enumerate(region_names().values()):
        for kind, by_name in by_kind.items():
            for name in getattr(names, kind):
                by_name[name].append(place)
    return {kind: dict(by_name) for kind, by_name in by_kind.items()}


def token_of(names: RegionNames, tokens: Sequence[str]) -> str | None:
    """Return the first class name or id that names a region."""
    for token in tokens:
        if token.lower() in names.tokens:
            return token
        words = words_of_token(token)
        if not names.words.isdisjoint(words) and names.except_words.isdisjoint(words):
            return token
    return None


def spoken_as(reason: Reason, names: RegionNames, token: str) -> Named:
    """Return what a class name or id names."""
    kind = "token" if token.lower() in names.tokens else "words"
    return Named(reason, f"class or id {token}", kind)


@lru_cache(maxsize=20_000)
def words_of_token(token: str) -> frozenset[str]:
    """Return the words that a class name or id is made of, in lower case."""
    return frozenset(words_of_name(token))
