"""The language of an article: as the page declares it, unless its script says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


def find_language(
    head: HeadElements, json_ld: JsonLd, header: str, samples: Sequence[str]
) -> Value[str] | None:
    """Return the language that the page declares, as a BCP 47 tag.

    A declaration that the script of the text rules out (``en`` over Cyrillic letters, ``ja``
    over Latin ones) is passed over. Without a fitting one, a script that is one language's
    own decides.

    Args:
        head: What the page's head says.
        json_ld: The page's JSON-LD.
        header: The ``Content-Language`` header.
        samples: Texts of the page, such as its title and description; the first one whose
            script can be told decides.
    """
    script = next(filter(None, map(dominant_script, samples)), None)
    sample = "\n".join(samples)
    for declared in _declarations(head, json_ld, header):
        tag = normal_tag(declared.value)
        if tag is not None and _fits(tag, script, sample):
            return Value(tag, declared.origin)
    if script is not None and script.sure:
        return Value(script.languages[0], "text.script")
    return None


def _declarations(head: HeadElements, json_ld: JsonLd, header: str) -> Iterator[Value[str]]:
    yield Value(head.language, "dom.lang")
    for node in (json_ld.article, json_ld.web_page):
        for value in as_list(node.get("inLanguage")):
            yield Value(as_text(value), "json_ld.inLanguage")
    yield from found_in_meta(head.meta, word_lists().meta_tags.language)
    yield Value(header, "http.content-language")


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
    never_latin = any(language in script.never_latin for script in scripts())
    return not never_latin or _patterns().any_script.search(sample) is not None
