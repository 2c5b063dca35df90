r"""The metrics of text and metadata, on one page each; pure functions.

Both sides are first brought to NFC without soft hyphens and zero-width characters. Words are
``\w+``. They are compared as multisets of lower-cased words, as multisets of shingles (4-grams of
words, case kept), and as sequences.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

SHINGLE_WORDS = 4

_WORD = re.compile(r"\w+")
# Soft hyphen, zero-width space, non-joiner and joiner, word joiner, byte order mark.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class TextScore(Struct, frozen=True):
    """How well a text matches the gold; ratios from 0 to 1.

    Attributes:
        word_f1: F1 of the multisets of lower-cased words.
        shingle_precision: Share of the text's shingles that are in the gold; None without text.
        shingle_recall: Share of the gold's shingles that are in the text; None without gold.
        exact: Whether the sequences of words are equal.
        missing_count: Words of the gold that the text lacks.
        extra_count: Words of the text that the gold lacks.
    """

    word_f1: float
    shingle_precision: float | None
    shingle_recall: float | None
    exact: bool
    missing_count: int
    extra_count: int


class SnippetScore(Struct, frozen=True):
    """How many of the snippets are found, of those that must and of those that must not be."""

    contained: int
    contained_found: int
    not_contained: int
    not_contained_found: int


def normalised(text: str) -> str:
    """Return a text in NFC without soft hyphens and zero-width characters."""
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, case kept."""
    return _WORD.findall(normalised(text))


def shingles_of(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Return the multiset of 4-grams; fewer words than that are one shingle of all of them."""
    if not words:
        return Counter()
    size = min(SHINGLE_WORDS, len(words))
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def score_text(text: str, gold: str) -> TextScore:
    """Compare a text with the gold."""
    ours, theirs = words_of(text), words_of(gold)
    our_words = Counter(word.lower() for word in ours)
    their_words = Counter(word.lower() for word in theirs)
    our_shingles, their_shingles = shingles_of(ours), shingles_of(theirs)
    shared_shingles = (our_shingles & their_shingles).total()
    shared = (our_words & their_words).total()
    return TextScore(
        word_f1=word_f1_of(shared, len(ours), len(theirs)),
        shingle_precision=shared_shingles / our_shingles.total() if ours else None,
        shingle_recall=shared_shingles / their_shingles.total() if theirs else None,
        exact=ours == theirs,
        missing_count=len(theirs) - shared,
        extra_count=len(ours) - shared,
    )


def word_f1_of(shared: int, our_count: int, their_count: int) -> float:
    """Return the F1 of two multisets of which so many are shared; two empty ones agree."""
    total = our_count + their_count
    return 2 * shared / total if total else 1.0


def harmonic_mean(precision: float, recall: float) -> float:
    """Return the F1 of a precision and a recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_snippets(
    text: str, contained: Sequence[str], not_contained: Sequence[str]
) -> SnippetScore:
    """Look for snippets in a text, white space squeezed on both sides."""
    squeezed = _squeezed(text)
    return SnippetScore(
        contained=len(contained),
        contained_found=sum(_squeezed(snippet) in squeezed for snippet in contained),
        not_contained=len(not_contained),
        not_contained_found=sum(_squeezed(snippet) in squeezed for snippet in not_contained),
    )


def title_agrees(title: str | None, gold: str) -> bool:
    """Return whether the words of a title equal the gold's."""
    return words_of(title or "") == words_of(gold)


def authors_agree(authors: Iterable[str], gold: Iterable[str]) -> bool:
    """Return whether the sets of the words of all names are equal."""
    return _name_words(authors) == _name_words(gold)


def date_agrees(date: str | None, gold: str) -> bool:
    """Return whether the day of an ISO 8601 date, or date and time, is the gold's."""
    return date is not None and date[:10] == gold[:10]


def bootstrap_interval(
    values: Sequence[float], *, share: float = 0.95, resamples: int = 1_000, seed: int = 0
) -> tuple[float, float]:
    """Return the percentile bootstrap interval of a mean (Efron 1979), the same for a seed.

    Raises:
        ValueError: No values.
    """
    if not values:
        raise ValueError("no values to resample")
    generator = random.Random(seed)  # noqa: S311 - resampling, not secrets
    count = len(values)
    means = sorted(sum(generator.choices(values, k=count)) / count for _ in range(resamples))
    tail = round((1 - share) / 2 * resamples)
    return means[tail], means[resamples - 1 - tail]


def _squeezed(text: str) -> str:
    return " ".join(normalised(text).split())


def _name_words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in words_of(name)}
