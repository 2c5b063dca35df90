"""Whether a line is a signature: ``By Ann Author, Springfield``, ``Von Anna Autorin``."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import cache

from msgspec import Struct

from cleaners.features.date_lines import is_date_text
from cleaners.metadata.word_lists import EVERY_LANGUAGE, author_lists

LANGUAGES = (EVERY_LANGUAGE, "en", "de", "fr", "es")
"""Languages whose prefixes have been checked on pages."""

MAX_CHARS = 200
MAX_WORDS = 20
MIN_NAME_WORDS = 2
MAX_NAME_WORDS = 4

PREPOSITIONS = frozenset({"by", "von", "par", "por"})
"""They stand before a name without a colon; ``Text`` and ``Author`` need one."""

HEAD = 3
MARKS = (" ", ":", "")
"""What follows a prefix: a name, a colon, or nothing where the name stands in the next line."""

PARTS = re.compile(r"\s*(?:[,|•·\n/—–:;()&+]|\s-\s)\s*")
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")


class Signatures(Struct, frozen=True):
    """The words of signatures.

    Attributes:
        heads: The first three characters of such lines, for a first glance.
        prefixes: Matches the words before a name.
        connectors: Words between names.
        particles: Words within a name that need no capital.
        agencies: Names of one word that sign as they are.
        nobody: What stands for a name where there is none, such as ``staff``.
        jobs: Words of posts.
        agency_line: Matches a line that is made of agencies, as ``(dpa/afp)`` and ``mit dpa``.
    """

    heads: frozenset[str]
    prefixes: re.Pattern[str]
    connectors: frozenset[str]
    particles: frozenset[str]
    agencies: frozenset[str]
    nobody: frozenset[str]
    jobs: frozenset[str]
    agency_line: re.Pattern[str]


@cache
def signatures() -> Signatures:
    """Return the words of signatures from ``cleaners/data/metadata_authors.toml``."""
    lists = author_lists()
    prefixes = {prefix for code in LANGUAGES for prefix in lists.prefixes.get(code, ())}
    connectors = {word for code in LANGUAGES for word in lists.connectors.get(code, ())}
    bare = sorted(each for each in prefixes if each.split()[-1] in PREPOSITIONS)
    labels = sorted(prefixes.difference(bare))
    spoken, written = "|".join(map(re.escape, bare[::-1])), "|".join(map(re.escape, labels[::-1]))
    return Signatures(
        heads=frozenset(f"{prefix}{mark}"[:HEAD] for prefix in prefixes for mark in MARKS),
        prefixes=re.compile(rf"\W{{0,3}}(?:(?:{spoken})(?:\s*:|(?!\w))|(?:{written})\s?:)\s*"),
        connectors=frozenset(connectors),
        particles=lists.particles.words,
        agencies=lists.agencies.names,
        nobody=lists.placeholders.names,
        jobs=lists.job_words.words,
        agency_line=agency_line_of(lists.agencies.names, connectors),
    )


def agency_line_of(agencies: AbstractSet[str], connectors: AbstractSet[str]) -> re.Pattern[str]:
    """Return what matches a line of agencies with what may stand between and before them."""
    names = "|".join(map(re.escape, sorted(agencies)))
    joint = rf"(?:{'|'.join(map(re.escape, sorted(connectors)))})(?!\w)\W*"
    name = rf"(?:{names})(?!\w)\W*"
    return re.compile(rf"\W*(?:{joint})?{name}(?:{name}|{joint})*")


def name_start(folded: str) -> int | None:
    """Return where a name begins if a folded line begins as a signature does, or None."""
    found = signatures().prefixes.match(folded)
    return found.end() if found else None


def is_signed(text: str) -> bool:
    """Return whether what stands behind ``By`` are names, with posts, places and dates at most."""
    parts = [part for part in PARTS.split(text[:MAX_CHARS]) if part]
    if not parts:
        return False
    return begins_with_name(parts[0]) and all(is_addition(part) for part in parts[1:])


def begins_with_name(part: str) -> bool:
    """Return whether a part begins with a name: two capitalised words, or an agency."""
    words = signatures()
    tokens = WORD.findall(part)
    if part.lower() in words.nobody or part.lower() in words.agencies:
        return True
    if not tokens or not tokens[0][0].isalpha():
        return False
    if tokens[0].lower() in words.agencies:
        return is_addition(part)
    return is_named(tokens) and is_addition(part)


def begins_with_signer(text: str) -> bool:
    """Return whether a text begins with a name or an agency, or is empty."""
    tokens = WORD.findall(text, 0, MAX_CHARS)
    if not tokens:
        return True
    is_agency = tokens[0].lower() in signatures().agencies
    return is_agency or (len(tokens[0]) > 1 and tokens[0].isupper()) or is_named(tokens)


def names_sources(text: str) -> bool:
    """Return whether a text is made of names, or has an agency among them."""
    tokens = WORD.findall(text, 0, MAX_CHARS)
    has_agency = not signatures().agencies.isdisjoint(token.lower() for token in tokens)
    return has_agency or (bool(tokens) and is_addition(text[:MAX_CHARS]))


def is_named(tokens: list[str]) -> bool:
    """Return whether words begin with a given name and a family name."""
    words = signatures()
    capitals = 0
    for token in tokens[: MAX_NAME_WORDS + 1]:
        if token[0].isupper() and token.lower() not in words.connectors:
            capitals += 1
        elif token.lower() in words.connectors or token.lower() not in words.particles:
            break
    return capitals >= MIN_NAME_WORDS


def is_addition(part: str) -> bool:
    """Return whether all words of a part are capitalised, or can stand in a signature."""
    words = signatures()
    return all(
        token[0].isupper()
        or token.lower().rstrip(".") in words.particles
        or token.lower() in words.connectors
        or token.lower() in words.jobs
        or is_date_text(token.lower())
        or "." in token[1:-1]
        for token in WORD.findall(part)
    )


def is_bare_name(text: str) -> bool:
    """Return whether a line is two to four capitalised words, as a name alone in its line is."""
    tokens = text.split()
    if not MIN_NAME_WORDS <= len(tokens) <= MAX_NAME_WORDS:
        return False
    if text.isupper():
        return False
    particles = signatures().particles
    return all(
        (token[0].isupper() or token in particles) and token.replace("-", "").isalpha()
        for token in (each.rstrip(".") or "-" for each in tokens)
    ) and is_named(tokens)
