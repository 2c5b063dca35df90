"""Sections and keywords of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.metadata.json_ld import JsonLd
from cleaners.metadata.json_values import as_list, as_text
from cleaners.metadata.meta_tags import MetaContents, found_in_meta
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import word_lists
from cleaners.metadata.wording import squeezed

MAX_CATEGORIES = 50
MAX_CATEGORY_CHARS = 100

_BETWEEN = re.compile(r"\s*[,;|、，،]\s*")


def find_categories(meta: MetaContents, json_ld: JsonLd) -> Value[tuple[str, ...]] | None:
    """Return the sections and then the keywords that the page gives, none twice.

    The origin is that of the first one.
    """
    names = word_lists().meta_tags
    found: dict[str, str] = {}
    origin = ""
    for source in (
        *_from_json_ld(json_ld, "articleSection"),
        *found_in_meta(meta, names.sections),
        *_from_json_ld(json_ld, "keywords"),
        *found_in_meta(meta, names.keywords),
    ):
        for part in _BETWEEN.split(source.value):
            if part and len(part) <= MAX_CATEGORY_CHARS:
                found.setdefault(part.casefold(), part)
                origin = origin or source.origin
    if not found:
        return None
    return Value(tuple(found.values())[:MAX_CATEGORIES], origin)


def _from_json_ld(json_ld: JsonLd, key: str) -> Iterator[Value[str]]:
    for item in as_list(json_ld.article.get(key)):
        text = squeezed(as_text(json_ld.followed(item)))
        if text:
            yield Value(text, f"json_ld.{key}")
