"""Decoded HTML to one lxml tree with everything that is on the page.

lxml (libxml2 2.14 and newer) reads tags as the HTML Standard says and does so fastest. It stops
without an error at a depth of 2,048 and drops the rest of the page; such pages, and any that it
refuses, are read by BeautifulSoup instead.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

import numpy as np
from lxml import etree
from lxml.html import Element, HtmlElement, document_fromstring
from msgspec import Struct

from cleaners.document import PageWarning
from cleaners.reading.gathering import gather_body
from cleaners.reading.swallowing import release_swallowed
from cleaners.reading.tolerant import parse_tolerantly
from cleaners.reasons import Unreadable, UnreadablePageError
from cleaners.settings import ReadingSettings

# What XML 1.0 (2.2) does not allow in a text, as bytes of UTF-8 and as character references.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_BREAKS_TO_SPACES = bytes.maketrans(b"\v\f", b"  ")
_SPACE = 0x20  # the first character that is no control
_NONCHARACTER_LEAD = b"\xef"  # a single byte is found fastest
_NONCHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
_ILLEGAL_REFERENCE = re.compile(
    rb"&#(?:0*(?:[1-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    rb"|[xX]0*(?:[1-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
_MIN_TAG_CHARS = 3  # <b>
_START_TAG = re.compile(r"<[a-zA-Z]")
_UNPRINTED = frozenset("iframe noembed noframes script style template textarea title xmp".split())
# Hardly a page is deeper, and asking for so many levels is much faster than a walk.
_USUAL_DEPTH = 64
_MAX_RELEASES = 3
_LXML_REFUSED = "lxml gave no tree"
_NOTHING_VISIBLE = "lxml's tree showed no text"
# One class for all elements, looked up in C: the parser of ``lxml.html`` asks Python for the class
# of each element in each walk, only to have classes of its own for the controls of forms.
_HTML_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
# A page without any text whose end tags outnumber its elements by so much has lost them.
_MIN_END_TAGS = 10
_END_TAGS_AN_ELEMENT = 2


class Parsed(Struct, frozen=True):
    """A tree and what was odd about its page."""

    tree: HtmlElement
    warnings: tuple[PageWarning, ...] = ()


def parse_html(text: str, settings: ReadingSettings, *, utf8: bytes | None = None) -> Parsed:
    """Return the tree of an HTML page or fragment; its root is always ``html``.

    Comments and processing instructions are left out, and all that a browser shows stands in the
    body.

    Args:
        text: The decoded page.
        settings: Limits on elements and depth.
        utf8: The same in UTF-8, if it is at hand; encoding a large page again takes time.

    Raises:
        UnreadablePageError: ``too_complex``, for more elements than ``max_elements``.
    """
    _refuse_complex(text, settings.max_elements)
    warnings: list[PageWarning] = []
    tree = _parse(text.encode("utf-8", "replace") if utf8 is None else utf8)
    while tree is not None and len(warnings) < _MAX_RELEASES:
        released = release_swallowed(text, tree)
        if released is None:
            break
        text, tree = released.text, _parse(released.text.encode("utf-8", "replace"))
        warnings.append(PageWarning("unclosed_markup_closed", released.detail))
    cause = _cause_to_tolerate(text, tree, settings.max_depth)
    if tree is not None and cause is None:
        return Parsed(tree, tuple(warnings))
    tolerated = parse_tolerantly(text, settings.max_depth)
    if tree is not None and cause == _NOTHING_VISIBLE and not _is_visible(tolerated.tree):
        return Parsed(tree, tuple(warnings))
    warnings.append(PageWarning("tolerant_parser", cause or _LXML_REFUSED))
    if tolerated.flattened_count:
        detail = f"{tolerated.flattened_count} elements were deeper than {settings.max_depth}"
        warnings.append(PageWarning("deep_nesting_flattened", detail))
    return Parsed(tolerated.tree, tuple(warnings))


def _parse(utf8: bytes) -> HtmlElement | None:
    """Return the tree that lxml gives, or None if it refuses the page.

    libxml2 passes on characters that XML does not allow, but lxml refuses to set a text that has
    one, so whoever moves such text later would fail; they are taken out here.
    """
    parser = etree.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    parser.set_element_class_lookup(_HTML_ELEMENTS)
    try:
        root = document_fromstring(_legal(utf8), parser=parser)
    except etree.ParserError:  # nothing but comments, say
        root = Element("html")
        root.append(root.makeelement("body"))
    except etree.LxmlError:
        return None
    gather_body(root)
    return root


def _legal(utf8: bytes) -> bytes:
    if _has_controls(utf8):
        utf8 = utf8.translate(_BREAKS_TO_SPACES, _CONTROLS)
    if _NONCHARACTER_LEAD in utf8:
        utf8 = _NONCHARACTER.sub(b"", utf8)
    return _ILLEGAL_REFERENCE.sub(b"", utf8)


def _has_controls(utf8: bytes) -> bool:
    """Return whether there is any control but tabs and line ends; few pages have one."""
    units = np.frombuffer(utf8, np.uint8)
    plain = sum(int(np.count_nonzero(units == control)) for control in b"\t\n\r")
    return int(np.count_nonzero(units < _SPACE)) > plain


def _refuse_complex(text: str, max_elements: int) -> None:
    """Raise for more start tags than elements are allowed, before any memory is spent on them."""
    if len(text) <= max_elements * _MIN_TAG_CHARS or text.count("<") <= max_elements:
        return
    count = sum(1 for _ in islice(_START_TAG.finditer(text), max_elements + 1))
    if count > max_elements:
        raise UnreadablePageError(Unreadable.TOO_COMPLEX, f"more than {max_elements} elements")


def _cause_to_tolerate(text: str, tree: HtmlElement | None, max_depth: int) -> str | None:
    if tree is None:
        return _LXML_REFUSED
    if _is_deeper(tree, max_depth):
        return f"the page is nested deeper than {max_depth}"
    return _NOTHING_VISIBLE if _has_lost_markup(text, tree) else None


def _is_deeper(tree: HtmlElement, max_depth: int) -> bool:
    """Return whether a tree has more levels; libxml2's own limit is above any that is allowed."""
    if not _has_level(min(max_depth, _USUAL_DEPTH) + 1)(tree):
        return False
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest > max_depth


@cache
def _has_level(level: int) -> etree.XPath:
    return etree.XPath(f"boolean({'/*' * level})")


def _has_lost_markup(text: str, tree: HtmlElement) -> bool:
    """Return whether a page full of markup shows nothing, as after a quote that never ends."""
    if _is_visible(tree):
        return False
    end_tags = text.count("</")
    elements = sum(1 for _ in tree.iter())
    return end_tags >= _MIN_END_TAGS and end_tags > _END_TAGS_AN_ELEMENT * elements


def _is_visible(tree: HtmlElement) -> bool:
    """Return whether a tree has any text that a browser would show."""
    body = tree.find("body")
    for element in (tree if body is None else body).iter():
        if element.tag not in _UNPRINTED and (element.text or "").strip():
            return True
        if (element.tail or "").strip():
            return True
    return False
