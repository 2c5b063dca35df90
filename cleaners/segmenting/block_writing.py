"""Collects the blocks of a page, and the elements that they hang on, as a walk comes upon them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml.etree import _Element

from cleaners.document import Block, BlockKind, Element, Markup, Span, SpanKind
from cleaners.permalinks import is_permalink
from cleaners.segmenting.attributes import attributes_of, heading_level, hides_by_style
from cleaners.segmenting.block_classes import MEANS_NOTHING, ClassMeanings
from cleaners.segmenting.context import (
    HEADING,
    LIST_ITEM,
    OUTERMOST,
    PREFORMATTED,
    Context,
    context_within,
    context_within_table,
)
from cleaners.segmenting.tables import TableGrid
from cleaners.segmenting.text_buffer import TextBuffer
from cleaners.settings import ReadingSettings

Ending = Callable[[], None]
"""What has to be done when an element ends."""


class BlockWriter:
    """The blocks so far, and the block-level elements that are open.

    Attributes:
        blocks: Every block that has ended.
        elements: Every block-level element that has begun.
        buffer: The text of the block that is being read.
        add_text: How text of the page goes to the buffer.
        context: What the open elements make of it.
        class_meanings: What the classes of this page say.
        settings: Limits on tables.
        grids: The open tables of records.
        counters: The next number in each open list.
        marker: What stands before the next list item.
        code_language: Which language the innermost preformatted text is in, if it says so.
        clamped: What was too large in tables.
    """

    def __init__(self, settings: ReadingSettings) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self.buffer = TextBuffer()
        self.add_text = self.buffer.append
        self.context = OUTERMOST
        self.class_meanings = ClassMeanings()
        self.settings = settings
        self.grids: list[TableGrid] = []
        self.counters: list[int] = []
        self.marker = ""
        self.code_language = ""
        self.clamped: set[str] = set()
        self._element = -1
        self._outer: list[Context] = []

    def open_block(self, tag: str, element: _Element) -> None:
        """End the block before a block-level element, and begin one in it."""
        if self.buffer.last:
            self.flush()
        outer = self.context
        self._outer.append(outer)
        parent, self._element = self._element, len(self.elements)
        attributes = attributes_of(element)
        if not attributes:
            self.elements.append(Element(parent, tag))
            self.context = context_within(outer, tag)
            return
        level = 0
        name, classes = attributes[0]
        if len(attributes) == 1 and name == "class":  # so are most elements
            meaning = self.class_meanings[classes]
            hides = meaning.hides
            self.elements.append(Element(parent, tag, classes, "", "", "", "", hides))
        else:
            values = dict(attributes)
            meaning = self.class_meanings[values.get("class", "")]
            hides = meaning.hides or "hidden" in values
            if not hides and "style" in values:
                hides = hides_by_style(values["style"])
            if values.get("role") == "heading":
                level = heading_level(element)
            self.elements.append(element_with(parent, tag, values, hides=hides))
        if meaning is MEANS_NOTHING and not level and not hides:
            self.context = context_within(outer, tag)
        else:
            self.context = context_within(outer, tag, level, meaning.kind, hides)

    def open_table(self, element: _Element) -> None:
        """Begin a table of records, which is one block."""
        outer = self.context
        self.open_block("table", element)
        self.context = context_within_table(outer, hides=self.elements[-1].hidden)

    def end_block(self) -> None:
        """End the innermost block-level element."""
        if self.buffer.last:
            self.flush()
        self.context = self._outer.pop()
        self._element = self.elements[self._element].parent

    def end_list(self) -> None:
        """End a list."""
        self.end_block()
        self.counters.pop()

    def end_item(self) -> None:
        """End a list item; a marker that no block has taken goes with it."""
        self.end_block()
        self.marker = ""

    def end_preformatted(self) -> None:
        """End preformatted text."""
        self.end_block()
        self.add_text = self.buffer.append

    def end_table(self) -> None:
        """End a table of records."""
        self.end_block()
        self.clamped |= self.grids.pop().clamped

    def end_line(self) -> None:
        """End what is a block elsewhere, but a line in preformatted text and words in a cell."""
        if not self.context.verbatim:
            self.buffer.append(" ")
        elif self.buffer.last != "\n":
            self.buffer.append_verbatim("\n")

    def flush(self, kind: BlockKind | None = None) -> None:
        """Make a block of the text so far, if it has words.

        Args:
            kind: What it is, if not what the context says.
        """
        context = self.context
        text, spans = self.buffer.take(verbatim=context.by_line)
        if context.in_table:
            text = text.rstrip(" \t\n")
            spans = tuple(span for span in spans if span.end <= len(text))
        if not text:
            return
        level, marker = 0, ""
        if kind is None:
            kind, level = context.kind, context.level
        if kind is HEADING:
            spans = (*spans, *hidden_permalinks(text, spans))
        elif kind is LIST_ITEM:
            marker, self.marker = self.marker, ""
        elif kind is PREFORMATTED:
            marker = self.code_language
        markup = Markup(self._element, spans, context.hidden, context.noscript)
        self.blocks.append(Block(len(self.blocks), kind, text, level, marker, markup))


def element_with(parent: int, tag: str, values: Mapping[str, str], *, hides: bool) -> Element:
    """Return a block-level element with what its attributes say of it."""
    return Element(
        parent,
        tag,
        values.get("class", ""),
        values.get("id", ""),
        values.get("role", ""),
        values.get("itemprop", ""),
        values.get("itemtype", ""),
        hides,
    )


def hidden_permalinks(text: str, spans: tuple[Span, ...]) -> list[Span]:
    """Return a hidden span for each link of a heading to itself."""
    return [
        Span(span.start, span.end, SpanKind.HIDDEN)
        for span in spans
        if span.kind is SpanKind.LINK and is_permalink(text[span.start : span.end])
    ]


Start = Callable[[BlockWriter, str, _Element], Ending | None]
"""What begins an element of some tag, and returns what has to be done when it ends."""
