"""The one walk over the tree of an HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from lxml.etree import _Element
from msgspec import Struct

from cleaners.segmenting.attributes import is_shown_template
from cleaners.segmenting.block_elements import BLOCK_STARTS
from cleaners.segmenting.block_writing import BlockWriter, Ending, Start
from cleaners.segmenting.inline_elements import INLINE_STARTS, start_plain
from cleaners.segmenting.selected_blocks import StartOf
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


def walk(tree: _Element, page: BlockWriter, start_of: StartOf = STARTS.get) -> Walked:
    """Write the blocks of a tree.

    Elements come in the order of the page. Each is closed when the first comes whose parent is
    further out; that needs no events for ends, which ``iterwalk`` would make.

    Args:
        tree: Root of the page; it is not changed.
        page: Collects the blocks.
        start_of: What begins elements, by their tag.
    """
    above = tree.getparent()
    opened = [above]
    endings: list[Ending | None] = []
    dropped: Counter[str] = Counter()
    outside: set[_Element | None] = set()  # the element that was dropped last, and all in it
    depth = 1
    for element in tree.iter("*"):
        parent = element.getparent()
        if outside:
            if parent in outside:
                outside.add(element)
                continue
            outside.clear()
        if opened[-1] is not parent:
            close_within(parent, opened, endings, page)
        opened.append(element)
        tag = element.tag
        if tag in DROPPED_TAGS and not is_shown_template(element):
            dropped[tag] += 1
            outside.add(element)
            endings.append(None)
            continue
        if len(opened) > depth:
            depth += 1
        endings.append(start_of(tag, start_plain)(page, tag, element))
        text = element.text
        if text:
            page.add_text(text)
    close_within(above, opened, endings, page)
    page.flush()
    return Walked(dict(sorted(dropped.items())), depth - 1)


def close_within(
    outer: _Element | None,
    opened: list[_Element | None],
    endings: list[Ending | None],
    page: BlockWriter,
) -> None:
    """End the elements that are open within another one, and read what follows each of them."""
    while (element := opened[-1]) is not outer and element is not None:
        opened.pop()
        ending = endings.pop()
        if ending is not None:
            ending()
        text = element.tail
        if text:
            page.add_text(text)
