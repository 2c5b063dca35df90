"""What stands beside the article on a page, told by tag, class and id."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.etree import _Element

from cleaners.metadata.word_lists import word_lists

ASIDE_TAGS = frozenset({"nav", "footer", "aside", "dialog", "form"})
UNSEEN_TAGS = frozenset({"head", "script", "style", "svg", "template", "iframe"})
"""What holds no text that a browser shows as a part of the page."""

WHOLE_PAGE_TAGS = frozenset({"html", "body", "main", "article"})
"""Their classes tell what else is on the page: ``<body class="has-sidebar">``."""

_WORD = re.compile(r"[^\W_]+")


def is_beside_article(element: _Element) -> bool:
    """Tell whether an element is a menu, a footer, comments, a list of teasers.

    All that stands in it stands beside the article.
    """
    tag = element.tag
    if tag in ASIDE_TAGS:
        return True
    if tag in WHOLE_PAGE_TAGS:
        return False
    return any(
        written and names_aside(written) for written in (element.get("class"), element.get("id"))
    )


@lru_cache(maxsize=8_192)
def names_aside(written: str) -> bool:
    """Tell whether a class or id names what stands beside the article: ``post-comments``."""
    return not word_lists().markup.aside_tokens.isdisjoint(name_words(written.lower()))


def name_words(lowered: str) -> list[str]:
    """Return the words of a class or id in lower case: ``post-comments`` has two."""
    return _WORD.findall(lowered)
