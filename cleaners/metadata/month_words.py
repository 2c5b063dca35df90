"""Dates with the name of a month, in the page's language or in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

_MONTH = r"[^\W\d_][^\d\s,:|/()–]{1,20}"
_DATE = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th|er|[ºª.])?(?:\s+de|\s+of)?[\s-]+{_MONTH},?(?:\s+del?)?[\s-]+\d{{4}}(?!\d)"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}(?!\d)"
    rf"|(?<!\d)\d{{4}}\.?\s+{_MONTH}\s+\d{{1,2}}(?!\d)"
)
_SAME_LANGUAGE = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "tl": "fil", "sh": "sr"}
"""Codes of languages under the code that dateparser knows them by."""


class _DateData(Protocol):
    date_obj: datetime | None


class _Parser(Protocol):
    def get_date_data(self, date_string: str) -> _DateData: ...


def date_with_month_word(text: str, language: str | None) -> tuple[date, int] | None:
    """Return the first date in a text whose month is a word, and where it ends.

    Args:
        text: A short text.
        language: BCP 47 tag of the page; English is tried after it.
    """
    for match in _DATE.finditer(text):
        for code in dict.fromkeys((_primary(language), "en")):
            parser = _parser(code)
            if parser is not None:
                found = parser.get_date_data(match[0]).date_obj
                if found is not None:
                    return found.date(), match.end()
    return None


def _primary(language: str | None) -> str:
    code = (language or "en").partition("-")[0]
    return _SAME_LANGUAGE.get(code, code)


@lru_cache(maxsize=64)
def _parser(code: str) -> _Parser | None:
    """Return dateparser's parser of absolute dates in one language; None if it has none.

    It is imported late because most pages give their dates in numbers. Relative dates are left
    out: they would depend on the clock.
    """
    make = cast("Callable[..., _Parser]", import_module("dateparser.date").DateDataParser)
    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "TIMEZONE": "UTC"}
    try:
        return make(languages=[code], try_previous_locales=False, settings=settings)
    except ValueError:  # a language that dateparser does not know
        return None
