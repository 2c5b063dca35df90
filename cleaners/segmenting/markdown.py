"""Markdown to a document: its head apart, the rest by way of HTML."""

from __future__ import annotations

from collections.abc import Mapping

from markdown_it import MarkdownIt
from msgspec import Struct

from cleaners.segmenting.markdown_heads import head_of
from cleaners.segmenting.markdown_lines import with_parted_lines


class MarkdownPage(Struct, frozen=True):
    """A Markdown page taken apart.

    Attributes:
        front_matter: What the YAML before the text says, or the head of a reader service; empty if
            there is none.
        html: The text as HTML.
        front_matter_error: Why the front matter could not be read; it then stays in the text.
    """

    front_matter: Mapping[str, object]
    html: str
    front_matter_error: str = ""


def read_markdown(text: str) -> MarkdownPage:
    """Return the front matter and the HTML of a Markdown text (CommonMark, GitHub's tables)."""
    head = head_of(text)
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    html = str(renderer.render(with_parted_lines(text[head.end :])))
    return MarkdownPage(head.fields, html, head.error)
