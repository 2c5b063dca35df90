"""What the elements that are open make of the text that comes next."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from cleaners.document import BlockKind
from cleaners.segmenting.tags import HEADING_LEVELS, HIDDEN_TAGS, LIST_TAGS, PREFORMATTED_TAGS

KIND_OF_TAG = {
    "article": BlockKind.PARAGRAPH,
    "section": BlockKind.PARAGRAPH,
    "body": BlockKind.PARAGRAPH,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "button": BlockKind.BUTTON,
    "label": BlockKind.LABEL,
    "legend": BlockKind.LABEL,
    "select": BlockKind.LABEL,
    "textarea": BlockKind.LABEL,
}
"""What an element makes of its text, unless a class names it; others leave it as it is."""


PARAGRAPH, HEADING = BlockKind.PARAGRAPH, BlockKind.HEADING
LIST_ITEM, QUOTE = BlockKind.LIST_ITEM, BlockKind.QUOTE
PREFORMATTED, TABLE = BlockKind.PREFORMATTED, BlockKind.TABLE


class Context(Struct, frozen=True, eq=False, gc=False):
    """What the open elements make of the text that comes next; compared by identity.

    Attributes:
        kind: What a block is here.
        level: Its level: of a heading from 1, the nesting of list items and quotes from 0.
        heading_level: Level of the innermost heading.
        list_depth: How many lists are open.
        quote_depth: How many quotes are open.
        hidden: Whether a browser would not show it.
        noscript: Whether it stands in a ``noscript`` element.
        verbatim: Whether white space stays as it is.
        in_table: Whether it stands in a table of records.
        by_line: Whether it is either, so that what is a block elsewhere is but a line or a cell.
        in_phrase: Whether it stands in a paragraph or heading.
        ordered: Whether the innermost list is numbered.
    """

    kind: BlockKind = PARAGRAPH
    level: int = 0
    heading_level: int = 0
    list_depth: int = 0
    quote_depth: int = 0
    hidden: bool = False
    noscript: bool = False
    verbatim: bool = False
    in_table: bool = False
    by_line: bool = False
    in_phrase: bool = False
    ordered: bool = False


OUTERMOST = Context()


@lru_cache(maxsize=1_024)
def context_within(
    outer: Context,
    tag: str,
    heading_level: int = 0,
    named: BlockKind | None = None,
    hides: bool = False,  # noqa: FBT001, FBT002 - by position, as a cache asks it
) -> Context:
    """Return the context in an element that begins a block.

    A page has many elements and few contexts, so they are kept; only speed depends on it.

    Args:
        outer: The context that the element stands in.
        tag: Its tag.
        heading_level: The level if ARIA makes it a heading, else 0.
        named: What its classes name it, if they do.
        hides: Whether its attributes hide what is in it.
    """
    within = replace(
        outer,
        hidden=outer.hidden or hides or tag in HIDDEN_TAGS,
        noscript=outer.noscript or tag == "noscript",
        in_phrase=tag == "p" or tag in HEADING_LEVELS,
    )
    within = with_kind(within, tag, HEADING_LEVELS.get(tag) or heading_level, named)
    by_line = within.verbatim or within.in_table
    return replace(within, level=level_of(within), by_line=by_line)


def context_within_table(outer: Context, *, hides: bool) -> Context:
    """Return the context in a table of records."""
    return replace(
        outer,
        kind=TABLE,
        level=0,
        hidden=outer.hidden or hides,
        in_table=True,
        by_line=True,
        in_phrase=False,
    )


def with_kind(context: Context, tag: str, heading_level: int, named: BlockKind | None) -> Context:
    """Return a context with what an element makes of its text."""
    if heading_level:
        return replace(context, kind=HEADING, heading_level=heading_level)
    if tag in PREFORMATTED_TAGS:
        return replace(context, kind=PREFORMATTED, verbatim=True)
    if tag in LIST_TAGS:
        return replace(context, list_depth=context.list_depth + 1, ordered=tag == "ol")
    if tag == "blockquote":
        return replace(context, kind=QUOTE, quote_depth=context.quote_depth + 1)
    kind = named or KIND_OF_TAG.get(tag)
    return context if kind is None else replace(context, kind=kind, in_table=False)


def level_of(context: Context) -> int:
    """Return the level of a block."""
    if context.kind is HEADING:
        return context.heading_level
    if context.kind is LIST_ITEM:
        return max(context.list_depth - 1, 0)
    if context.kind is QUOTE:
        return max(context.quote_depth - 1, 0)
    return 0
