"""What the head of a page says of the page as a whole, as far as detectors ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element
from msgspec import Struct

MAX_SCRIPT_CHARACTERS = 500_000
JSON_LD_TYPES = re.compile(r'"@type"\s*:\s*(\[[^\]]{0,500}\]|"[^"]{0,100}")')
SCHEMA_TYPE = re.compile(r'"(?:https?://(?:www\.)?schema\.org/)?([A-Za-z]{1,40})"')


class Head(Struct, frozen=True):
    """What the head of a page says.

    Attributes:
        descriptions: What it says that the page is about, without markup, each once.
        types: What it says that the page is, in lower case: the types of JSON-LD (schema.org) and
            Open Graph, such as ``newsarticle`` or ``product``.
    """

    descriptions: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()


def read_head(tree: _Element) -> Head:
    """Return what the ``meta`` and ``script`` elements of a page say of it."""
    descriptions: dict[str, None] = {}
    types: set[str] = set()
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        if name in {"description", "og:description", "twitter:description"}:
            descriptions[" ".join((element.get("content") or "").split())] = None
        elif name == "og:type":
            types.add((element.get("content") or "").strip().lower())
    types.update(json_ld_types(tree))
    return Head(tuple(text for text in descriptions if text), frozenset(types - {""}))


def json_ld_types(tree: _Element) -> Iterator[str]:
    """Yield the types that JSON-LD names, in lower case; the JSON need not be well-formed."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for types in JSON_LD_TYPES.finditer((script.text or "")[:MAX_SCRIPT_CHARACTERS]):
                for name in SCHEMA_TYPE.finditer(types[1]):
                    yield name[1].lower()
