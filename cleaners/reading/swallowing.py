"""Elements and comments that were never closed and so hide the rest of the page as their text.

A browser hides it too. But such a page was cut, glued or garbled after it was written (a person
saw the article once), so the element is closed where the next markup begins.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement
from msgspec import Struct

# Elements whose content is not parsed as markup (HTML Standard, 13.1.2).
_RAW_TAGS = "iframe noembed noframes plaintext script style textarea title xmp".split()
_CODE_TAGS = frozenset({"script", "style"})
_OPENING = {tag: re.compile(rf"<{tag}(?:\s[^>]*|/)?>", re.IGNORECASE) for tag in _RAW_TAGS}
_CLOSING = {tag: re.compile(rf"</{tag}[\s/>]", re.IGNORECASE) for tag in _RAW_TAGS}
_MARKUP = re.compile(r"<[a-zA-Z/!]")
_MARKUP_ON_NEW_LINE = re.compile(r"\n\s*(?=<[a-zA-Z/!])")
_END_TAG = "</"
_MIN_END_TAGS = 3


class Released(Struct, frozen=True):
    """A page whose hidden rest was opened.

    Attributes:
        text: The page with the element or comment closed.
        detail: What had been open, and where.
    """

    text: str
    detail: str


def release_swallowed(text: str, tree: HtmlElement | None) -> Released | None:
    """Return the page with an unclosed element closed, if it hides most of the markup.

    Args:
        text: The page.
        tree: The tree that came of it; None if nothing did.
    """
    comment = _unclosed_comment(text)
    if comment is not None and _hides_most(text, comment):
        found = _MARKUP.search(text, comment + 4)
        if found is not None:
            mended = f"{text[: found.start()]}-->{text[found.start() :]}"
            return Released(mended, f"a comment at character {comment} was never closed")
    last = _last_element(tree)
    if last is None or last.tag not in _OPENING or _END_TAG not in (last.text or ""):
        return None
    return _close_element(text, last.tag)


def _close_element(text: str, tag: str) -> Released | None:
    after = 0
    for closing in _CLOSING[tag].finditer(text):
        after = closing.end()
    opening = _OPENING[tag].search(text, after)
    if opening is None or not _hides_most(text, opening.end()):
        return None
    detail = f"<{tag}> at character {opening.start()} was never closed"
    if tag == "plaintext":  # it has no end tag at all
        return Released(text[: opening.start()] + text[opening.end() :], detail)
    found = _MARKUP_ON_NEW_LINE.search(text, opening.end()) if tag in _CODE_TAGS else None
    found = found or _MARKUP.search(text, opening.end())
    if found is None:
        return None
    return Released(f"{text[: found.start()]}</{tag}>{text[found.start() :]}", detail)


def _unclosed_comment(text: str) -> int | None:
    last = text.rfind("<!--")
    if last < 0 or text.find("-->", last) >= 0 or text.find("--!>", last) >= 0:
        return None
    closed = max(text.rfind("-->"), text.rfind("--!>"))
    start = text.find("<!--", max(closed, 0))
    if start < 0 or any(_is_inside(text, start, tag) for tag in _CODE_TAGS):
        return None
    return start


def _is_inside(text: str, position: int, tag: str) -> bool:
    before = text[:position].lower()
    return before.rfind(f"<{tag}") > before.rfind(f"</{tag}")


def _hides_most(text: str, position: int) -> bool:
    hidden = text.count(_END_TAG, position)
    return hidden >= _MIN_END_TAGS and hidden > text.count(_END_TAG, 0, position)


def _last_element(tree: HtmlElement | None) -> HtmlElement | None:
    """Return the element that the page ends in; an unclosed one is the last at every level."""
    element = tree
    while element is not None and len(element):
        element = element[-1]
    return element
