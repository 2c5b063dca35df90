"""The tree of a labelled page: where its article stands, and how another is put there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, zip_longest

from lxml import etree
from lxml.html import Element, HtmlElement

from cleaners.aligning import coverage_of
from flows.evaluating.labelled import LabelledPage

MIN_COVERAGE = 0.6
"""So much of an element's text stands in the gold, for it to hold a part of the article."""

MIN_LONG_WORDS = 8
BODY_LEVELS, NAMED_LEVELS = 3, 3
MAX_SUBHEAD_WORDS = 10
SENTENCE_END = tuple('.!?…。”"»')

LEAVES = frozenset({"p", "h2", "h3", "h4", "h5", "li", "blockquote", "div", "span", "td", "dd"})
BLOCKS = (LEAVES - {"span"}) | frozenset(
    "ul ol section article main table figure form header".split()
)
AROUND = frozenset({"nav", "footer", "aside"})
UNSHOWN = frozenset({"script", "style", "template", "noscript", "svg"})


def leaves_of(tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that hold text and no other block, in the order of the page."""
    body = tree.find("body")
    leaves = []
    for element in () if body is None else body.iter(etree.Element):
        if element.tag not in LEAVES or any(up.tag in UNSHOWN for up in element.iterancestors()):
            continue
        if any(below.tag in BLOCKS for below in element.iterdescendants(etree.Element)):
            continue
        if not any(up.tag in LEAVES and up in leaves for up in element.iterancestors()):
            leaves.append(element)
    return [leaf for leaf in leaves if text_of(leaf)]


def text_of(element: HtmlElement) -> str:
    """Return the text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def body_of(leaves: Sequence[HtmlElement], page: LabelledPage) -> list[HtmlElement]:
    """Return the elements that hold a page's gold: the long ones, and the short ones between."""
    texts = [text_of(leaf) for leaf in leaves]
    shares = coverage_of(texts, page.gold.text)
    lines = {" ".join(line.split()) for line in page.gold.text.splitlines()}
    found = [
        at
        for at, (leaf, share) in enumerate(zip(leaves, shares, strict=True))
        if (share >= MIN_COVERAGE or texts[at] in lines)
        and not any(up.tag in AROUND for up in leaf.iterancestors())
    ]
    long = [at for at in found if len(texts[at].split()) >= MIN_LONG_WORDS]
    around = {up for at in long for up in islice(leaves[at].iterancestors(), BODY_LEVELS)}

    def is_beside(at: int) -> bool:
        near = set(islice(leaves[at].iterancestors(), BODY_LEVELS))
        is_between = long[:1] < [at] < long[-1:]
        return is_between and bool(near & around) and any(map(str.isalpha, texts[at]))

    return [leaves[at] for at in found if at in long or is_beside(at)]


def found_share(body: Sequence[HtmlElement], page: LabelledPage) -> float:
    """Return which share of the gold's words stands in those elements."""
    found = sum(len(text_of(leaf).split()) for leaf in body)
    return found / max(1, len(page.gold.text.split()))


def set_story(places: Sequence[HtmlElement], paragraphs: Sequence[str]) -> None:
    """Put paragraphs into the places of others; the last place takes all that are left."""
    texts = [place for place in places if place.tag not in {"h2", "h3", "h4", "h5", "li"}]
    pattern = max(texts or places, key=lambda place: len(text_of(place)))
    attributes = dict(pattern.attrib)
    tag = pattern.tag if pattern.tag != "span" else "p"
    for place in places[len(paragraphs) :]:
        drop(place)
    last = places[0]
    for at, (paragraph, place) in enumerate(zip_longest(paragraphs, places[: len(paragraphs)])):
        following = paragraphs[at + 1 : at + 2]
        is_subhead = is_short(paragraph) and bool(following) and not is_short(following[0])
        new = Element("h2" if is_subhead else tag, {} if is_subhead else attributes)
        new.text = paragraph
        if place is not None:
            new.tail, place.tail = place.tail, None
            place.getparent().replace(place, new)
        else:
            last.addnext(new)
            new.tail, last.tail = last.tail, "\n"
        last = new


def is_short(paragraph: str) -> bool:
    """Tell whether a paragraph has the shape of a subhead, or of an entry of a list."""
    return len(paragraph.split()) <= MAX_SUBHEAD_WORDS and not paragraph.endswith(SENTENCE_END)


def drop(element: HtmlElement) -> None:
    """Take an element out of its tree, but for the text behind it."""
    parent, tail = element.getparent(), element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def reword(element: HtmlElement, text: str) -> None:
    """Put a text where the longest text of an element stands; the others go."""
    holders = [(len(each.text or ""), at, each) for at, each in enumerate(element.iter("*"))]
    _, _, holder = max(holders, key=lambda each: each[:2])
    for _, _, each in holders:
        each.text = text if each is holder else None
        if each is not element:
            each.tail = None


def is_named(element: HtmlElement, names: re.Pattern[str]) -> bool:
    """Tell whether an element or one of the three around it has such a class or id."""
    for _ in range(NAMED_LEVELS):
        if element is None:
            return False
        if names.search(f"{element.get('class', '')} {element.get('id', '')}"):
            return True
        element = element.getparent()
    return False
