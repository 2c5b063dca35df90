"""The whole visible text of a page without its markup, as different programs print it.

A model of lines that had seen the lines of one program only would learn how that one indents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import inscriptis
from lxml.html import HtmlElement, fromstring

from cleaners.document import Page
from cleaners.reading import Reading, read
from cleaners.reasons import UnreadablePageError
from cleaners.segmenting.segment import segment
from cleaners.settings import settings_from

NEVER_SHOWN = ("script", "style", "template", "head", "svg", "iframe", "object")
LINES_OF_THEIR_OWN = (
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
    *("hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "td", "th"),
    *("tr", "ul"),
)


def text_browser_lines(raw: bytes) -> str | None:
    """Return the whole visible text of an HTML page, laid out as a text browser prints it.

    Returns:
        None for bytes that are no HTML page, or that inscriptis cannot lay out.
    """
    reading = html_reading(raw)
    return None if reading is None else laid_out(reading)


def html_reading(raw: bytes) -> Reading | None:
    """Return an HTML page as it was read; None for what is none."""
    try:
        reading = read(Page(raw), settings_from({}).reading)
    except UnreadablePageError:
        return None
    return reading if reading.tree is not None else None


def laid_out(reading: Reading) -> str | None:
    """Return the text as inscriptis lays it out: bullets, indents, tables in columns."""
    try:
        text: str = inscriptis.get_text(reading.text)
    except (RecursionError, ValueError):  # a very deep page, or a declared encoding in a text
        return None
    return text


def block_lines(reading: Reading) -> str:
    """Return a line for each block that our own segmenting finds and a browser would show."""
    document = segment(reading, settings_from({}).reading).document
    shown = [each for each in document.blocks if each.markup is None or not each.markup.hidden]
    return "\n".join(f"{each.marker} {each.text}".strip() for each in shown)


def element_lines(reading: Reading) -> str | None:
    """Return a line for each run of text between block-level elements, blank lines between them.

    It is what a few lines of lxml print: nothing is known of what is hidden.
    """
    try:
        tree = fromstring(reading.text)
    except (ValueError, SyntaxError):  # a declared encoding in a text, or nothing in it
        return None
    for element in tree.iter(*NEVER_SHOWN):
        clear(element)
    for element in tree.iter(*LINES_OF_THEIR_OWN):
        element.text = f"\n\n{element.text or ''}"
        element.tail = f"\n\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in "".join(map(str, tree.itertext())).split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def clear(element: HtmlElement) -> None:
    """Empty an element, but for what stands behind it."""
    tail = element.tail
    element.clear()
    element.tail = tail


RENDERINGS: Mapping[str, Callable[[Reading], str | None]] = {
    "text browser": laid_out,
    "blocks": block_lines,
    "elements": element_lines,
}
"""The first is the one that is scored."""

LINE_RENDERINGS = ("text browser", "blocks")
"""Those that the model of lines learns from; the third is full of what no reader sees."""
