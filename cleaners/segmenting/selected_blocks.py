"""Which blocks, and which parts of them, lie in elements that somebody has selected.

The walk that writes the blocks notes it by the way. Until the document is repaired, which moves
text, it travels as spans of the blocks, of a kind that no page can make; then it is set apart. A
page of which nothing is selected is walked as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from cleaners.document import Block, Document, Span, SpanKind
from cleaners.segmenting.block_writing import BlockWriter, Ending, Start
from cleaners.segmenting.text_buffer import TextBuffer
from cleaners.settings import ReadingSettings

Selectors = Mapping[_Element, Sequence[int]]
"""Elements of a tree with the numbers of what selected them."""

StartOf = Callable[[str, Start], Start]
"""Gives what begins an element of a tag, or else what is given for all others."""

_NOTE = "\0"
"""Begins the target of a span that is none of the page: no attribute can hold this character."""

_NOTE_KIND = SpanKind.EMPHASIS  # of no effect on segmenting
_LINE_END = " \t\n"
_TEXT_IN_ATTRIBUTES = "input"


class SelectedPart(Struct, frozen=True):
    """A part of a block that lies in a selected element.

    Attributes:
        block: Index of the block.
        start: First character.
        end: End (half open).
        depth: How many selected elements the element lies in, so that the larger is the inner one.
        selector: What selected it.
    """

    block: int
    start: int
    end: int
    depth: int
    selector: int


class SelectingBuffer(TextBuffer):
    """The text of the block that is being read, with the selected elements that are open."""

    def __init__(self) -> None:
        super().__init__()
        self._selected: list[tuple[int, str]] = []

    def open_selected(self, selectors: Sequence[int]) -> None:
        """Begin a selected element at the current place."""
        depth = len(self._selected)
        numbers = ",".join(map(str, selectors))
        self._selected.append((self._length, f"{_NOTE}{depth}:{numbers}"))

    def close_selected(self) -> None:
        """End the selected element that was opened last."""
        start, note = self._selected.pop()
        if start < self._length:
            self._spans.append(Span(start, self._length, _NOTE_KIND, note))

    def take(self, *, verbatim: bool = False) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans, and begin anew; elements that are open go on."""
        for start, note in self._selected:
            if start < self._length:
                self._spans.append(Span(start, self._length, _NOTE_KIND, note))
        self._selected = [(0, note) for _, note in self._selected]
        if verbatim:  # a table loses the white space at its end, with all spans that reach into it
            end = len("".join(self._parts).rstrip(_LINE_END))
            self._spans = [each for span in self._spans for each in clipped(span, end)]
        return super().take(verbatim=verbatim)


def clipped(span: Span, end: int) -> tuple[Span, ...]:
    """Return a span that notes a selection at most up to a place, if at all; others as they are."""
    if span.end <= end or not span.target.startswith(_NOTE):
        return (span,)
    return (Span(span.start, end, span.kind, span.target),) if span.start < end else ()


class SelectingWriter(BlockWriter):
    """Collects the blocks of a page, and which parts of them are selected.

    Attributes:
        selectors: The selected elements.
    """

    def __init__(self, settings: ReadingSettings, selectors: Selectors) -> None:
        super().__init__(settings)
        self.selectors = selectors
        self._selecting = SelectingBuffer()
        self.buffer = self._selecting
        self.add_text = self.buffer.append

    def noting(self, start_of: StartOf) -> StartOf:
        """Return what begins elements, with a note where a selected one begins and ends."""

        def noted(tag: str, otherwise: Start) -> Start:
            start = start_of(tag, otherwise)

            def begin(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
                selectors = self.selectors.get(element)
                if selectors is None:
                    return start(page, tag, element)
                return self._begin(start, tag, element, selectors)

            return begin

        return noted

    def _begin(
        self, start: Start, tag: str, element: _Element, selectors: Sequence[int]
    ) -> Ending | None:
        if tag == _TEXT_IN_ATTRIBUTES:  # its words are written when it begins
            self._selecting.open_selected(selectors)
            ending = start(self, tag, element)
            self._selecting.close_selected()
            return ending
        ending = start(self, tag, element)
        self._selecting.open_selected(selectors)

        def end() -> None:
            self._selecting.close_selected()
            if ending is not None:
                ending()

        return end


def set_apart(document: Document) -> tuple[Document, tuple[SelectedPart, ...]]:
    """Return a document as it is without any selection, and the parts that are selected."""
    parts: list[SelectedPart] = []
    blocks = tuple(without_notes(block, parts) for block in document.blocks)
    return (replace(document, blocks=blocks), tuple(parts)) if parts else (document, ())


def without_notes(block: Block, parts: list[SelectedPart]) -> Block:
    """Return a block without notes of selections; what they say goes to ``parts``."""
    markup = block.markup
    if markup is None or not any(span.target.startswith(_NOTE) for span in markup.spans):
        return block
    spans: list[Span] = []
    for span in markup.spans:
        if not span.target.startswith(_NOTE):
            spans.append(span)
            continue
        depth, _, numbers = span.target.removeprefix(_NOTE).partition(":")
        parts += (
            SelectedPart(block.index, span.start, span.end, int(depth), int(number))
            for number in numbers.split(",")
        )
    return replace(block, markup=replace(markup, spans=tuple(spans)))
