"""The article as Markdown (CommonMark, with GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaners.document import Block, BlockKind
from cleaners.rendering.paragraphs import Paragraph

INLINE_MARKUP = re.compile(r"([\\`*_<\[\]~|&])")
LINE_MARKUP = re.compile(r"^(\s*)([-+=#>]|:?-{2,})", re.MULTILINE)
ORDERED_MARKUP = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
FENCE = re.compile(r"^\s*(`{3,})", re.MULTILINE)


def render_markdown(paragraphs: Iterable[Paragraph]) -> str:
    """Return the article as Markdown.

    Headings, lists with their nesting, quotes, tables and preformatted text are kept; characters
    of the text that Markdown would take for markup are escaped.
    """
    pieces: list[str] = []
    previous: Block | None = None
    for paragraph in paragraphs:
        block = paragraph.block
        if previous is not None:
            pieces.append(separator(previous, block))
        pieces.append(rendered(block, paragraph.text))
        previous = block
    return "".join(pieces)


def separator(previous: Block, block: Block) -> str:
    """Return what stands between two blocks."""
    if previous.kind is block.kind is BlockKind.LIST_ITEM and block.marker:
        return "\n"
    if previous.kind is block.kind is BlockKind.QUOTE:
        return "\n" + ">" * (min(previous.level, block.level) + 1) + "\n"
    return "\n\n"


def rendered(block: Block, text: str) -> str:
    """Return one block as Markdown."""
    match block.kind:
        case BlockKind.HEADING:
            return "#" * max(block.level, 1) + " " + escaped(text).replace("\n", " ")
        case BlockKind.LIST_ITEM:
            return list_item(block, text)
        case BlockKind.QUOTE:
            marks = "> " * (block.level + 1)
            return "\n".join(marks + line for line in escaped(text).split("\n"))
        case BlockKind.PREFORMATTED:
            return fenced(text, block.marker)
        case BlockKind.TABLE:
            return table(text)
        case _:
            return escaped(text).replace("\n", "\\\n")


def escaped(text: str) -> str:
    """Return the text with a backslash before what Markdown would take for markup."""
    text = INLINE_MARKUP.sub(r"\\\1", text)
    text = LINE_MARKUP.sub(r"\1\\\2", text)
    return ORDERED_MARKUP.sub(r"\1\\\2", text)


def list_item(block: Block, text: str) -> str:
    """Return an item of a list; its further paragraphs are indented under its first."""
    indent = "    " * block.level
    marker = block.marker or "   "
    hanging = indent + " " * (len(marker) + 1)
    lines = escaped(text).split("\n")
    return f"{indent}{marker} " + f"\\\n{hanging}".join(lines)


def fenced(text: str, language: str) -> str:
    """Return preformatted text between fences longer than any within it."""
    longest = max((len(found) for found in FENCE.findall(text)), default=2)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}{language}\n{text}\n{fence}"


def table(text: str) -> str:
    """Return a table; its first row becomes the heading that Markdown asks for.

    Only the heading is filled up to the widest row: cells that the others lack count as empty.
    """
    rows = [line.split("\t") for line in text.split("\n") if line.strip()]
    columns = max(len(row) for row in rows)
    rows[0] += [""] * (columns - len(rows[0]))
    lines = ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * columns)
    return "\n".join(lines)
