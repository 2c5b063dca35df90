"""What libxml2 leaves outside the body, brought into it, as a browser shows it there.

Its HTML parser keeps to the tags as written: after ``</body>`` the rest stands beside the body,
after ``</html>`` it stands in a second root that nobody would find, and a visible element in the
head stays in the head. The HTML Standard has all of that in the body (13.2.6.4.4, .19 and .22).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

_HEAD_TAGS = frozenset(
    "base basefont bgsound link meta noframes noscript script style template title".split()
)
_OUTER_TAGS = frozenset({"html", "head", "body"})


def gather_body(root: HtmlElement) -> None:
    """Move what stands outside the body into it, in the order of the page; changes the tree."""
    body = root.find("body")
    head = root.find("head")
    strays = [child for child in head if child.tag not in _HEAD_TAGS] if head is not None else []
    if body is None:
        if not strays and root.getnext() is None:
            return
        body = root.makeelement("body")
        root.append(body)
    for stray in reversed(strays):
        stray.tail = (stray.tail or "") + (body.text or "")
        body.text = None
        body.insert(0, stray)
    _append_following(root, body)


def _append_following(root: HtmlElement, body: HtmlElement) -> None:
    texts: list[str] = []  # joined before they are set; 100,000 may follow each other
    for part in _following(root, body):
        if isinstance(part, str):
            texts.append(part)
            continue
        _append_text(body, "".join(texts))
        texts.clear()
        body.append(part)  # takes its tail along
    _append_text(body, "".join(texts))


def _following(root: HtmlElement, body: HtmlElement) -> Iterator[HtmlElement | str]:
    """Yield what stands behind the body, in the order of the page, and take out what held it."""
    yield body.tail or ""
    body.tail = None
    for element in list(body.itersiblings()):
        yield from _unwrapped(element, root)
    for other in list(root.itersiblings()):
        yield f"\n{other.text or ''}"  # what was two roots is not one word
        for element in list(other):
            yield from _unwrapped(element, other)
        body.append(other)  # the only way to take a second root out of the document
        body.remove(other)


def _unwrapped(element: HtmlElement, parent: HtmlElement) -> Iterator[HtmlElement | str]:
    if element.tag not in _OUTER_TAGS:
        yield element
        return
    yield element.text or ""
    yield from list(element)
    yield element.tail or ""
    element.tail = None
    parent.remove(element)


def _append_text(parent: HtmlElement, text: str) -> None:
    if not text:
        return
    last = next(parent.iterchildren(reversed=True), None)  # len() would count all children
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text
