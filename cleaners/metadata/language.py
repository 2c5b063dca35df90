"""The language of an article: as the page declares it, unless its script says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from cleaners.metadata.elements import HeadElements
from cleaners.metadata.json_ld import JsonLd
from cleaners.metadata.json_values import as_list, as_text
from cleaners.metadata.meta_tags import found_in_meta
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import Script, scripts, word_lists

MAX_SAMPLE_CHARS = 2_000
MIN_SCRIPT_LETTERS = 8
"""Fewer letters of a script may be a quotation or a name."""

MIN_SCRIPT_SHARE = 0.5
MIN_LATIN_CHARS = 40
"""A shorter text in Latin letters may be a name in a page of another script."""

_HAN, _KANA = "han", "kana"
_JAPANESE_MIX = 20  # Japanese prose has several kana to a Chinese character, headlines few

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_LETTER = re.compile(r"[^\W\d_]")
_NO_LANGUAGE = frozenset({"mul", "und", "zxx", "xx", "xxx", "en-en"})


class Declared(Struct, frozen=True):
    """What may declare the language of a page.

    Attributes:
        head: What the page's head says.
        json_ld: The page's JSON-LD.
        header: The ``Content-Language`` header.
    """

    head: HeadElements
    json_ld: JsonLd
    header: str


def find_language(declared: Declared, samples: Sequence[str]) -> Value[str] | None:
    """Return the language that the page declares, as a BCP 47 tag.

    A declaration that the script of the text rules out (``en`` over Cyrillic letters, ``ja``
    over Latin ones) is passed over. Without a fitting one, a script that is one language's
    own decides.

    Args:
        declared: What the page declares.
        samples: Texts of the page, such as its title and description; the first one whose
            script can be told decides.
    """
    script = next(filter(None, map(dominant_script, samples)), None)
    sample = "\n".join(samples)
    for declaration in _declarations(declared):
        tag = normal_tag(declaration.value)
        if tag is not None and _fits(tag, script, sample):
            return Value(tag, declaration.origin)
    if script is not None and script.sure:
        return Value(script.languages[0], "text.script")
    return None


def find_settled_language(
    declared: Declared, summary: str, texts: Iterable[str]
) -> Value[str] | None:
    """Return the language of a page if any part of its text as a second sample gives the same.

    That is so where the summary shows a script; or where all texts have too few letters of other
    scripts than Latin, and the language can be written in it.

    Args:
        declared: What the page declares.
        summary: The first sample.
        texts: All of which a part may become the second one.
    """
    language = find_language(declared, (summary,))
    if language is None or dominant_script(summary) is not None:
        return language
    if _is_never_latin(language.value):
        return None
    find = _patterns().any_script.findall
    count = sum(len(find(text)) for text in texts if not text.isascii())
    return language if count < MIN_SCRIPT_LETTERS else None


def _declarations(declared: Declared) -> Iterator[Value[str]]:
    yield Value(declared.head.language, "dom.lang")
    for node in (declared.json_ld.article, declared.json_ld.web_page):
        for value in as_list(node.get("inLanguage")):
            yield Value(as_text(value), "json_ld.inLanguage")
    yield from found_in_meta(declared.head.meta, word_lists().meta_tags.language)
    yield Value(declared.header, "http.content-language")


def normal_tag(text: str) -> str | None:
    """Return a BCP 47 tag with its language in lower case and its region in capitals.

    ``de_AT.UTF-8`` is ``de-AT``; of several tags the first counts; a word is no tag.
    """
    first = re.split(r"[,;.\s]", text.strip(), maxsplit=1)[0]
    if not _TAG.match(first):
        return None
    language, *rest = re.split(r"[-_]", first)
    if language.lower() in _NO_LANGUAGE:
        return None
    subtags = [part.upper() if len(part) == 2 else part.capitalize() for part in rest]  # noqa: PLR2004
    return "-".join((language.lower(), *subtags))


def dominant_script(sample: str) -> Script | None:
    """Return the script that most letters of a text are in; None for Latin or too few letters.

    A little kana makes Chinese characters Japanese.
    """
    sample = sample[:MAX_SAMPLE_CHARS]
    if sample.isascii():
        return None
    characters = "".join(_patterns().any_script.findall(sample))
    if len(characters) < MIN_SCRIPT_LETTERS:
        return None
    counts = {
        script.name: len(pattern.findall(characters))
        for script, pattern in _patterns().by_script.items()
    }
    if _JAPANESE_MIX * counts[_KANA] >= counts[_HAN] > 0:
        counts[_KANA] += counts.pop(_HAN)
    name = max(counts, key=lambda script: counts[script])
    if counts[name] < MIN_SCRIPT_SHARE * len(_LETTER.findall(sample)):
        return None
    return next(script for script in scripts() if script.name == name)


class _Patterns(Struct, frozen=True):
    any_script: re.Pattern[str]
    by_script: dict[Script, re.Pattern[str]]


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        any_script=re.compile(f"[{''.join(script.ranges for script in scripts())}]"),
        by_script={script: re.compile(f"[{script.ranges}]") for script in scripts()},
    )


def _fits(tag: str, script: Script | None, sample: str) -> bool:
    """Tell whether a text in a script can be in a language; Latin letters fit almost any."""
    language = tag.partition("-")[0]
    if script is not None:
        return language in script.languages
    if len(sample) < MIN_LATIN_CHARS or "Latn" in tag:
        return True
    return not _is_never_latin(tag) or _patterns().any_script.search(sample) is not None


def _is_never_latin(tag: str) -> bool:
    """Tell whether a language is never written in Latin letters."""
    language = tag.partition("-")[0]
    return any(language in script.never_latin for script in scripts())
