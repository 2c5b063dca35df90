"""Main content by the page's own landmarks, for pages in which an engine finds none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaners.document import Block, BlockKind, Document, Element, Mark
from cleaners.reasons import Reason

DETECTOR = "landmarks"

MOSTLY = 0.5
"""Share of the page's characters above which a landmark is taken for a mistake."""

NAVIGATION_TAGS = frozenset({"nav", "menu"})
NAVIGATION_ROLES = frozenset({"navigation", "menu", "menubar", "search"})
OUTSIDE_TAGS = frozenset({"footer", "aside", "dialog"})
OUTSIDE_ROLES = frozenset({"banner", "contentinfo", "complementary", "dialog", "alertdialog"})
CONTROL_KINDS = frozenset({BlockKind.BUTTON, BlockKind.LABEL})


def mark_outside_landmarks(document: Document) -> Iterable[Mark]:
    """Yield a mark for each block that is hidden, a control, or outside of the main landmark.

    Landmarks are those of WAI-ARIA and of HTML's sectioning elements. A page header is outside
    only if it is the page's own (a child of the body), not an article's.
    """
    outside = outside_elements(document)
    for block in document.blocks:
        reason, evidence = verdict(block, outside)
        if evidence:
            yield Mark(
                block=block.index,
                start=0,
                end=len(block.text),
                reason=reason,
                detector=DETECTOR,
                score=0.5,
                evidence=evidence,
            )


def verdict(block: Block, outside: Sequence[str]) -> tuple[Reason, str]:
    """Return the reason for a block to go, and what shows it; no evidence where it stays."""
    if block.markup is None:
        return Reason.BOILERPLATE, ""
    if block.markup.hidden:
        return Reason.HIDDEN, "a browser does not show it"
    if block.kind in CONTROL_KINDS:
        return Reason.BOILERPLATE, f"a {block.kind}"
    landmark = outside[block.markup.element] if block.markup.element >= 0 else ""
    if landmark in NAVIGATION_TAGS | NAVIGATION_ROLES:
        return Reason.NAVIGATION, f"within {landmark}"
    return Reason.BOILERPLATE, f"within {landmark}" if landmark else ""


def outside_elements(document: Document) -> list[str]:
    """Return for each element the landmark outside of the main content that encloses it, if any.

    A landmark that holds most of the page's text encloses the page by mistake, as where its end
    tag is missing: it counts for nothing.
    """
    elements = document.elements
    sizes = text_sizes(document)
    limit = MOSTLY * sum(len(block.text) for block in document.blocks)
    landmarks: list[str] = []
    for element, size in zip(elements, sizes, strict=True):
        inherited = landmarks[element.parent] if element.parent >= 0 else ""
        landmarks.append(inherited or (own_landmark(element, elements) if size <= limit else ""))
    return landmarks


def text_sizes(document: Document) -> list[int]:
    """Return the count of characters in each element, with all that is in it."""
    sizes = [0] * len(document.elements)
    for block in document.blocks:
        if block.markup is not None and block.markup.element >= 0:
            sizes[block.markup.element] += len(block.text)
    for index in range(len(sizes) - 1, -1, -1):  # an element comes after the one that encloses it
        parent = document.elements[index].parent
        if parent >= 0:
            sizes[parent] += sizes[index]
    return sizes


def own_landmark(element: Element, elements: Sequence[Element]) -> str:
    """Return the landmark that an element is itself, if it is one outside of the main content."""
    if element.role in NAVIGATION_ROLES | OUTSIDE_ROLES:
        return element.role
    if element.tag in NAVIGATION_TAGS | OUTSIDE_TAGS:
        return element.tag
    if element.tag == "header" and element.parent >= 0 and elements[element.parent].tag == "body":
        return element.tag
    return ""
