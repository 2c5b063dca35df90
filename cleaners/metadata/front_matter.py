"""Metadata of a Markdown page: what stands in its front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from cleaners.metadata.address import absolute
from cleaners.metadata.date_parsing import parse_date
from cleaners.metadata.json_values import as_list, as_text
from cleaners.metadata.language import normal_tag
from cleaners.metadata.names import name_reader
from cleaners.metadata.values import Metadata, Value
from cleaners.metadata.word_lists import word_lists
from cleaners.metadata.wording import squeezed

_MAX_NUMBER = 10**14
_BETWEEN_TAGS = re.compile(r"\s*[,;]\s*")


def metadata_from_front_matter(front_matter: Mapping[str, object]) -> Metadata:
    """Return what a page's front matter says, given as YAML or TOML reads it.

    Names of fields count without case. A value of a type that does not fit is passed over.
    """
    fields = {str(name).casefold(): value for name, value in front_matter.items()}
    names = word_lists().front_matter
    language = _first(fields, names.language, normal_tag)
    tag = language.value if language else None
    canonical = _first(fields, names.canonical, _absolute)
    return Metadata(
        title=_first(fields, names.title),
        authors=_authors(fields, names.authors, tag),
        published=_first(fields, names.published, lambda text: parse_date(text, tag)),
        modified=_first(fields, names.modified, lambda text: parse_date(text, tag)),
        site=_first(fields, names.site),
        language=language,
        url=canonical or _first(fields, names.url, _absolute),
        canonical=canonical,
        image=_first(fields, names.image, _absolute),
        categories=_categories(fields, names.categories),
        license=_first(fields, names.license),
        description=_first(fields, names.description),
    )


def _first(
    fields: Mapping[str, object],
    names: tuple[str, ...],
    read: Callable[[str], str | None] = squeezed,
) -> Value[str] | None:
    """Return the first of these fields that can be read, with its name as origin."""
    for name in names:
        text = read(squeezed(_written(fields.get(name))))
        if text:
            return Value(text, f"front_matter.{name}")
    return None


def _written(value: object) -> str:
    """Return a scalar as it was written; YAML makes dates and numbers of some."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MAX_NUMBER:
        return str(value)
    return as_text(value)


def _absolute(address: str) -> str | None:
    return absolute(address, None)


def _authors(
    fields: Mapping[str, object], names: tuple[str, ...], language: str | None
) -> Value[tuple[str, ...]] | None:
    reader = name_reader(language)
    for name in names:
        items = as_list(fields.get(name))
        found = dict.fromkeys(one for item in items for one in reader.names(_written(item)))
        if found:
            return Value(tuple(found), f"front_matter.{name}")
    return None


def _categories(
    fields: Mapping[str, object], names: tuple[str, ...]
) -> Value[tuple[str, ...]] | None:
    found: dict[str, str] = {}
    origin = ""
    for name in names:
        for item in as_list(fields.get(name)):
            for part in filter(None, _BETWEEN_TAGS.split(squeezed(_written(item)))):
                found.setdefault(part.casefold(), part)
                origin = origin or f"front_matter.{name}"
    return Value(tuple(found.values()), origin) if found else None
