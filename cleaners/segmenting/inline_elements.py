"""What inline elements and the controls of forms do to the text around them.

Each function begins an element and returns what has to be done when it ends, if anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element

from cleaners.document import BlockKind, SpanKind
from cleaners.segmenting.attributes import (
    attribute_names_of,
    code_language,
    hides_by_style,
    is_styled_as_block,
)
from cleaners.segmenting.block_elements import start_block
from cleaners.segmenting.block_writing import BlockWriter, Ending, Start
from cleaners.segmenting.tags import FORM_TEXT_TAGS, SPAN_TAGS, UNSEEN_TAGS

LINK, HIDDEN = SpanKind.LINK, SpanKind.HIDDEN
BUTTON_INPUTS = frozenset({"submit", "button", "reset"})
RESTYLING_ATTRIBUTES = frozenset({"class", "style", "hidden"})
"""What may make of an inline element something else than its tag says."""

says_no_style = RESTYLING_ATTRIBUTES.isdisjoint
"""Tells of the names of attributes whether there is none of these, as mostly."""


def start_plain(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin an inline element that does nothing but what its attributes say."""
    names = attribute_names_of(element)
    if not names or says_no_style(names) or not is_restyled(page, element, names):
        return None
    return start_restyled(page, tag, element)


def start_link(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin a link; an anchor without address is none."""
    names = attribute_names_of(element)
    if not says_no_style(names) and is_restyled(page, element, names):
        return start_restyled(page, tag, element)
    target = element.get("href")
    if target is None:
        return None
    page.buffer.open_span(LINK, target)
    return page.buffer.close_span


def start_span(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin an element that is kept as a span, such as emphasis."""
    names = attribute_names_of(element)
    if not says_no_style(names) and is_restyled(page, element, names):
        return start_restyled(page, tag, element)
    if tag == "code":
        name_code_language(page, element)
    page.buffer.open_span(SPAN_TAGS[tag], element.get("href", ""))
    return page.buffer.close_span


def start_restyled(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin an element whose attributes may hide it or make a block of it."""
    if is_styled_as_block(element):
        return start_block(page, tag, element)
    is_hidden = hides(page, element)
    if is_hidden:
        page.buffer.open_span(HIDDEN)
    href = element.get("href")
    if tag not in SPAN_TAGS or (tag == "a" and href is None):
        return page.buffer.close_span if is_hidden else None
    if tag == "code":
        name_code_language(page, element)
    page.buffer.open_span(SPAN_TAGS[tag], href or "")
    return page.buffer.close_two_spans if is_hidden else page.buffer.close_span


def is_restyled(page: BlockWriter, element: _Element, names: Sequence[str]) -> bool:
    """Return whether attributes may make of an inline element what its tag does not say.

    Args:
        page: The page.
        element: The element; one of its attributes may restyle it.
        names: The names of its attributes.
    """
    if "style" in names or "hidden" in names:
        return True
    return page.class_meanings[element.get("class", "")].hides


def hides(page: BlockWriter, element: _Element) -> bool:
    """Return whether the attributes of an element hide it."""
    return (
        element.get("hidden") is not None
        or page.class_meanings[element.get("class", "")].hides
        or hides_by_style(element.get("style", ""))
    )


def name_code_language(page: BlockWriter, element: _Element) -> None:
    """Note the language of preformatted text where only the code in it says so."""
    if page.context.verbatim and not page.code_language:
        page.code_language = code_language(element)


def start_unseen(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin an element whose text no browser shows."""
    if is_styled_as_block(element):
        return start_block(page, tag, element)
    page.buffer.open_span(HIDDEN)
    return page.buffer.close_span


def start_control(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin a control: a block of its own, but within a phrase a part of it."""
    if tag == "select" or not page.context.in_phrase:
        return start_block(page, tag, element)
    if not hides(page, element):
        return None
    page.buffer.open_span(HIDDEN)
    return page.buffer.close_span


def start_option(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Begin an option of a list to choose from: a line."""
    if is_styled_as_block(element):
        return start_block(page, tag, element)
    ending = start_plain(page, tag, element)
    page.buffer.separate("\n")
    return ending


def start_line_break(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """End a line; two in a row end the block."""
    if is_styled_as_block(element):
        return start_block(page, tag, element)
    ending = start_plain(page, tag, element)
    if page.context.verbatim:
        page.buffer.append_verbatim("\n")
    elif page.context.in_table:
        page.buffer.append(" ")
    elif page.buffer.last == "\n":
        page.flush()
    elif page.buffer.last:
        page.buffer.separate("\n")
    return ending


def start_input(page: BlockWriter, tag: str, element: _Element) -> Ending | None:
    """Read an input field: of buttons the wording is shown."""
    if is_styled_as_block(element):
        return start_block(page, tag, element)
    ending = start_plain(page, tag, element)
    if element.get("type", "").lower() in BUTTON_INPUTS:
        button_input(page, element.get("value", ""))
    return ending


def button_input(page: BlockWriter, value: str) -> None:
    """Write the wording of a button: a block of its own, but within a phrase a part of it."""
    if page.context.by_line or page.context.in_phrase:
        page.buffer.append(f" {value} ")
        return
    page.flush()
    page.buffer.append(value)
    page.flush(BlockKind.BUTTON)


INLINE_STARTS: dict[str, Start] = {
    "a": start_link,
    **dict.fromkeys(SPAN_TAGS.keys() - {"a"}, start_span),
    **dict.fromkeys(UNSEEN_TAGS, start_unseen),
    **dict.fromkeys(FORM_TEXT_TAGS, start_control),
    "option": start_option,
    "br": start_line_break,
    "input": start_input,
}
"""Inline elements that do more than hold text; for all others there is ``start_plain``."""
