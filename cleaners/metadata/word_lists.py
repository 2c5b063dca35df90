"""The word lists of ``cleaners/data/metadata*.toml``, loaded once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec
from msgspec import Struct

EVERY_LANGUAGE = "*"

Loaded = TypeVar("Loaded", bound=Struct)


class MetaTagNames(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of meta elements for each field, in the order of trust."""

    title: tuple[str, ...]
    authors: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    site: tuple[str, ...]
    description: tuple[str, ...]
    image: tuple[str, ...]
    sections: tuple[str, ...]
    keywords: tuple[str, ...]
    license: tuple[str, ...]
    language: tuple[str, ...]
    url: tuple[str, ...]


class SchemaTypes(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of schema.org types by what they stand for."""

    articles: frozenset[str]
    other_works: frozenset[str]
    web_pages: frozenset[str]
    web_sites: frozenset[str]


class TitleWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands between a headline and the name of the site."""

    spaced_separators: str
    tight_separators: str


class DateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are read."""

    update_words: frozenset[str]
    day_first_domains: frozenset[str]


class MarkupWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words in classes and ids: of what stands beside the article, and of what holds a date."""

    aside_tokens: frozenset[str]
    date_tokens: frozenset[str]


class LineWords(Struct, frozen=True, forbid_unknown_fields=True):
    """How lines of text give values; words in lower case."""

    before_site: frozenset[str]
    not_sites: frozenset[str]


class FrontMatterNames(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of fields in front matter, in lower case and in the order of trust."""

    title: tuple[str, ...]
    authors: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    site: tuple[str, ...]
    language: tuple[str, ...]
    canonical: tuple[str, ...]
    url: tuple[str, ...]
    image: tuple[str, ...]
    categories: tuple[str, ...]
    license: tuple[str, ...]
    description: tuple[str, ...]


class WordLists(Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``metadata.toml``."""

    meta_tags: MetaTagNames
    schema_types: SchemaTypes
    titles: TitleWords
    dates: DateWords
    markup: MarkupWords
    front_matter: FrontMatterNames
    lines: LineWords


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]


class _Names(Struct, frozen=True, forbid_unknown_fields=True):
    names: frozenset[str]


class Placeholders(Struct, frozen=True, forbid_unknown_fields=True):
    """Names that are nobody's, whole or by a word in them."""

    names: frozenset[str]
    words: frozenset[str]


class JobWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of posts and titles, and degrees."""

    words: frozenset[str]
    degrees: frozenset[str]


class SignatureMarkup(Struct, frozen=True, forbid_unknown_fields=True):
    """Tokens of classes and addresses that mark a signature, or something else."""

    signature_tokens: frozenset[str]
    other_tokens: frozenset[str]
    address_parts: frozenset[str]


ByLanguage = Mapping[str, frozenset[str]]


class Particles(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a name that need no capital: within it, and before the name of a team."""

    words: frozenset[str]
    articles: frozenset[str]


class AuthorLists(Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``metadata_authors.toml``."""

    prefixes: ByLanguage
    connectors: ByLanguage
    tails: ByLanguage
    tail_prepositions: ByLanguage
    placeholders: Placeholders
    agencies: _Names
    job_words: JobWords
    suffixes: Mapping[str, tuple[str, ...]]
    particles: Particles
    markup: SignatureMarkup
    site_words: _Words


class Script(Struct, frozen=True, forbid_unknown_fields=True):
    """A script and the languages that are written in it.

    Attributes:
        name: Its English name.
        ranges: Its characters, as the inside of a regular expression's character class.
        languages: Languages that use it, the likeliest first.
        never_latin: Those of them that are not written in Latin letters in print.
        sure: Whether a text in it is in the first of these languages unless the page says
            another of them.
    """

    name: str
    ranges: str
    languages: tuple[str, ...]
    sure: bool
    never_latin: tuple[str, ...] = ()


class MonthLists(Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``metadata_months.toml``: names of the twelve months, by language."""

    months: Mapping[str, tuple[tuple[str, ...], ...]]


class ScriptList(Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``metadata_scripts.toml``."""

    script: tuple[Script, ...]


def _load(name: str, kind: type[Loaded]) -> Loaded:
    text = files("cleaners").joinpath("data", name).read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), kind)


@cache
def word_lists() -> WordLists:
    """Return the lists of ``metadata.toml``."""
    return _load("metadata.toml", WordLists)


@cache
def author_lists() -> AuthorLists:
    """Return the lists of ``metadata_authors.toml``."""
    return _load("metadata_authors.toml", AuthorLists)


@cache
def month_lists() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the lists of ``metadata_months.toml``."""
    return _load("metadata_months.toml", MonthLists).months


@cache
def scripts() -> tuple[Script, ...]:
    """Return the scripts of ``metadata_scripts.toml``."""
    return _load("metadata_scripts.toml", ScriptList).script


def of_language(lists: ByLanguage, language: str) -> frozenset[str]:
    """Return the entries that count in every language, and those of this one."""
    return lists.get(EVERY_LANGUAGE, frozenset()) | lists.get(language, frozenset())
