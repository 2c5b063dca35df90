"""Dates with the name of a month, in the page's language or in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache

from cleaners.metadata.word_lists import month_lists

_MONTH = r"[^\W\d_][^\d\s,:|/()–]{1,20}"
_DATE = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[ºª.])?(?:\s+de|\s+of)?[\s-]+(?P<month>{_MONTH}),?"
    r"(?:\s+del?)?[\s-]+(?P<year>\d{4})(?!\d)"
    rf"|(?P<month_2>{_MONTH})\s+(?P<day_2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_2>\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<year_3>\d{{4}})\.?\s+(?P<month_3>{_MONTH})\s+(?P<day_3>\d{{1,2}})(?!\d)"
)
_WRITTEN = (
    ("year", "month", "day"),
    ("year_2", "month_2", "day_2"),
    ("year_3", "month_3", "day_3"),
)
_SAME_LANGUAGE = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "tl": "fil", "sh": "sr"}
"""Codes of languages under the code that the list of months has for them."""


def date_with_month_word(text: str, language: str | None) -> tuple[date, int] | None:
    """Return the first date in a text whose month is a word, and where it ends.

    Args:
        text: A short text.
        language: BCP 47 tag of the page; English is tried after it.
    """
    months = _months(_listed(language))
    for match in _DATE.finditer(text):
        year, month, day = next(match.group(*names) for names in _WRITTEN if match[names[0]])
        number = months.get(_folded(month))
        if number is not None:
            try:
                return date(int(year), number, int(day)), match.end()
            except ValueError:  # such as the 31st of February
                continue
    return None


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word.casefold()).replace(".", "")


def _listed(language: str | None) -> str:
    """Return the code of a language that has a list of months; English for any other."""
    code = (language or "en").partition("-")[0]
    code = _SAME_LANGUAGE.get(code, code)
    return code if code in month_lists() else "en"


@cache
def _months(code: str) -> Mapping[str, int]:
    """Return the numbers of months by their names in a language and in English."""
    lists = month_lists()
    return {
        word: number
        for own in (lists["en"], lists[code])
        for number, words in enumerate(own, start=1)
        for word in words
    }
