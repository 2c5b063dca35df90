"""What stands above the text of a Markdown page: YAML, or lines that a reader service writes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
READER_HEAD = re.compile(
    r"\A\ufeff?\s*(?P<fields>Title:(?:[^\n]*\n){1,20}?)\s*Markdown Content:[ \t]*(?:\r?\n|\Z)"
)
"""``Title: ...``, ``URL Source: ...``, ``Published Time: ...`` and, by itself, ``Markdown
Content:``, as Jina's reader writes them."""

FIELD = re.compile(r"^([A-Z][A-Za-z ]{1,30}):[ \t]*(\S.*?)\s*$", re.MULTILINE)
READER_FIELDS = {"Title": "title", "URL Source": "url", "Published Time": "published"}


class MarkdownHead(Struct, frozen=True):
    """What stands above the text of a Markdown page.

    Attributes:
        fields: What it says; empty if there is none.
        end: Where the text begins.
        error: Why it could not be read; it then stays in the text.
    """

    fields: Mapping[str, object] = {}
    end: int = 0
    error: str = ""


def head_of(text: str) -> MarkdownHead:
    """Return the head of a Markdown text."""
    found = READER_HEAD.match(text)
    if found:
        said = dict(FIELD.findall(found["fields"]))
        fields = {name: said[field] for field, name in READER_FIELDS.items() if field in said}
        return MarkdownHead(fields, found.end())
    found = FRONT_MATTER.match(text)
    return from_yaml(found) if found else MarkdownHead()


def from_yaml(found: re.Match[str]) -> MarkdownHead:
    """Return the head that front matter is, if it can be read as fields."""
    try:
        loaded = YAML(typ="safe", pure=True).load(found.group(1))
    except (YAMLError, ValueError, RecursionError) as problem:
        return MarkdownHead(error=str(problem).splitlines()[0])
    if not isinstance(loaded, Mapping):
        return MarkdownHead()
    return MarkdownHead({str(key): value for key, value in loaded.items()}, found.end())
