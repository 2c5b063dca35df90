"""Collects the words of one block as a browser would show them, with the spans in it."""

from __future__ import annotations

import re

from cleaners.document import Span, SpanKind

COLLAPSIBLE = " \t\n\r\f"
"""The white space that CSS collapses; no-break and other spaces stay."""

COLLAPSED = re.compile(f"[{COLLAPSIBLE}]+")

LINE_STARTS = frozenset({"", " ", "\t", "\n"})
"""What no space can follow: nothing, another space, and what begins a line or a cell."""

INVISIBLE = " \t\n\r\f\v\xa0\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters that alone make no words: white space, soft hyphen, zero-width and direction marks."""

EDGES = " \t\n"

MAX_OPEN_SPANS = 50
"""Inline elements that are nested deeper make no spans: on a page that never closes them each
block would have as many spans as the page has elements."""


class TextBuffer:
    """The text of the block that is being read.

    White space is collapsed on the way in, so that the positions of spans are those of the final
    text. Spans that are open when a block ends go on in the next one.

    Attributes:
        last: The last character so far, or an empty string; only to be read.
    """

    def __init__(self) -> None:
        self.last = ""
        self._parts: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._open: list[tuple[SpanKind, int, str]] = []
        self._open_count = 0

    def append(self, text: str) -> None:
        """Add words; runs of white space become one space, none at the start of a line."""
        words = text.strip(COLLAPSIBLE)
        if not words:
            if self.last not in LINE_STARTS and text:
                self.append_verbatim(" ")
            return
        edges = len(words) != len(text)
        last = words[-1]
        if "\n" in words or "  " in words or "\t" in words or "\r" in words or "\f" in words:
            words = COLLAPSED.sub(" ", words)
        if edges:
            if text[0] != words[0] and self.last not in LINE_STARTS:
                words = " " + words
            if text[-1] != last:
                words += " "
                last = " "
        self._parts.append(words)
        self._length += len(words)
        self.last = last

    def append_lines(self, text: str) -> None:
        """Add preformatted text as it is, with one kind of line break."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not self.last and text.startswith("\n"):
            text = text[1:]  # HTML drops the line break that follows <pre>
        self.append_verbatim(text)

    def append_verbatim(self, text: str) -> None:
        """Add characters as they are."""
        if text:
            self._parts.append(text)
            self._length += len(text)
            self.last = text[-1]

    def separate(self, separator: str) -> None:
        """Put a line break or a tab in place of a space at the end."""
        if self.last == " ":
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
        self.append_verbatim(separator)

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

    def close_two_spans(self) -> None:
        """End the two spans that were opened last."""
        self.close_span()
        self.close_span()

    def take(self, *, verbatim: bool = False) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans, and begin anew.

        Args:
            verbatim: Keep white space at the edges, as in preformatted text and tables.

        Returns:
            The text, empty if it has no words, and its spans in the order of their start.
        """
        parts, spans = self._parts, self._spans
        text = parts[0] if len(parts) == 1 else "".join(parts)
        if self._open:
            spans += [
                Span(start, self._length, kind, target)
                for kind, start, target in dict.fromkeys(self._open)
                if start < self._length
            ]
            self._open = [(kind, 0, target) for kind, _, target in self._open]
        self._parts = []
        self._spans = []
        self._length = 0
        self.last = ""
        return trimmed(text, spans, verbatim=verbatim)


def collapsed(text: str) -> str:
    """Return a text with each run of white space as one space."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        return COLLAPSED.sub(" ", text)
    return text


def trimmed(text: str, spans: list[Span], *, verbatim: bool) -> tuple[str, tuple[Span, ...]]:
    """Return the text without white space at its edges, and the spans moved with it."""
    result = text if verbatim else text.strip(EDGES)
    if not result[:1].isalnum() and not result.strip(INVISIBLE):
        return "", ()
    if not spans:
        return result, ()
    if len(spans) > 1:
        spans = sorted(spans, key=lambda span: (span.start, -span.end))
    if len(result) == len(text):
        return result, tuple(spans)  # none is empty, and none has moved
    begin = 0 if verbatim else len(text) - len(text.lstrip(EDGES))
    moved = []
    for span in spans:
        start = max(span.start - begin, 0)
        end = min(span.end - begin, len(result))
        if start < end:
            moved.append(Span(start, end, span.kind, span.target))
    return result, tuple(moved)
