"""Columns: the elements that each block stands in, by their tags, roles and places in the tree."""

from __future__ import annotations

import numpy as np

from cleaners.document import Element
from cleaners.learned.block_view import logarithm, one_hot, shares
from cleaners.learned.page_view import PageView
from cleaners.learned.skeleton import Indexes, Numbers

AROUND = (
    *("article", "main", "section", "nav", "aside", "footer", "header", "form", "ul", "ol"),
    *("table", "figure", "dialog", "blockquote", "details", "dl", "a", "figcaption"),
)
"""Elements that say something of all that is in them."""

OWN = (
    *("p", "div", "li", "span", "td", "th", "dd", "dt", "section", "article", "label", "a"),
    *("figcaption", "h1", "h2", "h3", "h4", "h5", "button", "body", "address", "time"),
)
"""Elements whose own text is looked at."""

TAG_OF_ROLE = {
    "main": "main",
    "navigation": "nav",
    "complementary": "aside",
    "contentinfo": "footer",
    "banner": "header",
    "dialog": "dialog",
    "article": "article",
}
"""ARIA landmarks count as the element that has the role by itself (HTML-AAM)."""

BODY_PROPERTIES = frozenset(
    {"articlebody", "text", "reviewbody", "description", "recipeinstructions"}
)
BITS = {name: 1 << place for place, name in enumerate(AROUND)}
BODY_BIT = 1 << len(AROUND)
HIDDEN_BIT = 2 << len(AROUND)


def element_columns(view: PageView) -> dict[str, Numbers]:
    """Return what each block stands in."""
    skeleton, of_block = view.skeleton, view.skeleton.of_block
    own_bits = np.array([bits_of(element) for element in skeleton.distinct], dtype=np.int64)
    bits = skeleton.bits_around(own_bits[skeleton.numbers])[of_block]
    rows = ((bits & np.array(ALL_BITS)[:, None]) > 0).astype(np.float64)
    columns = dict(zip(BIT_NAMES, rows, strict=True))
    columns["noscript"] = np.array(
        [b.markup is not None and b.markup.noscript for b in view.blocks], dtype=np.float64
    )
    own_tags = [OWN_NUMBERS.get(element.tag, -1) for element in skeleton.distinct]
    tags = np.array(own_tags, dtype=np.int64)[skeleton.numbers]
    columns.update(zip(TAG_NAMES, one_hot(tags[of_block], range(len(OWN))), strict=True))
    parents = one_hot(tags[view.parents], PARENT_NUMBERS)
    columns.update(zip(PARENT_NAMES, parents, strict=True))
    columns["depth"] = skeleton.depths[of_block].astype(np.float64)
    around = of_block
    for name in ("own", "parent", "grandparent", "great_grandparent"):
        columns |= box_columns(view, name, around)
        around = skeleton.parents[around]
    return columns


def bits_of(element: Element) -> int:
    """Return which of the elements that count an element is, as bits."""
    bits = BITS.get(element.tag, 0)
    if element.role:
        bits |= BITS.get(TAG_OF_ROLE.get(element.role, ""), 0)
    if element.itemprop and element.itemprop.lower() in BODY_PROPERTIES:
        bits |= BODY_BIT
    if element.hidden:
        bits |= HIDDEN_BIT
    return bits


def box_columns(view: PageView, name: str, elements: Indexes) -> dict[str, Numbers]:
    """Return how large and how linked the element around each block is."""
    words = view.words_within[elements]
    return {
        f"{name}_words": logarithm(words),
        f"{name}_blocks": logarithm(view.blocks_within[elements]),
        f"{name}_link_density": view.link_density_of(elements),
        f"{name}_good_share": shares(view.good_words_within[elements], words),
        f"{name}_share": shares(words, view.words_within[0]),
    }


OWN_NUMBERS = {tag: number for number, tag in enumerate(OWN)}
ALL_BITS = (*BITS.values(), BODY_BIT, HIDDEN_BIT)
BIT_NAMES = (*(f"in_{name}" for name in AROUND), "in_body_property", "in_hidden")
TAG_NAMES = tuple(f"tag_{tag}" for tag in OWN)
PARENTS = ("div", "li", "section", "article", "td")
PARENT_NUMBERS = tuple(OWN_NUMBERS[tag] for tag in PARENTS)
PARENT_NAMES = tuple(f"parent_{tag}" for tag in PARENTS)
