"""The elements of a page as arrays, against plain loops over the tree."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block, BlockKind, Document, Element, Markup, MediaKind
from cleaners.learned.container_columns import boxes_beside, common_depths
from cleaners.learned.skeleton import Skeleton


@st.composite
def trees(draw: st.DrawFn) -> Document:
    """Elements in document order: each hangs on the one before it or on one around that."""
    elements = [Element(parent=-1, tag="body")]
    for index in range(1, draw(st.integers(1, 30))):
        around = [index - 1]
        while around[-1]:
            around.append(elements[around[-1]].parent)
        tag = draw(st.sampled_from(["div", "p", "ul"]))
        classes = draw(st.sampled_from(["", "story", "menu"]))
        elements.append(Element(draw(st.sampled_from(around)), tag, classes))
    places = sorted(draw(st.lists(st.integers(0, len(elements) - 1), min_size=1, max_size=20)))
    blocks = [
        Block(index, BlockKind.PARAGRAPH, "Eel", markup=Markup(place))
        for index, place in enumerate(places)
    ]
    return Document(MediaKind.HTML, tuple(blocks), tuple(elements))


def chain(document: Document, index: int) -> list[int]:
    """Return an element and those around it, innermost first."""
    indexes = [index]
    while document.elements[indexes[-1]].parent >= 0:
        indexes.append(document.elements[indexes[-1]].parent)
    return indexes


@given(trees(), st.data())
def test_sums_of_subtrees(document: Document, data: st.DataObject) -> None:
    size = len(document.blocks)
    values = np.array(data.draw(st.lists(st.integers(0, 9), min_size=size, max_size=size)), float)
    found = Skeleton(document).within(values)
    for index in range(len(document.elements)):
        inside = [
            value
            for value, block in zip(values, document.blocks, strict=True)
            if block.markup is not None and index in chain(document, block.markup.element)
        ]
        assert found[index] == sum(inside)


@given(trees(), st.data())
def test_what_is_around_an_element(document: Document, data: st.DataObject) -> None:
    size = len(document.elements)
    values = data.draw(st.lists(st.integers(0, 7), min_size=size, max_size=size))
    skeleton = Skeleton(document)
    numbers = np.array(values, dtype=np.float64)
    sums, highest = skeleton.sums_around(numbers), skeleton.highest_around(numbers)
    bits = skeleton.bits_around(np.array(values, dtype=np.int64))
    for index in range(size):
        around = chain(document, index)
        assert skeleton.depths[index] == len(around) - 1
        assert sums[index] == sum(values[each] for each in around if each)
        assert highest[index] == max(values[each] for each in around)
        assert bits[index] == np.bitwise_or.reduce([values[each] for each in around])


@given(trees())
def test_equal_paths_have_equal_numbers_and_others_do_not(document: Document) -> None:
    numbers = Skeleton(document).paths()
    names = [
        [(document.elements[each].tag, document.elements[each].classes) for each in around[:-1]]
        for around in (chain(document, index) for index in range(len(document.elements)))
    ]
    for one, first in enumerate(names):
        for other, second in enumerate(names):
            assert (numbers[one] == numbers[other]) == (first == second)


@given(trees(), st.data())
def test_boxes_beside_a_container_and_the_depth_in_common(
    document: Document, data: st.DataObject
) -> None:
    container = data.draw(st.integers(0, len(document.elements) - 1))
    skeleton = Skeleton(document)
    holders = set(chain(document, container))
    boxes, levels = boxes_beside(skeleton, container), common_depths(skeleton, container)
    for index in range(len(document.elements)):
        around = chain(document, index)
        outside = [each for each in around if each not in holders]
        assert boxes[index] == (outside[-1] if outside else index)
        common = next(each for each in around if each in holders)
        assert levels[index] == skeleton.depths[container] - skeleton.depths[common]
