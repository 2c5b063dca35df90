"""What rules read of a page: by what it was made, whether an element shows text, values."""

from __future__ import annotations

from lxml.etree import _Element

from cleaners.metadata.element_text import spaced_text
from cleaners.metadata.wording import squeezed
from cleaners.segmenting.tags import DROPPED_TAGS

VALUE_ATTRIBUTES = {"meta": "content", "time": "datetime"}
"""Where these elements keep their value; if they have it not there, it is their text."""


def generators(tree: _Element) -> list[str]:
    """Return what a page says that it was made by."""
    return [
        element.get("content", "")
        for element in tree.iter("meta")
        if element.get("name", "").strip().lower() == "generator"
    ]


def has_text(element: _Element) -> bool:
    """Tell whether there is any text in an element but for scripts and styles."""
    for each in element.iter("*"):
        if each.tag not in DROPPED_TAGS and (each.text or "").strip():
            return True
        if each is not element and (each.tail or "").strip():
            return True
    return False


def text_of(found: _Element | str) -> str:
    """Return the value that an element or attribute holds, white space squeezed."""
    if isinstance(found, str):
        return squeezed(found)
    attribute = VALUE_ATTRIBUTES.get(str(found.tag))
    return squeezed((attribute and found.get(attribute)) or "") or spaced_text(found)
