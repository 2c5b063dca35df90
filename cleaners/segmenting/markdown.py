"""Markdown to a document: front matter apart, the rest by way of HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


class MarkdownPage(Struct, frozen=True):
    """A Markdown page taken apart.

    Attributes:
        front_matter: What the YAML before the text says; empty if there is none.
        html: The text as HTML.
        front_matter_error: Why the front matter could not be read; it then stays in the text.
    """

    front_matter: Mapping[str, object]
    html: str
    front_matter_error: str = ""


def read_markdown(text: str) -> MarkdownPage:
    """Return the front matter and the HTML of a Markdown text (CommonMark, GitHub's tables)."""
    front_matter: Mapping[str, object] = {}
    error = ""
    found = FRONT_MATTER.match(text)
    if found:
        try:
            loaded = YAML(typ="safe", pure=True).load(found.group(1))
        except (YAMLError, ValueError, RecursionError) as problem:
            error = str(problem).splitlines()[0]
        else:
            if isinstance(loaded, Mapping):
                front_matter = {str(key): value for key, value in loaded.items()}
                text = text[found.end() :]
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return MarkdownPage(front_matter, str(renderer.render(text)), error)
