"""The one walk over the tree of an HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import cast

from lxml.etree import _Element
from msgspec import Struct

from cleaners.segmenting.attributes import is_shown_template
from cleaners.segmenting.block_elements import BLOCK_STARTS
from cleaners.segmenting.block_writing import BlockWriter, Ending, Start
from cleaners.segmenting.inline_elements import INLINE_STARTS, start_plain
from cleaners.segmenting.tags import DROPPED_TAGS

STARTS: dict[str, Start] = BLOCK_STARTS | INLINE_STARTS


class Walked(Struct, frozen=True):
    """What a walk came upon beside blocks.

    Attributes:
        dropped: How many elements without visible text were left out, by tag.
        depth: How deep elements are nested.
    """

    dropped: Mapping[str, int]
    depth: int


def walk(tree: _Element, page: BlockWriter) -> Walked:
    """Write the blocks of a tree.

    Elements come in the order of the page. One that has children is closed when the first comes
    whose parent is further out; that needs no events for ends, which ``iterwalk`` would make.
    """
    opened = [cast("_Element", tree.getparent())]  # None above the root of a page
    endings: list[Ending | None] = []
    dropped: Counter[str] = Counter()
    outside: set[_Element | None] = set()  # the element that was dropped last, and all in it
    depth = 0
    for element in tree.iter("*"):
        parent = element.getparent()
        if outside:
            if parent in outside:
                outside.add(element)
                continue
            outside.clear()
        while opened[-1] is not parent:
            close(opened.pop(), endings.pop(), page)
        tag = element.tag
        if tag in DROPPED_TAGS and not is_shown_template(element):
            dropped[tag] += 1
            outside.add(element)
            close(element, None, page)
            continue
        ending = STARTS.get(tag, start_plain)(page, tag, element)
        if len(opened) > depth:
            depth += 1
        text = element.text
        if text:
            page.add_text(text)
        if len(element):
            opened.append(element)
            endings.append(ending)
        else:
            close(element, ending, page)
    while endings:
        close(opened.pop(), endings.pop(), page)
    page.flush()
    return Walked(dict(sorted(dropped.items())), depth)


def close(element: _Element, ending: Ending | None, page: BlockWriter) -> None:
    """End an element, and read what follows it."""
    if ending is not None:
        ending()
    text = element.tail
    if text:
        page.add_text(text)
