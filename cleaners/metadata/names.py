"""Names out of what a page writes where its authors should stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from cleaners.metadata.word_lists import EVERY_LANGUAGE, author_lists, of_language
from cleaners.metadata.wording import compact, squeezed, words

MAX_SIGNATURE_CHARS = 500
MAX_NAMES = 50
MAX_NAME_CHARS = 80
MAX_NAME_WORDS = 7
MAX_SHOWN_WORDS = 5

_NOT_IN_NAMES = re.compile(r"\d|[.?!]$|[:;]")

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*|\S+@\S+\.\S+|(?<!\w)@\w+", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)\s*")
_STRONG_BREAK = re.compile(r"\s*(?:;|；|、|・|\s/\s|\s\|\s|\s[•·]\s|\n)\s*")
_COMMA = re.compile(r"\s*[,，،]\s*")
_AFTER_NAME = re.compile(r"\s(?:[-–—|•·]|\d{1,2}[.:/]\d|\d{4}\b).*")
_EDGE = " \t.,;:：·•|-–—_*\"'“”„«»‹›()[]<>/\\"
_EDGE_END = _EDGE.replace(".", "")
_FULL_STOP = re.compile(r"(?<=\w{4})\.+$")  # "Jr." and "M." keep theirs


class NameReader(Struct, frozen=True):
    """How signatures of a page are read.

    Attributes:
        prefix: Matches words before a name.
        connector: Matches words between two names; the word is its group.
        tail: Matches what ends a signature, and all after it.
        suffixes: Words after a name.
    """

    prefix: re.Pattern[str]
    connector: re.Pattern[str]
    tail: re.Pattern[str]
    suffixes: tuple[str, ...]

    def names(self, text: str) -> tuple[str, ...]:
        """Return the names in a signature, in order, none twice; placeholders are none.

        ``By Ann Author and Bo Writer, Springfield`` gives two names: a single word after a
        comma is a place, a job or a degree unless all parts are single words.
        """
        text = squeezed(text[:MAX_SIGNATURE_CHARS])
        if len(text.split()) == 1 and "://" in text:
            return ()
        text = _PARENTHESIS.sub(" ", _ADDRESS.sub(" ", text))
        found: dict[str, str] = {}
        for group in _STRONG_BREAK.split(text):
            for signature in _unslashed(group):
                for name in self._of_group(signature):
                    found.setdefault(compact(name), name)
        return tuple(found.values())[:MAX_NAMES]

    def has_prefix(self, text: str) -> bool:
        """Tell whether a text begins as a signature does: ``By ...``."""
        return self.prefix.match(text) is not None

    def is_prefix(self, text: str) -> bool:
        """Tell whether a text is nothing but the beginning of a signature: ``By``."""
        return self.prefix.fullmatch(text) is not None

    def is_tail(self, text: str) -> bool:
        """Tell whether a text is nothing but what ends a signature: ``Reviewed by``."""
        return self.tail.fullmatch(text) is not None

    def _of_group(self, text: str) -> Iterator[str]:
        parts = [
            self._bare(part)
            for enumerated in _COMMA.split(self.tail.sub("", self._unprefixed(text)))
            for part in self._connected(f" {enumerated}")
        ]
        parts = [part for part in parts if part]
        any_long = any(" " in part for part in parts)
        for index, part in enumerate(parts):
            if is_name(part) and not (index and _is_addition(part, parts[0], any_long=any_long)):
                yield part

    def _connected(self, text: str) -> list[str]:
        """Return what connectors join: two in ``Ann Author y Bo Writer``, one in ``Gil y Paz``.

        A connector of one letter between single words is a part of a name.
        """
        first, *rest = self.connector.split(text)
        joined = [first]
        for connector, part in zip(rest[::2], rest[1::2], strict=True):
            if len(connector) == 1 and connector.isalpha() and not _are_both_long(joined[-1], part):
                joined[-1] = f"{joined[-1]} {connector} {part}"
            else:
                joined.append(part)
        return joined

    def _unprefixed(self, text: str) -> str:
        previous = None
        while text != previous:
            previous, text = text, self.prefix.sub("", text.lstrip(_EDGE), count=1)
        return text

    def _bare(self, text: str) -> str:
        text = _AFTER_NAME.sub("", self._unprefixed(text)).lstrip(_EDGE).rstrip(_EDGE_END)
        text = _FULL_STOP.sub("", text)
        for suffix in self.suffixes:
            text = text.removesuffix(suffix).rstrip()
        return text


def is_name(text: str) -> bool:
    """Tell whether a text can be the name of a person, an agency or a desk."""
    if not text or len(text) > MAX_NAME_CHARS:
        return False
    lists = author_lists().placeholders
    parts = [word.casefold() for word in words(text)]
    if not parts or len(parts) > MAX_NAME_WORDS or text.isdigit():
        return False
    return text.casefold().strip(_EDGE) not in lists.names and lists.words.isdisjoint(parts)


def looks_like_name(name: str) -> bool:
    """Tell whether a text that a page shows can be a name: short, no sentence, no date."""
    return len(name.split()) <= MAX_SHOWN_WORDS and not _NOT_IN_NAMES.search(name)


def is_capitalised(name: str) -> bool:
    """Tell whether all words of a name but its particles begin with a capital, if they can."""
    particles = author_lists().particles
    first, *rest = name.split() or [""]
    return (not first[:1].islower() or first in particles.words | particles.articles) and not any(
        word[:1].islower() and word not in particles.words for word in rest
    )


def _are_both_long(left: str, right: str) -> bool:
    return " " in left.strip() and " " in right.strip()


def _unslashed(text: str) -> list[str]:
    """Return the names on either side of slashes: ``Ann Author/Bo Writer``, not ``dpa/aw``."""
    sides = [side.strip() for side in text.split("/")]
    return sides if all(" " in side for side in sides) else [text]


def _is_addition(part: str, first: str, *, any_long: bool) -> bool:
    """Tell whether a part after a comma is a place, a job or a degree rather than a name."""
    parts = {word.casefold() for word in words(part)}
    lists = author_lists()
    if part.casefold() in lists.agencies.names:
        return False
    if part.islower() and not first.islower():
        return True
    if not parts.isdisjoint(lists.job_words.words) or parts <= lists.job_words.degrees:
        return True
    return any_long and " " not in part and _has_spaces_between_words(part)


def _has_spaces_between_words(text: str) -> bool:
    """Tell whether a text's script separates words: a Chinese or Korean name is one word."""
    return not re.search(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0eff]", text)


def name_reader(tag: str | None) -> NameReader:
    """Return the reader for a language, given as BCP 47 tag."""
    language = (tag or "").partition("-")[0].lower()
    return _reader(language if language in _languages() else EVERY_LANGUAGE)


@cache
def _languages() -> frozenset[str]:
    """Return the languages that have ways of their own to sign."""
    lists = author_lists()
    by_language = (lists.prefixes, lists.connectors, lists.tails, lists.tail_prepositions)
    return frozenset().union(*by_language, lists.suffixes)


@cache
def _reader(language: str) -> NameReader:
    lists = author_lists()
    suffixes = lists.suffixes.get(language, ())
    return NameReader(
        prefix=re.compile(
            rf"^(?:{_alternatives(of_language(lists.prefixes, language))})(?:\s*[:：/=]\s*|\s+|$)",
            re.IGNORECASE,
        ),
        connector=re.compile(
            rf"\s+({_alternatives(of_language(lists.connectors, language))})\s+",
            re.IGNORECASE,
        ),
        tail=re.compile(
            rf"(?:^|\s)(?:(?:{_alternatives(of_language(lists.tails, language))})(?:[\s:,].*|$)"
            rf"|(?:{_alternatives(of_language(lists.tail_prepositions, language))})\s.*)",
            re.IGNORECASE,
        ),
        suffixes=suffixes,
    )


def _alternatives(entries: Iterable[str]) -> str:
    """Return a pattern of entries, the longest first."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry) for entry in ordered)
