"""How much of a text stands in block-level markup: what tells a fragment of HTML from prose."""

from __future__ import annotations

import re

from msgspec import Struct

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header html li main nav ol option p pre section select "
    "table tbody td tfoot th thead tr ul".split()
)
_INLINE = frozenset(
    "a abbr b big br cite code em font hr i img input label link meta s script small span strong "
    "style sub sup u".split()
)
# A second one of these closes the first (HTML Standard, 13.1.2.4).
_IMPLIED_END = frozenset({"dd", "dt", "li", "option", "p", "td", "th", "tr"})
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)/?>")
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_CODE_SPAN = re.compile(r"`[^`\n]*`")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MIN_BREAKS = 3
_MIN_DENSE_TAGS = 10
_MIN_DENSE_SHARE = 0.2
# A whole page below something that a server printed before it.
_LATE_END = re.compile(r"</(?:html|body)\s*>\s*\Z", re.IGNORECASE)
_LATE_START = re.compile(r"^\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.MULTILINE)


class MarkupEvidence(Struct, frozen=True):
    """What a text shows of markup.

    Attributes:
        element_count: Block-level elements that are closed or carry attributes.
        coverage: Share of the characters outside tags that stand in them, from 0 to 1.
        has_dense_tags: Whether many tags of HTML make up a good part of the text.
        breaks_by_line: Whether about every other line or more is broken by ``<br>``.
        has_late_page: Whether a doctype or the outermost element begins a later line, and the
            text ends with the end of the page.
    """

    element_count: int
    coverage: float
    has_dense_tags: bool
    breaks_by_line: bool
    has_late_page: bool


class _Coverage:
    """Adds up which characters stand in elements, in one pass over the tags."""

    def __init__(self) -> None:
        self.position = 0  # characters outside tags so far
        self.element_count = 0
        self._open: list[tuple[str, int]] = []
        self._covered: list[tuple[int, int]] = []

    def start(self, name: str, *, has_attributes: bool) -> None:
        if self._open and self._open[-1][0] == name and name in _IMPLIED_END:
            self._close(len(self._open) - 1)
        self._open.append((name, self.position))
        self.element_count += has_attributes

    def end(self, name: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                self._close(index)
                return

    def covered(self) -> int:
        # An element that is never closed counts only if the text begins with it.
        if self._open and self._open[0][1] == 0:
            return self.position
        return sum(end - start for start, end in self._covered)

    def _close(self, index: int) -> None:
        start = self._open[index][1]
        del self._open[index:]
        while self._covered and self._covered[-1][0] >= start:
            self._covered.pop()
        self._covered.append((start, self.position))
        self.element_count += 1


def weigh_markup(text: str) -> MarkupEvidence:
    """Return what a text shows of block-level markup; code in Markdown's backticks is no markup."""
    text = _CODE_SPAN.sub(" ", _FENCE.sub("\n", text))
    coverage = _Coverage()
    before = tags = tag_chars = 0
    for tag in _TAG.finditer(text):
        coverage.position += _printed(text, before, tag.start())
        before = tag.end()
        name = tag[2].lower()
        if name in _BLOCKS or name in _INLINE:
            tags += 1
            tag_chars += len(tag[0])
        if name in _BLOCKS:
            if tag[1]:
                coverage.end(name)
            else:
                coverage.start(name, has_attributes="=" in tag[3])
    coverage.position += _printed(text, before, len(text))
    return MarkupEvidence(
        element_count=coverage.element_count,
        coverage=coverage.covered() / coverage.position if coverage.position else 1.0,
        has_dense_tags=tags >= _MIN_DENSE_TAGS and tag_chars > _MIN_DENSE_SHARE * len(text),
        breaks_by_line=_breaks_by_line(text),
        has_late_page=bool(_LATE_START.search(text) and _LATE_END.search(text, _tail(text))),
    )


def _tail(text: str) -> int:
    return max(0, len(text) - 200)


def _printed(text: str, start: int, end: int) -> int:
    return sum(map(len, text[start:end].split()))


def _breaks_by_line(text: str) -> bool:
    breaks = sum(1 for _ in _BREAK.finditer(text))
    lines = sum(1 for line in text.splitlines() if line.strip())
    return breaks >= _MIN_BREAKS and 2 * breaks >= lines
