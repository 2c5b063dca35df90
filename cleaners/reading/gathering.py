"""What libxml2 leaves outside the body, brought into it, as a browser shows it there.

Its HTML parser keeps to the tags as written: after ``</body>`` the rest stands beside the body,
after ``</html>`` it stands in a second root that nobody would find, and a visible element in the
head stays in the head. The HTML Standard has all of that in the body (13.2.6.4.4, .19 and .22).
"""

from __future__ import annotations

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


def append_text(parent: HtmlElement, text: str | None) -> None:
    """Add text at the end of an element."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _append_following(root: HtmlElement, body: HtmlElement) -> None:
    append_text(body, body.tail)
    body.tail = None
    for element in list(body.itersiblings()):
        _append(body, element)
    for other in list(root.itersiblings()):
        append_text(body, f"\n{other.text or ''}")  # what was two roots is not one word
        for element in list(other):
            _append(body, element)
        body.append(other)  # the only way to take a second root out of the document
        body.remove(other)


def _append(body: HtmlElement, element: HtmlElement) -> None:
    if element.tag not in _OUTER_TAGS:
        body.append(element)  # takes its tail along
        return
    append_text(body, element.text)
    for child in list(element):
        body.append(child)
    append_text(body, element.tail)
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)
