"""What the head of a page says of the page as a whole, as far as detectors ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import _Element
from msgspec import Struct

MAX_SCRIPT_CHARACTERS = 500_000
JSON_LD_TYPES = re.compile(r'"@type"\s*:\s*(\[[^\]]{0,500}\]|"[^"]{0,100}")')
SCHEMA_TYPE = re.compile(r'"(?:https?://(?:www\.)?schema\.org/)?([A-Za-z]{1,40})"')


JSON_LD_AUTHOR = re.compile(r'"author"\s*:\s*[\[{][^\]}]{0,300}?"name"\s*:\s*"([^"\\]{2,80})"')
DESCRIPTION_NAMES = frozenset({"description", "og:description", "twitter:description"})
AUTHOR_NAMES = frozenset({"author", "article:author", "dc.creator", "parsely-author", "byl"})


class Head(Struct, frozen=True):
    """What the head of a page says.

    Attributes:
        title: What it calls the page, as written; empty if it does not.
        descriptions: What it says that the page is about, without markup, each once.
        types: What it says that the page is, in lower case: the types of JSON-LD (schema.org) and
            Open Graph, such as ``newsarticle`` or ``product``.
        authors: Whom it names as authors, as written, each once.
    """

    title: str = ""
    descriptions: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    authors: tuple[str, ...] = ()


def read_head(tree: _Element) -> Head:
    """Return what the ``title``, ``meta`` and ``script`` elements of a page say of it.

    They are looked for in all of it: much of a head may stand in the body by mistake.
    """
    found: dict[str, list[_Element]] = {"title": [], "meta": [], "script": []}
    for element in tree.iter(*found):
        found[element.tag].append(element)
    descriptions: dict[str, None] = {}
    authors: dict[str, None] = {}
    types: set[str] = set()
    for element in found["meta"]:
        name = (element.get("property") or element.get("name") or "").lower()
        if name in DESCRIPTION_NAMES:
            descriptions[content_of(element)] = None
        elif name in AUTHOR_NAMES:
            authors[content_of(element)] = None
        elif name == "og:type":
            types.add(content_of(element).lower())
    for script in json_ld_in(found["script"]):
        types.update(json_ld_types(script))
        authors.update(dict.fromkeys(match[1] for match in JSON_LD_AUTHOR.finditer(script)))
    return Head(
        title=title_in(found["title"]),
        descriptions=tuple(text for text in descriptions if text),
        types=frozenset(types - {""}),
        authors=tuple(text for text in authors if text and "/" not in text),
    )


def title_in(titles: Sequence[_Element]) -> str:
    """Return the first title in a head, or the first of all; drawings have titles too."""
    first = next((each for each in titles if is_in_head(each)), None)
    if first is not None and first.text:
        return first.text
    return (titles[0].text or "") if titles else ""


def is_in_head(element: _Element) -> bool:
    """Return whether an element is a child of a head."""
    parent = element.getparent()
    return parent is not None and parent.tag == "head"


def content_of(element: _Element) -> str:
    """Return what a ``meta`` element says, with white space squeezed."""
    return " ".join((element.get("content") or "").split())


def json_ld_in(scripts: Iterable[_Element]) -> Iterator[str]:
    """Yield the JSON-LD of a page as text; it need not be well-formed."""
    for script in scripts:
        if "ld+json" in (script.get("type") or ""):
            yield (script.text or "")[:MAX_SCRIPT_CHARACTERS]


def json_ld_types(script: str) -> Iterator[str]:
    """Yield the types that JSON-LD names, in lower case."""
    for types in JSON_LD_TYPES.finditer(script):
        for name in SCHEMA_TYPE.finditer(types[1]):
            yield name[1].lower()
