"""A tree of what lxml cannot take: read by BeautifulSoup, walked without recursion."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lxml.etree import SubElement
from lxml.html import Element, HtmlElement
from msgspec import Struct

from cleaners.reading.gathering import gather_body

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# Characters that XML 1.0 (2.2) does not allow, so that lxml refuses them.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAGE_BREAK = re.compile("[\x0b\x0c]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_NOT_NAME = re.compile(r"[^A-Za-z0-9_.-]")


class Tolerated(Struct, frozen=True):
    """A tree, and how many elements were deeper than allowed and stand as siblings instead."""

    tree: HtmlElement
    flattened_count: int


def parse_tolerantly(text: str, max_depth: int) -> Tolerated:
    """Return the tree of a page that lxml cannot take.

    Args:
        text: The page.
        max_depth: How deep the tree may be; the root has depth 1. What is deeper follows its
            ancestor at that depth, in the order of the page, so no text is lost.
    """
    # Imported here: hardly a page needs it.
    from cleaners.reading.appended_soup import AppendedSoup  # noqa: PLC0415

    return _Flattener(max_depth).copy(AppendedSoup(text))


class _Flattener:
    def __init__(self, max_depth: int) -> None:
        self.root: HtmlElement = Element("html")
        self.head: HtmlElement = self.root.makeelement("head")
        self.body: HtmlElement = self.root.makeelement("body")
        self.root.extend([self.head, self.body])
        self.max_depth = max_depth
        self.flattened_count = 0
        self._flattened: HtmlElement = self.root  # the last that was deeper than allowed
        # The texts inside and behind elements, set once at the end: setting one anew for each of
        # its parts takes minutes where 30,000 follow each other.
        self._texts: defaultdict[HtmlElement, list[str]] = defaultdict(list)
        self._tails: defaultdict[HtmlElement, list[str]] = defaultdict(list)

    def copy(self, soup: BeautifulSoup) -> Tolerated:
        from bs4.element import (  # noqa: PLC0415
            CData,
            NavigableString,
            PreformattedString,
            Tag,
        )

        # Beside each open tag: its element, and the element that takes its children.
        path: list[tuple[Tag, HtmlElement, HtmlElement]] = [(soup, self.body, self.body)]
        for node in soup.descendants:  # in the order of the page, without recursion
            while path[-1][0] is not node.parent:
                path.pop()
            _, element, container = path[-1]
            if isinstance(node, Tag):
                path.append((node, *self._open(node, container, depth=len(path) + 2)))
            elif isinstance(node, NavigableString) and (
                isinstance(node, CData) or not isinstance(node, PreformattedString)
            ):
                self._add_text(element, container, _legal(node))
        self._set_texts()
        gather_body(self.root)
        return Tolerated(self.root, self.flattened_count)

    def _open(
        self, tag: Tag, container: HtmlElement, *, depth: int
    ) -> tuple[HtmlElement, HtmlElement]:
        outer = {"html": self.body, "head": self.head, "body": self.body}.get(tag.name)
        if outer is not None and container not in (self.head, self.body):
            return container, container  # a page pasted into a page; browsers pass over the tag
        if outer is not None:
            _copy_attributes(tag, self.root if tag.name == "html" else outer)
            return outer, outer
        name = _legal_name(tag.name)
        if depth >= self.max_depth:
            self.flattened_count += 1
            if self._is_repeated(name, tag, container):
                return self._flattened, container
        # Not makeelement and append, which walks up all ancestors each time.
        element: HtmlElement = SubElement(container, name)
        _copy_attributes(tag, element)
        if depth < self.max_depth:
            return element, element
        self._flattened = element
        return element, container

    def _is_repeated(self, name: str, tag: Tag, container: HtmlElement) -> bool:
        """Return whether an element below the limit says no more than the empty one before it."""
        last = self._flattened
        return (
            not tag.attrs
            and last.tag == name
            and not last.attrib
            and last not in self._texts
            and last not in self._tails
            and last.getparent() is container
            and last.getnext() is None
        )

    def _add_text(self, element: HtmlElement, container: HtmlElement, text: str) -> None:
        """Add text to an element, or after it where a flattened one has been left already."""
        if not text:
            return
        last = next(container.iterchildren(reversed=True), None)  # len() would count all
        if last is None:
            self._texts[container].append(text)
        elif last is element and last not in self._tails:
            self._texts[last].append(text)
        else:
            self._tails[last].append(text)

    def _set_texts(self) -> None:
        for element, texts in self._texts.items():
            element.text = "".join(texts)
        for element, texts in self._tails.items():
            element.tail = "".join(texts)


def _copy_attributes(tag: Tag, element: HtmlElement) -> None:
    for name, value in tag.attrs.items():
        if _NAME.match(name) and name not in element.attrib:
            element.set(name, _legal(str(value)))


def _legal_name(name: str) -> str:
    if _NAME.match(name):
        return name
    cleaned = _NOT_NAME.sub("-", name)
    return cleaned if _NAME.match(cleaned) else f"x-{cleaned}"


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", _PAGE_BREAK.sub(" ", text))
