"""Dates as pages write them, to ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

from cleaners.metadata.month_words import date_with_month_word

MAX_DATE_CHARS = 100

_BUDDHIST_YEARS = range(2400, 2700)
_BUDDHIST_OFFSET = 543
_EPOCH_UNITS = {10: 1, 13: 1_000}  # digits of a Unix time in seconds and in milliseconds
_MONTHS = 12
_HALF_DAY = 12
_DAY_CHARS = len("2025-01-01")

_CLOCK = re.compile(
    r"(?:T|[\s,|@–-]|\b(?:at|um|à|kl\.?|klo)\b){1,4}(?P<hour>\d{1,2})[:h.](?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm])?\.?\s*"
    r"(?P<offset>(?:UTC|GMT)?[+-]\d{2}:?\d{2}\b|[+-]\d{2}\b|Z\b|UTC\b|GMT\b)?"
)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.]|\s?年\s?|년\s?|\.\s)(?P<month>\d{1,2})"
    r"(?:(?P=mark)|\s?月\s?|월\s?)(?P<day>\d{1,2})(?!\d)(?:\s?[日일])?"
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<offset>Z|[+-]\d{4})?)?(?!\d)"
)
_YEAR_LAST = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})(?P<mark>\.\s?|/|-|\s/\s)(?P<other>\d{1,2})(?P=mark)"
    r"(?P<year>\d{4})(?!\d)"
)
_YEAR = re.compile(r"\d{4}")
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})?")


def parse_date(text: str, language: str | None = None) -> str | None:
    """Return a date or a date and time in ISO 8601, with the offset if the text gives one.

    Read are ISO 8601 and its relatives, Unix time, numbers with the year last (the month first
    only where the language or the numbers say so), Chinese, Japanese and Korean dates, names of
    months in the page's language or in English, digits of any script, and Buddhist years. A
    text without a whole date is none, nor is a relative one (``Today``).

    Args:
        text: A date, or a short text around one.
        language: BCP 47 tag of the page, to tell 3/4 from 4/3 and to read names of months.
    """
    text = text.strip()[:MAX_DATE_CHARS]
    if _YEAR.search(text) is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return next(_readings(text, language), None)
    return _iso(moment) if len(text) > _DAY_CHARS else moment.date().isoformat()


def _readings(text: str, language: str | None) -> Iterator[str]:
    if text.isdecimal() and len(text) in _EPOCH_UNITS:
        yield _iso(datetime.fromtimestamp(int(text) // _EPOCH_UNITS[len(text)], tz=UTC))
        return
    for match in _YEAR_FIRST.finditer(text):
        yield from _dated(match["year"], match["month"], match["day"], text, match.end())
    for match in _COMPACT.finditer(text):
        day = _day(match["year"], match["month"], match["day"])
        if day is not None:
            yield _at_clock(day, match) if match["hour"] else day.isoformat()
    for match in _YEAR_LAST.finditer(text):
        month, day_number = match["other"], match["first"]
        if _is_month_first(int(day_number), int(month), match["mark"], language):
            month, day_number = day_number, month
        yield from _dated(match["year"], month, day_number, text, match.end())
    named = date_with_month_word(text, language)
    if named is not None:
        found, end = named
        yield from _dated(str(found.year), str(found.month), str(found.day), text, end)


def _is_month_first(first: int, other: int, mark: str, language: str | None) -> bool:
    """Tell whether 3/4 is the fourth of March: only American English writes so, with slashes."""
    if first > _MONTHS or other > _MONTHS:
        return other > _MONTHS
    return language in {"en", "en-us"} and mark.strip() != "."


def _dated(year: str, month: str, day: str, text: str, end: int) -> Iterator[str]:
    found = _day(year, month, day)
    if found is not None:
        yield _with_clock(found, end, text)


def _day(year: str, month: str, day: str) -> date | None:
    number = int(year)
    if number in _BUDDHIST_YEARS:
        number -= _BUDDHIST_OFFSET
    try:
        return date(number, int(month), int(day))
    except ValueError:  # such as the 31st of February
        return None


def _with_clock(day: date, end: int, text: str) -> str:
    """Return a day with the time of day that follows it in the text, if one does."""
    clock = _CLOCK.match(text, end)
    return _at_clock(day, clock) if clock else day.isoformat()


def _at_clock(day: date, clock: re.Match[str]) -> str:
    parts = clock.groupdict()
    hour = int(parts["hour"])
    half = (parts.get("half") or "").lower()
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half.startswith("p") else 0)
    minute, second = int(parts["minute"]), int(parts["second"] or 0)
    try:
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC)
        zone = _zone(parts["offset"])
    except ValueError:  # no time of day, such as 25:70
        return day.isoformat()
    return _iso(moment.replace(tzinfo=zone))


def _zone(offset: str | None) -> timezone | None:
    if not offset:
        return None
    match = _OFFSET.search(offset)
    if match is None:
        return UTC
    minutes = 60 * int(match["hours"]) + int(match["minutes"] or 0)
    return timezone(timedelta(minutes=-minutes if match["sign"] == "-" else minutes))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
