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
        r"(?<!\S)\*\*[^\s*][^*\n]*\*\*",
        r"(?:\A|\n[ \t]*\r?\n)\S[^\n]{0,200}\n={3,}[ \t]*\r?(?:\Z|\n[ \t]*\r?(?:\n|\Z))",
        r"(?s)\A\ufeff?\s{0,20}# [^\n]{1,200}\n(?:(?!\n##).){0,5000}\n#{2,4} \w",
    )
)
# A table too, but not where paragraphs are lines: there an extractor of text has written it.
_TABLE = re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]+\r?$", re.MULTILINE)
_LINE_PARAGRAPHS = re.compile(r"^[^\s|>#*+-][^\n]{60,}\n[^\s|>#*+-][^\n]{60,}$", re.MULTILINE)
_BLANK_BEFORE_TABLE = re.compile(r"\n[ \t]*\r?\n[^\n|]*\|[^\n]*\n\|?[ \t]*:?-{3,}:?[ \t]*\|")
# These stand in plain text as well; two of a kind count.
_WEAK = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^ {0,3}[-*+][ \t]+\S",
        r"^ {0,3}\d{1,3}[.)][ \t]+\S",
        r"^ {0,3}>[ \t]+\S",
        r"^(?:={3,}|-{3,}|(?:\*[ \t]){2,}\*)[ \t]*\r?$",
        r"(?<![\w*\\])([*_])[^\s*_][^*_\n]*(?<![\s\\])\1(?![\w*])",
        r"[\w)\s]\\[-.*_#()\[\]+!]",
    )
)
# Nobody writes these but in Markdown.
_SURE = tuple(
    re.compile(pattern)
    for pattern in (
        r"!\[[^\[\]\n]*\]\(\s*<?(?:https?:/)?/?[^()\s]+\.[^()\s]+(?:\s+\"[^\"\n]*\")?\)",
        r"(?s)\[[^\[\]\n]+\]\(https?://[^()\s]+\).*\[[^\[\]\n]+\]\(https?://[^()\s]+\)",
        r"\A\ufeff?\s*Title:[^\n]*\n(?:[^\n]*\n){0,20}?Markdown Content:[ \t]*(?:\r?\n|\Z)",
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

    A pair of code fences is, so are an image, two links to other sites and the head of a reader
    service; and two kinds of Markdown together, one of them a heading, a link, a table or strong
    emphasis, and front matter with a heading.
    """
    if _has_front_matter(text) and _ANY_HEADING.search(text):
        return True
    return _markdown_weight(text) >= _CERTAIN


def _has_front_matter(text: str) -> bool:
    found = _FRONT_MATTER.match(text)
    return found is not None and _FIELD.search(found[1]) is not None


def _markdown_weight(text: str) -> int:
    if _occurs_twice(_FENCE, text) or any(pattern.search(text) for pattern in _SURE):
        return _CERTAIN
    strong = sum(1 for pattern in _STRONG if pattern.search(text)) + _has_table(text)
    weak = sum(1 for pattern in _WEAK if _occurs_twice(pattern, text))
    return 2 * strong + weak if strong else min(weak, 1)


def _has_table(text: str) -> bool:
    if _TABLE.search(text) is None:
        return False
    return _BLANK_BEFORE_TABLE.search(text) is not None or _LINE_PARAGRAPHS.search(text) is None


def _occurs_twice(pattern: re.Pattern[str], text: str) -> bool:
    first = pattern.search(text)
    return first is not None and pattern.search(text, first.end()) is not None
