"""What single attributes of HTML elements mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from lxml.etree import _Element

BLOCK_STYLE = re.compile(
    r"display\s*:\s*(?:block|flex|grid|table|list-item|flow-root)\b", re.IGNORECASE
)
HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
CODE_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|brush:|highlight-source)-?\s*([\w+#-]+)")
WHOLE_NUMBER = re.compile(r"\s*([0-9]{1,9})\s*")

attributes_of = cast("Callable[[_Element], list[tuple[str, str]]]", _Element.items)
"""Returns the names and values of an element's attributes; not cast anew for every element."""


attribute_names_of = cast("Callable[[_Element], list[str]]", _Element.keys)
"""Returns the names alone, in a third of the time."""


def heading_level(element: _Element) -> int:
    """Return the level of an element that ARIA makes a heading."""
    return min(whole_number(element.get("aria-level")) or 2, 6)


def code_language(element: _Element) -> str:
    """Return the programming language that a class such as ``language-python`` names."""
    found = CODE_LANGUAGE.search(element.get("class", "").lower())
    return found.group(1) if found else ""


def hides_by_style(style: str) -> bool:
    """Return whether a style attribute hides its element."""
    lower = style.lower()  # the pattern takes many times as long, and most styles have no such word
    return ("none" in lower or "hidden" in lower) and HIDING_STYLE.search(style) is not None


def is_styled_as_block(element: _Element) -> bool:
    """Return whether the style attribute of an inline element makes it a block."""
    style = element.get("style")
    if style is None or "display" not in style.lower():
        return False
    return BLOCK_STYLE.search(style) is not None


def whole_number(text: str | None) -> int | None:
    """Return the number that an attribute holds, if it is a plain one of at most nine digits."""
    found = WHOLE_NUMBER.fullmatch(text or "")
    return int(found.group(1)) if found else None


def is_shown_template(element: _Element) -> bool:
    """Return whether a template is a declarative shadow root, which browsers show."""
    return element.tag == "template" and (
        "shadowrootmode" in element.attrib or "shadowroot" in element.attrib
    )
