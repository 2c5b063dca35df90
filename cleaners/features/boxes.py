"""Boxes of a page by its elements alone: what belongs together, whatever its class names say."""

from __future__ import annotations

from cleaners.document import Document

MAX_CLIMB = 64
"""Elements that are climbed at most to see whether a block stands in a box."""


def box_end(document: Document, index: int) -> int:
    """Return the end (half open) of the box that a block opens.

    The box is the outermost element that holds the block and not the one before it: where a
    heading is the first in a box, these are all its blocks. A block of a text opens none.
    """
    box = outermost_opened(document, index)
    end = index + 1
    while box >= 0 and end < len(document.blocks) and stands_in(document, end, box):
        end += 1
    return end


def outermost_opened(document: Document, index: int) -> int:
    """Return the outermost element that has a block and not the one before it; -1 for none."""
    elements = document.elements
    around: set[int] = set()
    before = element_of(document, index - 1) if index else -1
    while before >= 0 and len(around) < MAX_CLIMB:
        around.add(before)
        before = elements[before].parent
    element, opened = element_of(document, index), -1
    for _step in range(MAX_CLIMB):
        if element < 0 or element in around:
            break
        opened, element = element, elements[element].parent
    return opened


def stands_in(document: Document, index: int, box: int) -> bool:
    """Return whether a block stands in an element."""
    element = element_of(document, index)
    for _step in range(MAX_CLIMB):
        if element <= box:  # an element comes after the one around it
            return element == box
        element = document.elements[element].parent
    return False


def element_of(document: Document, index: int) -> int:
    """Return the innermost block-level element of a block; -1 where there is none."""
    markup = document.blocks[index].markup
    return -1 if markup is None else markup.element
