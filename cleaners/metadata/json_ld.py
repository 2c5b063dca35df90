"""schema.org data in ``application/ld+json`` scripts: which node is the page's article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from lxml.etree import _Element
from msgspec import Struct

from cleaners.metadata.address import address_key
from cleaners.metadata.json_values import (
    MalformedJsonError,
    Node,
    as_count,
    as_flag,
    as_list,
    as_text,
    decode_embedded,
    is_node,
)
from cleaners.metadata.word_lists import SchemaTypes, word_lists

MAX_VALUES = 50_000
"""A page with more JSON values than this is a data dump; the first ones are looked at."""

_MAIN_KEYS = frozenset({"@graph", "mainEntity", "mainEntityOfPage"})
"""Keys under which the page's own article stands; under any other it is one of a list."""

_VOCABULARY = re.compile(r".*[/:#](?=.)")
_ADDRESS_KEYS = ("mainEntityOfPage", "url", "@id")


class JsonLd(Struct, frozen=True):
    """What a page says of itself in JSON-LD.

    Attributes:
        article: The node of the article that the page is about; empty if there is none.
        web_page: The node of the page as such; empty if there is none.
        web_site: The node of the site; empty if there is none.
        nodes: Every described node that has an ``@id``, to follow references.
        broken_count: Scripts that could not be read as JSON.
    """

    article: Node = {}
    web_page: Node = {}
    web_site: Node = {}
    nodes: Mapping[str, Node] = {}
    broken_count: int = 0

    def followed(self, value: object) -> object:
        """Return the node that a reference points to; any other value as it is."""
        identifier = value
        if is_node(value):
            if "name" in value or len(value) > 2:  # noqa: PLR2004 (@id and @type describe nothing)
                return value
            identifier = value.get("@id")
        return self.nodes.get(identifier, value) if isinstance(identifier, str) else value

    @property
    def article_body(self) -> str | None:
        """The text of the article as the page gives it to search engines, as written."""
        return as_text(self.article.get("articleBody")) or None

    @property
    def word_count(self) -> int | None:
        """How many words the page says the article has."""
        return as_count(self.article.get("wordCount"))

    @property
    def accessible_for_free(self) -> bool | None:
        """Whether the page says that anyone can read all of the article."""
        for node in (self.article, self.web_page):
            flag = as_flag(node.get("isAccessibleForFree"))
            if flag is not None:
                return flag
        return None

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes of ``hasPart``, such as the part behind a paywall with its selector."""
        parts = as_list(self.article.get("hasPart")) or as_list(self.web_page.get("hasPart"))
        return tuple(part for part in parts if is_node(part))

    @property
    def types(self) -> tuple[str, ...]:
        """The types of the article's and the page's nodes, as written, none twice."""
        written = (*as_list(self.article.get("@type")), *as_list(self.web_page.get("@type")))
        return tuple(dict.fromkeys(name for name in written if isinstance(name, str)))


class _Found(Struct, frozen=True):
    node: Node
    types: frozenset[str]
    listed: bool


def read_json_ld(tree: _Element, addresses: Iterable[str] = ()) -> JsonLd:
    """Return what the JSON-LD scripts of a page say, its own article chosen.

    Args:
        tree: The page; it is not changed.
        addresses: Addresses that the page is known by, to tell its article from others on it.
    """
    scripts = [script.text or "" for script in tree.iter("script") if is_json_ld(script)]
    return json_ld_from(scripts, addresses)


def is_json_ld(script: _Element) -> bool:
    """Tell whether a script element holds JSON-LD."""
    kind = script.get("type")
    return kind is not None and "ld+json" in kind.lower()


def json_ld_from(scripts: Iterable[str], addresses: Iterable[str] = ()) -> JsonLd:
    """Return what JSON-LD scripts say; see ``read_json_ld``.

    Several articles on one page: one whose ``mainEntityOfPage``, ``url`` or ``@id`` is the
    page's address comes first, then article types before other works, those with a headline
    before those without, and the first of equals. A node in a list of other articles counts
    only if it has the page's address.
    """
    values: list[object] = []
    broken_count = 0
    for script in scripts:
        if not script or script.isspace():
            continue
        try:
            values.extend(decode_embedded(script))
        except MalformedJsonError:
            broken_count += 1
    if not values:
        return JsonLd(broken_count=broken_count)
    types = word_lists().schema_types
    found = list(_walk(values))
    return JsonLd(
        article=_article_of(found, types, addresses),
        web_page=_first(found, types.web_pages),
        web_site=_first(found, types.web_sites),
        nodes=_by_identifier(found),
        broken_count=broken_count,
    )


def _walk(values: list[object]) -> Iterator[_Found]:
    """Yield the nodes that have a type or an identifier, in the order of the page."""
    stack = [(value, False) for value in reversed(values)]
    for _ in range(MAX_VALUES):
        if not stack:
            break
        value, listed = stack.pop()
        if isinstance(value, list):
            stack.extend((item, listed) for item in reversed(value))
        elif is_node(value):
            if "@type" in value or "@id" in value:
                yield _Found(value, _types_of(value), listed)
            children = [item for item in value.items() if isinstance(item[1], (dict, list))]
            stack.extend(
                (child, listed or key not in _MAIN_KEYS) for key, child in reversed(children)
            )


def _types_of(node: Node) -> frozenset[str]:
    written = node.get("@type")
    if isinstance(written, str):
        return _bare_type(written)
    return frozenset().union(
        *(_bare_type(name) for name in as_list(written) if isinstance(name, str))
    )


@lru_cache(maxsize=256)
def _bare_type(name: str) -> frozenset[str]:
    """Return the name of a type without its vocabulary: ``schema:Article``."""
    return frozenset({_VOCABULARY.sub("", name)})


def _article_of(found: list[_Found], types: SchemaTypes, addresses: Iterable[str]) -> Node:
    candidates = [
        item for item in found if item.types & types.articles or item.types & types.other_works
    ]
    if len(candidates) == 1 and not candidates[0].listed:
        return candidates[0].node
    keys = frozenset(filter(None, map(address_key, addresses)))
    best: Node = {}
    best_rank = (False, False, False)
    for item in candidates:
        own_address = not keys.isdisjoint(_address_keys(item.node))
        rank = (own_address, bool(item.types & types.articles), bool(item.node.get("headline")))
        if (own_address or not item.listed) and (not best or rank > best_rank):
            best, best_rank = item.node, rank
    return best


def _address_keys(node: Node) -> Iterator[str | None]:
    for name in _ADDRESS_KEYS:
        for value in as_list(node.get(name)):
            if isinstance(value, str):
                yield address_key(value)
            elif is_node(value):
                yield from (address_key(as_text(value.get(key))) for key in ("@id", "url"))


def _first(found: list[_Found], types: frozenset[str]) -> Node:
    return next((item.node for item in found if item.types & types and not item.listed), {})


def _by_identifier(found: list[_Found]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for item in found:
        identifier = item.node.get("@id")
        # Of several nodes with the same @id the one that says most is the description.
        if isinstance(identifier, str) and len(item.node) > len(nodes.get(identifier, {"@id": ""})):
            nodes[identifier] = item.node
    return nodes
