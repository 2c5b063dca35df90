"""An HTML tree to a document: one walk, nothing that a browser shows is lost."""

from __future__ import annotations

from collections import Counter
from typing import cast

from lxml.etree import _Element, iterwalk
from msgspec.structs import replace

from cleaners.document import (
    Block,
    BlockKind,
    Document,
    Element,
    Markup,
    MediaKind,
    PageWarning,
    Span,
    SpanKind,
)
from cleaners.permalinks import is_permalink
from cleaners.segmenting.attributes import (
    code_language,
    heading_role,
    is_shown_template,
    whole_number,
)
from cleaners.segmenting.block_classes import BLOCK_STYLE, HIDING_STYLE, block_classes
from cleaners.segmenting.context import KIND_OF_TAG, LIST_TAGS, Context, Opened, level_of
from cleaners.segmenting.head import read_head
from cleaners.segmenting.tables import TableGrid, holds_records
from cleaners.segmenting.tags import (
    BLOCK_TAGS,
    DROPPED_TAGS,
    FALLBACK_TAGS,
    FORM_TEXT_TAGS,
    HEADING_LEVELS,
    PREFORMATTED_TAGS,
    SPAN_TAGS,
    UNSEEN_TAGS,
)
from cleaners.segmenting.text_buffer import COLLAPSED, TextBuffer
from cleaners.settings import ReadingSettings

BUTTON_INPUTS = frozenset({"submit", "button", "reset"})


def segment_html(tree: _Element, settings: ReadingSettings, *, url: str | None = None) -> Document:
    """Return the document of an HTML page.

    Args:
        tree: Root of the page; it is not changed.
        settings: Limits on tables.
        url: The address of the page, if known.

    Returns:
        Every visible text as blocks in reading order, hidden text and ``noscript`` marked as such;
        scripts, styles and templates are counted in ``dropped``.
    """
    segmenter = HtmlSegmenter(settings)
    segmenter.walk(tree)
    title = tree.findtext(".//head/title") or tree.findtext(".//title")
    head = read_head(tree)
    return Document(
        media_kind=MediaKind.HTML,
        blocks=tuple(segmenter.blocks),
        elements=tuple(segmenter.elements),
        url=url,
        title=COLLAPSED.sub(" ", title).strip() or None if title else None,
        descriptions=head.descriptions,
        types=head.types,
        authors=head.authors,
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        dropped=dict(sorted(segmenter.dropped.items())),
        depth=segmenter.depth,
        warnings=tuple(PageWarning(code) for code in sorted(segmenter.clamped)),
    )


class HtmlSegmenter:
    """The state of one walk over one tree."""

    def __init__(self, settings: ReadingSettings) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self.dropped: Counter[str] = Counter()
        self.clamped: set[str] = set()
        self.depth = 0
        self._settings = settings
        self._classes = block_classes()
        self._buffer = TextBuffer()
        self._context = Context()
        self._opened: list[Opened] = []
        self._grids: list[TableGrid] = []
        self._counters: list[int] = []
        self._marker = ""
        self._code_language = ""

    def walk(self, tree: _Element) -> None:
        """Read the whole tree."""
        walker = iterwalk(tree, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in DROPPED_TAGS and not is_shown_template(element):
                    self.dropped[tag] += 1
                    walker.skip_subtree()
                    self._opened.append(Opened(self._context))
                    continue
                self._start(tag, element)
                self.depth = max(self.depth, len(self._opened))
                if element.text:
                    self._text(element.text)
            else:
                self._end(tag)
                if element.tail:
                    self._text(element.tail)
        self._flush()

    def _text(self, text: str) -> None:
        if not self._context.verbatim:
            self._buffer.append(text)
            return
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not self._buffer.last and text.startswith("\n"):
            text = text[1:]  # HTML drops the line break that follows <pre>
        self._buffer.append_verbatim(text)

    def _start(self, tag: str, element: _Element) -> None:
        attributes = cast("dict[str, str]", dict(element.items()))
        tokens = attributes["class"].lower().split() if "class" in attributes else []
        style = attributes.get("style", "")
        hides = (
            "hidden" in attributes
            or self._classes.hides(tokens)
            or bool(style and HIDING_STYLE.search(style))
        )
        if self._begins_block(tag, style):
            self._start_block(tag, element, attributes, tokens, hides=hides)
        else:
            self._start_inline(tag, attributes, hides=hides)

    def _begins_block(self, tag: str, style: str) -> bool:
        if tag in BLOCK_TAGS or tag in FALLBACK_TAGS:
            return True
        if tag in FORM_TEXT_TAGS:
            return not self._context.in_phrase or tag == "select"
        return bool(style and BLOCK_STYLE.search(style))

    def _start_inline(self, tag: str, attributes: dict[str, str], *, hides: bool) -> None:
        outer = self._context
        spans = 0
        if hides or tag in UNSEEN_TAGS:
            self._buffer.open_span(SpanKind.HIDDEN)
            spans += 1
        if tag in SPAN_TAGS and (tag != "a" or "href" in attributes):
            self._buffer.open_span(SpanKind(SPAN_TAGS[tag]), attributes.get("href", ""))
            spans += 1
        if tag == "br":
            self._line_break()
        elif tag in {"option", "optgroup"}:
            self._buffer.separate("\n")
            self._buffer.append(attributes.get("label", "") if tag == "optgroup" else "")
        elif tag == "input" and attributes.get("type", "").lower() in BUTTON_INPUTS:
            self._button_input(attributes.get("value", ""))
        elif tag == "code" and outer.verbatim:
            self._code_language = self._code_language or code_language(attributes)
        self._opened.append(Opened(outer, spans=spans))

    def _line_break(self) -> None:
        if self._context.verbatim:
            self._buffer.append_verbatim("\n")
        elif self._context.in_table:
            self._buffer.append(" ")
        elif self._buffer.last == "\n":
            self._flush()
        elif self._buffer.last:
            self._buffer.separate("\n")

    def _button_input(self, value: str) -> None:
        if self._context.in_table or self._context.in_phrase or self._context.verbatim:
            self._buffer.append(f" {value} ")
            return
        self._flush()
        self._buffer.append(value)
        self._flush(BlockKind.BUTTON)

    def _start_block(
        self,
        tag: str,
        element: _Element,
        attributes: dict[str, str],
        tokens: list[str],
        *,
        hides: bool,
    ) -> None:
        outer = self._context
        if outer.verbatim or (outer.in_table and tag != "caption"):
            self._start_within_cell(tag, attributes)
            return
        self._flush()
        self._add_element(tag, attributes, hidden=hides)
        context = replace(
            outer,
            element=len(self.elements) - 1,
            hidden=outer.hidden or hides or tag in FALLBACK_TAGS or tag in UNSEEN_TAGS,
            noscript=outer.noscript or tag == "noscript",
            in_phrase=tag == "p" or tag in HEADING_LEVELS,
        )
        opens_table = tag == "table" and holds_records(element)
        if opens_table:
            settings = self._settings
            self._grids.append(TableGrid(settings.max_colspan, settings.max_table_cells))
        self._context = self._with_kind(context, tag, attributes, tokens, opens_table=opens_table)
        opens_list = tag in LIST_TAGS
        if opens_list:
            self._counters.append(whole_number(attributes.get("start")) or 1)
        elif tag in {"li", "dt"}:
            self._marker = self._next_marker(attributes)
        self._opened.append(
            Opened(
                outer,
                ends_block=True,
                ends_table=opens_table,
                ends_list=opens_list,
                ends_item=tag in {"li", "dt"},
            )
        )

    def _start_within_cell(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a block in preformatted text or in a table, where it is but a line or a cell."""
        if self._context.verbatim:
            if self._buffer.last not in {"", "\n"}:
                self._buffer.append_verbatim("\n")
        elif tag == "tr":
            if self._grids[-1].row_count:
                self._buffer.separate("\n")
            self._grids[-1].begin_row()
        elif tag in {"td", "th"}:
            grid = self._grids[-1]
            tabs = grid.begin_cell(attributes.get("colspan"), attributes.get("rowspan"))
            if tabs is None:
                self._buffer.append(" ")
            elif tabs:
                self._buffer.separate("\t" * tabs)
        else:
            self._buffer.append(" ")
        self._opened.append(Opened(self._context))

    def _add_element(self, tag: str, attributes: dict[str, str], *, hidden: bool) -> None:
        self.elements.append(
            Element(
                parent=self._context.element,
                tag=tag,
                classes=attributes.get("class", ""),
                identifier=attributes.get("id", ""),
                role=attributes.get("role", ""),
                itemprop=attributes.get("itemprop", ""),
                itemtype=attributes.get("itemtype", ""),
                hidden=hidden,
            )
        )

    def _with_kind(
        self,
        context: Context,
        tag: str,
        attributes: dict[str, str],
        tokens: list[str],
        *,
        opens_table: bool,
    ) -> Context:
        if opens_table:
            return replace(context, kind=BlockKind.TABLE, in_table=True)
        level = HEADING_LEVELS.get(tag) or heading_role(attributes)
        if level:
            return replace(context, kind=BlockKind.HEADING, heading_level=level)
        if tag in PREFORMATTED_TAGS:
            self._code_language = code_language(attributes)
            return replace(context, kind=BlockKind.PREFORMATTED, verbatim=True)
        if tag in LIST_TAGS:
            return replace(context, list_depth=context.list_depth + 1, ordered=tag == "ol")
        if tag == "blockquote":
            return replace(context, kind=BlockKind.QUOTE, quote_depth=context.quote_depth + 1)
        kind = self._kind_of(tag, tokens)
        return context if kind is None else replace(context, kind=kind, in_table=False)

    def _kind_of(self, tag: str, tokens: list[str]) -> BlockKind | None:
        named = self._classes.kind_of(tokens) if tokens else None
        return named or KIND_OF_TAG.get(tag)

    def _next_marker(self, attributes: dict[str, str]) -> str:
        if not self._context.ordered or not self._counters:
            return "-"
        number = whole_number(attributes.get("value")) or self._counters[-1]
        self._counters[-1] = number + 1
        return f"{number}."

    def _end(self, tag: str) -> None:
        opened = self._opened.pop()
        if opened.ends_block:
            self._flush()
            if opened.ends_table:
                self.clamped |= self._grids.pop().clamped
            if opened.ends_list:
                self._counters.pop()
            if opened.ends_item:
                self._marker = ""
            self._context = opened.outer
        elif self._context.verbatim and tag in BLOCK_TAGS and self._buffer.last != "\n":
            self._buffer.append_verbatim("\n")
        elif self._context.in_table and tag in BLOCK_TAGS:
            self._buffer.append(" ")
        for _ in range(opened.spans):
            self._buffer.close_span()

    def _flush(self, kind: BlockKind | None = None) -> None:
        context = self._context
        verbatim = context.verbatim or context.in_table
        text, spans = self._buffer.take(verbatim=verbatim)
        if context.in_table:
            text = text.rstrip(" \t\n")
            spans = tuple(span for span in spans if span.end <= len(text))
        if not text:
            return
        kind = kind or context.kind
        if kind is BlockKind.HEADING:
            spans = (*spans, *hidden_permalinks(text, spans))
        self.blocks.append(
            Block(
                index=len(self.blocks),
                kind=kind,
                text=text,
                level=level_of(kind, context),
                marker=self._take_marker(kind),
                markup=Markup(
                    element=context.element,
                    spans=spans,
                    hidden=context.hidden,
                    noscript=context.noscript,
                ),
            )
        )

    def _take_marker(self, kind: BlockKind) -> str:
        if kind is BlockKind.LIST_ITEM:
            marker, self._marker = self._marker, ""
            return marker
        return self._code_language if kind is BlockKind.PREFORMATTED else ""


def hidden_permalinks(text: str, spans: tuple[Span, ...]) -> list[Span]:
    """Return a hidden span for each link of a heading to itself."""
    return [
        Span(span.start, span.end, SpanKind.HIDDEN)
        for span in spans
        if span.kind is SpanKind.LINK and is_permalink(text[span.start : span.end])
    ]
