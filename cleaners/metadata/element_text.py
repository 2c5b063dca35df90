"""The text of an element with its words kept apart as a browser shows them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element, iterwalk

from cleaners.metadata.wording import squeezed
from cleaners.permalinks import is_permalink

MAX_PIECES = 200
"""What has more pieces of text is no headline and no signature."""

MAX_PARTS = 5_000
"""Of an element so many runs of characters and bounds between them are looked at: where none of
them makes a piece, elements within elements would be read to their end again and again."""

_INLINE_TAGS = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "mark", "q", "s"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
)
_UNSEEN_TAGS = frozenset({"script", "style", "template", "noscript", "svg", "button", "select"})


def pieces(element: _Element, max_count: int = MAX_PIECES) -> list[str]:
    """Return the text of an element in pieces, none empty; the first so many of them.

    A piece ends where a block begins or ends, at a line break, and between two inline elements
    that follow one another without a character between them.
    """
    if not len(element):
        return list(_whole([element.text or ""]))
    return list(islice(_squeezed_pieces(element), max_count))


def spaced_text(element: _Element) -> str:
    """Return the text of an element, its pieces joined by a space."""
    return " ".join(pieces(element))


def _squeezed_pieces(element: _Element) -> Iterator[str]:
    parts: list[str] = []
    for part in islice(_parts(element), MAX_PARTS):
        if part is None:
            if parts:
                yield from _whole(parts)
            parts = []
        else:
            parts.append(part)
    yield from _whole(parts)


def _whole(parts: list[str]) -> Iterator[str]:
    piece = squeezed("".join(parts))
    if piece:
        yield piece


def _is_permalink(node: _Element) -> bool:
    return node.tag == "a" and not len(node) and is_permalink(node.text or "")


def _parts(element: _Element) -> Iterator[str | None]:
    """Yield runs of characters, and None where the words on either side are not joined."""
    just_closed = False
    walker = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if just_closed or node.tag not in _INLINE_TAGS:
                yield None
            just_closed = False
            if node.tag in _UNSEEN_TAGS or _is_permalink(node):
                walker.skip_subtree()
            elif node.text:
                yield node.text
        elif node is not element:
            if event == "end":
                just_closed = True
                if node.tag not in _INLINE_TAGS:
                    yield None
            if node.tail:
                just_closed = False
                yield node.tail
