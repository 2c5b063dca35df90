"""What in a text is written in Markdown (CommonMark 0.31 and the tables of GitHub's)."""

from __future__ import annotations

import re

# Each is written by people who write Markdown, and hardly ever by others. A heading stands
# between blank lines, as comments in code and lines of hashtags do not.
_STRONG = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"(?:\A|\n[ \t]*\r?\n) {0,3}#{1,6}[ \t]+[^\s#].*\r?(?:\Z|\n[ \t]*\r?(?:\n|\Z))",
        r"!?\[[^\[\]\n]+\]\((?:https?://|mailto:|[./#])[^()\s]*(?:\s+\"[^\"\n]*\")?\)",
        r"^ {0,3}\[[^\[\]\n]+\]:[ \t]+<?https?://",
        r"^\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]+\r?$",
        r"(?<!\S)\*\*[^\s*][^*\n]*\*\*",
    )
)
# These stand in plain text as well; two of a kind count.
_WEAK = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^ {0,3}[-*+][ \t]+\S",
        r"^ {0,3}\d{1,3}[.)][ \t]+\S",
        r"^ {0,3}>[ \t]+\S",
        r"^(?:={3,}|-{3,})[ \t]*\r?$",
    )
)
_ANY_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+[^\s#]", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n((?:[^\n]*\n){1,200}?)(?:---|\.\.\.)\s")
_FIELD = re.compile(r"^[\w-]+:", re.MULTILINE)
_CERTAIN = 3


def has_some_markdown(text: str) -> bool:
    """Return whether anything in a text is Markdown: enough where its name or header says so."""
    return (
        _markdown_weight(text) > 0
        or _ANY_HEADING.search(text) is not None
        or _has_front_matter(text)
    )


def is_surely_markdown(text: str) -> bool:
    """Return whether a text is Markdown by its content alone.

    A pair of code fences is; so are two kinds of Markdown together, one of them a heading, a link,
    a table or strong emphasis, and front matter with a heading.
    """
    if _has_front_matter(text) and _ANY_HEADING.search(text):
        return True
    return _markdown_weight(text) >= _CERTAIN


def _has_front_matter(text: str) -> bool:
    found = _FRONT_MATTER.match(text)
    return found is not None and _FIELD.search(found[1]) is not None


def _markdown_weight(text: str) -> int:
    if _occurs_twice(_FENCE, text):
        return _CERTAIN
    strong = sum(1 for pattern in _STRONG if pattern.search(text))
    weak = sum(1 for pattern in _WEAK if _occurs_twice(pattern, text))
    return 2 * strong + weak if strong else min(weak, 1)


def _occurs_twice(pattern: re.Pattern[str], text: str) -> bool:
    first = pattern.search(text)
    return first is not None and pattern.search(text, first.end()) is not None
