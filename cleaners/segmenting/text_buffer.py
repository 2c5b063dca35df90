"""Collects the words of one block as a browser would show them, with the spans in it."""

from __future__ import annotations

import re

from cleaners.document import Span, SpanKind

COLLAPSED = re.compile(r"[ \t\n\r\f]+")
"""The white space that CSS collapses; no-break and other spaces stay."""


INVISIBLE = " \t\n\r\f\v\xa0\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters that alone make no words: white space, soft hyphen, zero-width and direction marks."""


MAX_OPEN_SPANS = 50
"""Inline elements that are nested deeper make no spans: on a page that never closes them each
block would have as many spans as the page has elements."""


class TextBuffer:
    """The text of the block that is being read.

    White space is collapsed on the way in, so that the positions of spans are those of the final
    text. Spans that are open when a block ends go on in the next one.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last = ""
        self._spans: list[Span] = []
        self._open: list[tuple[SpanKind, int, str]] = []
        self._open_count = 0

    def append(self, text: str) -> None:
        """Add words; runs of white space become one space, none at the start of a line."""
        collapsed = COLLAPSED.sub(" ", text)
        if collapsed[:1] == " " and (not self._last or self._last in " \n\t"):
            collapsed = collapsed[1:]
        self.append_verbatim(collapsed)

    def append_verbatim(self, text: str) -> None:
        """Add characters as they are."""
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def separate(self, separator: str) -> None:
        """Put a line break or a tab in place of a space at the end."""
        if self._last == " ":
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
        self.append_verbatim(separator)

    @property
    def last(self) -> str:
        """The last character so far, or an empty string."""
        return self._last

    def open_span(self, kind: SpanKind, target: str = "") -> None:
        """Begin a span at the current place."""
        self._open_count += 1
        if self._open_count <= MAX_OPEN_SPANS:
            self._open.append((kind, self._length, target))

    def close_span(self) -> None:
        """End the span that was opened last."""
        self._open_count -= 1
        if self._open_count >= MAX_OPEN_SPANS:
            return
        kind, start, target = self._open.pop()
        if start < self._length:
            self._spans.append(Span(start, self._length, kind, target))

    def take(self, *, verbatim: bool = False) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans, and begin anew.

        Args:
            verbatim: Keep white space at the edges, as in preformatted text and tables.

        Returns:
            The text, empty if it has no words, and its spans in the order of their start.
        """
        text = "".join(self._parts)
        spans = self._spans + [
            Span(start, self._length, kind, target)
            for kind, start, target in dict.fromkeys(self._open)
        ]
        self._parts.clear()
        self._spans = []
        self._open = [(kind, 0, target) for kind, _, target in self._open]
        self._length = 0
        self._last = ""
        return trimmed(text, spans, verbatim=verbatim)


def trimmed(text: str, spans: list[Span], *, verbatim: bool) -> tuple[str, tuple[Span, ...]]:
    """Return the text without white space at its edges, and the spans moved with it."""
    if not text.strip(INVISIBLE):
        return "", ()
    begin = 0 if verbatim else len(text) - len(text.lstrip(" \n\t"))
    result = text if verbatim else text.strip(" \n\t")
    moved = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start = max(span.start - begin, 0)
        end = min(span.end - begin, len(result))
        if start < end:
            moved.append(Span(start, end, span.kind, span.target))
    return result, tuple(moved)
