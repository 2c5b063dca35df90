"""The headline of an article, without the name of its site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from cleaners.metadata.element_text import spaced_text
from cleaners.metadata.elements import HeadElements
from cleaners.metadata.json_ld import JsonLd
from cleaners.metadata.json_values import as_text
from cleaners.metadata.meta_tags import found_in_meta
from cleaners.metadata.site import SiteNames
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import word_lists
from cleaners.metadata.wording import compact, squeezed, words

MAX_HEADINGS = 8
MAX_HEADING_PARTS = 20
MAX_HEADLINE_WORDS = 40
"""A heading with more words is a paragraph in disguise."""

MIN_SHARED_WORDS = 1 / 3
"""A heading with fewer of the named headline's words is another text, such as a banner."""

_NAVIGATION_TAGS = frozenset({"nav", "ol", "ul", "li", "footer", "aside", "dialog"})
_MAX_SITE_WORDS = 4
_MIN_TAIL_WORDS = 4

Key = tuple[str, ...]


class Title(Struct, frozen=True):
    """The headline of an article.

    Attributes:
        headline: Its text, without the name of the site.
        site_suffix: What was cut from the page's title as the name of its site.
        element: The heading that shows it, if one does.
    """

    headline: Value[str] | None = None
    site_suffix: str = ""
    element: _Element | None = None


class _Candidate(Struct, frozen=True):
    """A headline that the page gives.

    Attributes:
        text: Its text without the name of the site.
        origin: Where it stands.
        key: Its words without case.
        suffix: What was cut from its end.
    """

    text: str
    origin: str
    key: Key
    suffix: str = ""


class _Heading(_Candidate, frozen=True, kw_only=True):
    """A headline that the page shows, and its element."""

    element: _Element


def find_title(tree: _Element, head: HeadElements, json_ld: JsonLd, site: SiteNames) -> Title:
    """Return the headline that the page gives its article.

    A heading (h1) that JSON-LD, Open Graph or the title element confirms is the page's own
    wording; where it is all capitals, theirs is taken. A part of it that the page marks up on
    its own and that they leave out is a kicker, not headline. Without a confirmed heading,
    JSON-LD decides if Open Graph or the title element agrees, then a heading that shares words
    with them.
    """
    named = list(_named(head, json_ld, site))
    headings = _shown(head.headings, site)
    if not headings:
        headings = _shown(tree.iter("h2"), site)
    chosen = _confirmed(headings, named) or _unconfirmed(headings, named)
    suffix = next((item.suffix for item in named if item.origin == "dom.title"), "")
    if chosen is None:
        return Title(site_suffix=suffix)
    return Title(Value(chosen.text, chosen.origin), suffix, _showing(chosen, headings))


def _showing(chosen: _Candidate, headings: Sequence[_Heading]) -> _Element | None:
    """Return the heading that shows a headline, alone or with a kicker."""
    for heading in headings:
        if heading.key == chosen.key:
            return heading.element
    parts = set(chosen.key)
    return next((heading.element for heading in headings if parts.issubset(heading.key)), None)


def _named(head: HeadElements, json_ld: JsonLd, site: SiteNames) -> Iterator[_Candidate]:
    """Yield the headlines that the page gives by name rather than shows."""
    sources = [Value(as_text(json_ld.article.get("headline")), "json_ld.headline")]
    sources += found_in_meta(head.meta, word_lists().meta_tags.title)
    sources.append(Value(head.title, "dom.title"))
    sources.append(Value(as_text(json_ld.article.get("name")), "json_ld.name"))
    seen: dict[str, _Candidate] = {}
    for source in sources:
        known = seen.get(source.value)
        if known is None:
            text, suffix = without_site(squeezed(source.value), site)
            known = seen[source.value] = _Candidate(text, source.origin, _key(text), suffix)
        if _is_headline(known, site):
            yield replace(known, origin=source.origin)


def _shown(elements: Iterable[_Element], site: SiteNames) -> list[_Heading]:
    """Return the first headings that may be the page's headline.

    A heading in a breadcrumb or a menu repeats the headline as search engines should see it.
    """
    headings: list[_Heading] = []
    for element in islice(elements, MAX_HEADINGS):
        text = spaced_text(element)
        heading = _Heading(text, f"dom.{element.tag}", _key(text), element=element)
        if _is_headline(heading, site) and not _is_navigation(element):
            headings.append(heading)
    return headings


def _is_navigation(element: _Element) -> bool:
    return any(ancestor.tag in _NAVIGATION_TAGS for ancestor in element.iterancestors())


def _is_headline(candidate: _Candidate, site: SiteNames) -> bool:
    if not candidate.key or len(candidate.key) > MAX_HEADLINE_WORDS:
        return False
    return len(candidate.key) > _MAX_SITE_WORDS or not site.include(candidate.text)


def _key(text: str) -> Key:
    return words(text.casefold())


def _confirmed(headings: Sequence[_Heading], named: Sequence[_Candidate]) -> _Candidate | None:
    """Return a heading, or a part of one, that the page also gives by name."""
    by_key: dict[Key, _Candidate] = {}
    for candidate in named:
        by_key.setdefault(candidate.key, candidate)
    for heading in headings:
        part = _confirmed_part(heading, by_key) if len(heading.element) else None
        if part is not None:
            return part
        match = by_key.get(heading.key)
        if match is not None:
            return match if _is_one_case(heading.text) else heading
    return None


def _is_one_case(text: str) -> bool:
    return text.isupper() or text.islower()


def _confirmed_part(heading: _Heading, named: Mapping[Key, _Candidate]) -> _Candidate | None:
    """Return the part of a heading that is headline: without its kicker, its date, its counter.

    Either the page gives the part by name, or a name ends with it that has another kicker.
    """
    full = heading.key
    for text in _parts(heading.element):
        key = _key(text)
        if not len(full) > len(key) > 1:
            continue
        if key in named and 2 * len(key) >= len(full):
            return named[key] if _is_one_case(text) else _Candidate(text, heading.origin, key)
        is_tail = len(key) >= _MIN_TAIL_WORDS and full[-len(key) :] == key
        if is_tail and full not in named and any(name[-len(key) :] == key for name in named):
            return _Candidate(text, heading.origin, key)
    return None


def _parts(element: _Element) -> Iterator[str]:
    """Yield the texts of the elements in a heading, and the heading's own text without them."""
    for part in islice(element.iterdescendants(), MAX_HEADING_PARTS):
        if isinstance(part.tag, str):
            yield spaced_text(part)
    yield squeezed(" ".join(child.tail or "" for child in element))


def _unconfirmed(headings: Sequence[_Heading], named: Sequence[_Candidate]) -> _Candidate | None:
    if not named:
        return headings[0] if headings else None
    first = named[0]
    others = {item.key for item in named[1:] if item.origin != "json_ld.name"}
    if first.origin == "json_ld.headline" and first.key in others and not first.suffix:
        return first
    for heading in headings:
        if heading.origin != "dom.h1":
            break
        shared = len(set(first.key) & set(heading.key))
        if shared >= MIN_SHARED_WORDS * min(len(set(first.key)), len(set(heading.key))):
            return heading
    return first


@cache
def _separator() -> re.Pattern[str]:
    titles = word_lists().titles
    spaced, tight = re.escape(titles.spaced_separators), re.escape(titles.tight_separators)
    return re.compile(rf"\s+(?:[{spaced}]|::)\s+|\s*[{tight}]\s*")


def without_site(text: str, site: SiteNames) -> tuple[str, str]:
    """Return a title without the name of the site, and that name if it stood at the end.

    ``Storm hits coast | Region | The Example`` loses the site's name and what follows it, then
    the section if it is a part of the page's address; what else stands before may be headline.
    """
    matches = list(_separator().finditer(text))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        for suffix in (text[match.end() : end], text[match.end() :]):
            if match.start() and site.include(suffix):
                return _without_section(text[: match.start()], site), suffix
    if matches and site.include(text[: matches[0].start()]) and len(text) > matches[0].end():
        return text[matches[0].end() :], ""
    return _without_section(text, site), ""


def _without_section(text: str, site: SiteNames) -> str:
    """Return a title without a last part that is a section in the page's address."""
    for match in _separator().finditer(text):
        if match.start() and compact(text[match.end() :]) in site.sections:
            return text[: match.start()]
    return text
