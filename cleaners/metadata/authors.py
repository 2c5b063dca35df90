"""Who signs an article."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.metadata.headline_lines import LINE, signed_lines
from cleaners.metadata.json_ld import JsonLd
from cleaners.metadata.json_values import Node, as_list, as_text, is_node
from cleaners.metadata.meta_tags import MetaContents, origin_of
from cleaners.metadata.names import NameReader, is_name, name_reader
from cleaners.metadata.page_body import PageBody
from cleaners.metadata.signatures import find_signatures
from cleaners.metadata.site import SiteNames
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import author_lists, word_lists
from cleaners.metadata.wording import compact, squeezed, words

_TWITTER_LABEL, _TWITTER_VALUE = "twitter:label1", "twitter:data1"

Names = Value[tuple[str, ...]]


def find_authors(
    body: PageBody, meta: MetaContents, json_ld: JsonLd, site: SiteNames, language: str | None
) -> Names | None:
    """Return who signs the article, in order.

    JSON-LD, then meta elements, then what the page shows. The site's own name counts only
    where no one else signs. Where its surest marked signature is the site's too, only lines
    of text can name someone else: the further marks are those of other articles.
    """
    reader = name_reader(language)
    by_the_site: Names | None = None
    is_shown = False
    for found in _sources(body, meta, json_ld, reader):
        people = tuple(name for name in found.value if not _is_the_site(name, site))
        is_marked = found.origin.startswith("dom.") and found.origin != LINE
        if people and not (is_marked and is_shown):
            return Value(people, found.origin)
        if found.value and not people:
            is_shown = is_shown or (is_marked and by_the_site is not None)
            by_the_site = by_the_site or found
    return by_the_site


def _is_the_site(name: str, site: SiteNames) -> bool:
    """Tell whether a signature is the site's own name, or its editors as a whole."""
    if compact(name) in site.keys:
        return True
    generic = author_lists().site_words.words
    rest = [word for word in words(name) if word.casefold() not in generic]
    return not rest or compact("".join(rest)) in site.keys


def _sources(
    body: PageBody, meta: MetaContents, json_ld: JsonLd, reader: NameReader
) -> Iterator[Names]:
    for node, key in ((json_ld.article, "author"), (json_ld.article, "creator")):
        yield Value(_json_ld_names(json_ld, node, key, reader), f"json_ld.{key}")
    for name in word_lists().meta_tags.authors:
        if name in meta and not (name == _TWITTER_VALUE and not _is_author_label(meta)):
            yield Value(_meta_names(meta, name, reader), origin_of(name))
    yield Value(_json_ld_names(json_ld, json_ld.web_page, "author", reader), "json_ld.author")
    yield from find_signatures(body.marked.signed, reader)
    yield from signed_lines(body.lines, reader)


def _is_author_label(meta: MetaContents) -> bool:
    """Tell whether the first value of a Twitter card is the author: its label is free text."""
    labels = meta.get(_TWITTER_LABEL, ())
    prefixes = author_lists().prefixes.values()
    return any(squeezed(label).casefold() in entries for label in labels for entries in prefixes)


def _json_ld_names(json_ld: JsonLd, node: Node, key: str, reader: NameReader) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in as_list(node.get(key)):
        author = json_ld.followed(value)
        if is_node(author) and _is_organisation(author):
            found[squeezed(as_text(author))] = None
        else:
            found.update(dict.fromkeys(reader.names(_written_name(author))))
    return tuple(filter(is_name, found))


def _is_organisation(author: Node) -> bool:
    return any("Organization" in as_text(name) for name in as_list(author.get("@type")))


def _written_name(author: object) -> str:
    if is_node(author):
        name = author.get("name")
        if isinstance(name, list):
            return "; ".join(as_text(item) for item in name)
        return as_text(name) or " ".join(
            as_text(author.get(part)) for part in ("givenName", "familyName")
        )
    return as_text(author)


def _meta_names(meta: MetaContents, name: str, reader: NameReader) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for content in meta[name]:
        found.update(dict.fromkeys(reader.names(content)))
    return tuple(found)
