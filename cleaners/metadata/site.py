"""The name of the site, and all names by which a title or a signature may call it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cleaners.metadata.address import host_of, path_parts
from cleaners.metadata.json_ld import JsonLd
from cleaners.metadata.json_values import as_text
from cleaners.metadata.meta_tags import MetaContents, found_in_meta
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import word_lists
from cleaners.metadata.wording import compact, squeezed, words

_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"})
"""Labels that stand before a country's own, as in ``co.uk``; not the name of a site."""

_MIN_NAME_CHARS = 3
_MIN_INNER_CHARS = 5
_MAX_NAME_WORDS = 5


class SiteNames(Struct, frozen=True):
    """Names of the site.

    Attributes:
        found: Names that the page gives, with origins, the best first.
        keys: The same and the host's, compact, to compare.
        host_words: Words of the host, such as ``news`` and ``example`` of ``news.example.org``.
        label: The host's own label, such as ``example`` of ``news.example.co.uk``.
        sections: Parts of the address's path, compact.
        host: The host without ``www.``; empty if unknown.
    """

    found: tuple[Value[str], ...] = ()
    keys: frozenset[str] = frozenset()
    host_words: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    label: str = ""
    host: str = ""

    def include(self, text: str) -> bool:
        """Tell whether a short text is a name of the site.

        ``The Example``, ``EXAMPLE.org`` and ``Example online`` all name ``example.org``; so does
        ``Example Blog`` for ``blog.our-example.org``.
        """
        key = compact(text)
        if key in self.keys:
            return True
        if len(key) < _MIN_NAME_CHARS:
            return False
        parts = words(text)
        if len(parts) > _MAX_NAME_WORDS:
            return False
        part_keys = {compact(part) for part in parts}
        if self.label in part_keys or part_keys <= self.host_words:
            return True
        return any(_is_short_form(key, name) or _is_short_form(name, key) for name in self.keys)


def _is_short_form(short: str, long: str) -> bool:
    """Tell whether a name is at least half of another one: its beginning, or in it if longer."""
    if len(short) < _MIN_NAME_CHARS or 2 * len(short) < len(long):
        return False
    return long.startswith(short) or (len(short) >= _MIN_INNER_CHARS and short in long)


def site_names(meta: MetaContents, json_ld: JsonLd, addresses: Sequence[str]) -> SiteNames:
    """Return the names of the site that the page gives, and those of its host.

    Args:
        meta: Contents of meta elements by name.
        json_ld: The page's JSON-LD.
        addresses: Addresses of the page, the most trusted first.
    """
    found = tuple(_names(meta, json_ld))
    hosts = [host for host in map(host_of, addresses) if host]
    labels = [own_label(host) for host in hosts]
    keys = {compact(item.value) for item in found} | {compact(name) for name in (*hosts, *labels)}
    return SiteNames(
        found=found,
        keys=frozenset(keys - {""}),
        host_words=frozenset(word for host in hosts for word in words(host)),
        sections=frozenset(compact(part) for url in addresses[:1] for part in path_parts(url)),
        label=compact(labels[0]) if labels else "",
        host=hosts[0] if hosts else "",
    )


def _names(meta: MetaContents, json_ld: JsonLd) -> Iterator[Value[str]]:
    names = word_lists().meta_tags.site
    yield from found_in_meta(meta, names[:1])
    for origin, value in (
        ("json_ld.WebSite", json_ld.web_site),
        ("json_ld.publisher", json_ld.article.get("publisher")),
        ("json_ld.publisher", json_ld.web_page.get("publisher")),
    ):
        name = squeezed(as_text(json_ld.followed(value)))
        if name:
            yield Value(name, origin)
    yield from found_in_meta(meta, names[1:])


def own_label(host: str) -> str:
    """Return the label that a site chose for itself: ``example`` of ``news.example.co.uk``."""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL:  # noqa: PLR2004 (as in example.co.uk)
        return labels[-3]
    return labels[-2] if len(labels) > 1 else host


def find_site(names: SiteNames, title_suffix: str) -> Value[str] | None:
    """Return the name of the site: as the page gives it, else the title's suffix, else the host.

    Args:
        names: What ``site_names`` found.
        title_suffix: The part that was cut from the page's title as the site's name.
    """
    for item in names.found:
        if "://" not in item.value:
            return item
    if title_suffix:
        return Value(title_suffix, "dom.title")
    return Value(names.host, "url") if names.host else None
