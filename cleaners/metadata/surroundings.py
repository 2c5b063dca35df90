"""Where an element stands: in the article, or in what a page has beside it."""

from __future__ import annotations

import re

from lxml.etree import _Element

from cleaners.metadata.word_lists import word_lists

_ASIDE_TAGS = frozenset({"nav", "footer", "aside", "dialog", "form"})
_WHOLE_PAGE_TAGS = frozenset({"html", "body", "main", "article"})
_NAME_PART = re.compile(r"[^\W_]+")


def is_beside_article(element: _Element) -> bool:
    """Tell whether an element stands in a menu, a footer, comments, a list of teasers."""
    tokens = word_lists().markup.aside_tokens
    for node in (element, *element.iterancestors()):
        if node.tag in _ASIDE_TAGS:
            return True
        if node.tag not in _WHOLE_PAGE_TAGS and not tokens.isdisjoint(name_parts(node)):
            return True
    return False


def name_parts(element: _Element) -> set[str]:
    """Return the words of an element's class and id: ``post-author_name`` has three."""
    return set(_NAME_PART.findall(f"{element.get('class', '')} {element.get('id', '')}".lower()))
