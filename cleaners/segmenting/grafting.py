"""Puts the blocks of one document into another, as if they stood on its page."""

from __future__ import annotations

from msgspec.structs import replace

from cleaners.document import Block, Document, Element

OUTERMOST_TAGS = frozenset({"html", "body"})


def graft_article(document: Document, article: Document) -> Document:
    """Return a document with the blocks of another behind its own, in a new ``article`` element.

    Args:
        document: A page; the new element is a child of its body.
        article: The HTML document that gives its blocks; its ``html`` and ``body`` are left out.
    """
    body = next((at for at, element in enumerate(document.elements) if element.tag == "body"), -1)
    root = len(document.elements)
    elements = [Element(body, "article")]
    place_of = {-1: root}
    for at, element in enumerate(article.elements):
        parent = place_of[element.parent]
        if parent == root and element.tag in OUTERMOST_TAGS:
            place_of[at] = root
        else:
            place_of[at] = root + len(elements)
            elements.append(replace(element, parent=parent))
    first = len(document.blocks)
    return replace(
        document,
        blocks=(
            *document.blocks,
            *(moved(block, first, place_of) for block in article.blocks),
        ),
        elements=(*document.elements, *elements),
        depth=max(document.depth, article.depth + 1),
        warnings=(*document.warnings, *article.warnings),
    )


def moved(block: Block, first: int, place_of: dict[int, int]) -> Block:
    """Return a block with its place in the other document."""
    markup = block.markup
    if markup is not None:
        markup = replace(markup, element=place_of[markup.element])
    return replace(block, index=first + block.index, markup=markup)
