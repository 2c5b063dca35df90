"""What single attributes of HTML elements mean."""

from __future__ import annotations

import re

from lxml.etree import _Element

CODE_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|brush:|highlight-source)-?\s*([\w+#-]+)")
WHOLE_NUMBER = re.compile(r"\s*([0-9]{1,9})\s*")


def heading_role(attributes: dict[str, str]) -> int:
    """Return the level of an element that ARIA makes a heading, else 0."""
    if attributes.get("role") != "heading":
        return 0
    return min(whole_number(attributes.get("aria-level")) or 2, 6)


def code_language(attributes: dict[str, str]) -> str:
    """Return the programming language that a class such as ``language-python`` names."""
    found = CODE_LANGUAGE.search(attributes.get("class", "").lower())
    return found.group(1) if found else ""


def whole_number(text: str | None) -> int | None:
    """Return the number that an attribute holds, if it is a plain one of at most nine digits."""
    found = WHOLE_NUMBER.fullmatch(text or "")
    return int(found.group(1)) if found else None


def is_shown_template(element: _Element) -> bool:
    """Return whether a template is a declarative shadow root, which browsers show."""
    return element.tag == "template" and (
        "shadowrootmode" in element.attrib or "shadowroot" in element.attrib
    )
