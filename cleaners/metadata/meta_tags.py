"""Values of meta elements, by the field they speak of, with their origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaners.metadata.values import Value
from cleaners.metadata.wording import squeezed

MetaContents = Mapping[str, list[str]]
"""Contents of meta elements by lower-case name, as ``HeadElements.meta`` has them."""

_VOCABULARIES = {
    "og:": "open_graph",
    "article:": "open_graph",
    "twitter:": "twitter",
    "dc.": "dublin_core",
    "dcterms.": "dublin_core",
    "itemprop.": "microdata",
    "http-equiv.": "http_equiv",
}


def origin_of(name: str) -> str:
    """Return the origin of a meta element's value: ``open_graph.og:title``, ``meta.author``."""
    for prefix, vocabulary in _VOCABULARIES.items():
        if name.startswith(prefix):
            own_prefix = prefix if prefix.endswith(".") else ""
            return f"{vocabulary}.{name.removeprefix(own_prefix)}"
    return f"meta.{name}"


def found_in_meta(contents: MetaContents, names: tuple[str, ...]) -> Iterator[Value[str]]:
    """Yield the values under these names, white space squeezed, in the order of the names."""
    for name in names:
        for content in contents.get(name, ()):
            text = squeezed(content)
            if text:
                yield Value(text, origin_of(name))


def first_in_meta(contents: MetaContents, names: tuple[str, ...]) -> Value[str] | None:
    """Return the first value under these names."""
    return next(found_in_meta(contents, names), None)
