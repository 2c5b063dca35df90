"""What the elements that are open make of the text that comes next."""

from __future__ import annotations

from msgspec import Struct

from cleaners.document import BlockKind

LIST_TAGS = frozenset({"ul", "ol", "menu", "dir", "dl"})
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


class Context(Struct, frozen=True, gc=False):
    """What the open elements make of the text that comes next."""

    element: int = -1
    kind: BlockKind = BlockKind.PARAGRAPH
    heading_level: int = 0
    list_depth: int = 0
    quote_depth: int = 0
    hidden: bool = False
    noscript: bool = False
    verbatim: bool = False
    in_table: bool = False
    in_phrase: bool = False
    ordered: bool = False


class Opened(Struct, frozen=True, gc=False):
    """What has to be undone when an element ends."""

    outer: Context
    ends_block: bool = False
    spans: int = 0
    ends_table: bool = False
    ends_list: bool = False
    ends_item: bool = False


def level_of(kind: BlockKind, context: Context) -> int:
    """Return a block's level: of a heading from 1, the nesting of list items and quotes from 0."""
    if kind is BlockKind.HEADING:
        return context.heading_level
    if kind is BlockKind.LIST_ITEM:
        return max(context.list_depth - 1, 0)
    if kind is BlockKind.QUOTE:
        return max(context.quote_depth - 1, 0)
    return 0
