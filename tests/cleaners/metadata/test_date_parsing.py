from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.metadata.date_parsing import parse_date


@pytest.mark.parametrize(
    ("written", "language", "read"),
    [
        ("2031-05-03", None, "2031-05-03"),
        ("2031-05-03T09:14:15Z", None, "2031-05-03T09:14:15+00:00"),
        ("2031-05-03T09:14:15.123456-0430", None, "2031-05-03T09:14:15-04:30"),
        ("2031-05-03 09:14:15.0", None, "2031-05-03T09:14:15"),
        ("2031-05-03 09:14:15 +02:00", None, "2031-05-03T09:14:15+02:00"),
        ("2031/5/3 9:14 PM", "en", "2031-05-03T21:14:00"),
        ("20310503", None, "2031-05-03"),
        ("20310503T091415Z", None, "2031-05-03T09:14:15+00:00"),
        ("1935566055", None, "2031-05-03T09:14:15+00:00"),
        ("1935566055000", None, "2031-05-03T09:14:15+00:00"),
        ("Sat, 03 May 2031 09:14:15 GMT", None, "2031-05-03T09:14:15+00:00"),
        ("Sat May 03 2031 09:14:15 GMT+0200 (CEST)", None, "2031-05-03T09:14:15+02:00"),
        ("May 3rd, 2031", "en", "2031-05-03"),
        ("Published on 3 May 2031, 9:14 am", "en", "2031-05-03T09:14:00"),
        ("3. Mai 2031 um 9.14 Uhr", "de", "2031-05-03T09:14:00"),
        ("1er mai 2031", "fr", "2031-05-01"),
        ("3 de mayo de 2031", "es", "2031-05-03"),
        ("3. května 2031", "cs", "2031-05-03"),
        ("2031. május 3.", "hu", "2031-05-03"),
        ("3 мая 2031", "ru", "2031-05-03"),
        ("3 mai 2031", "nn", "2031-05-03"),
        ("3 Sept. 2031", "en", "2031-09-03"),
        ("3 อ.ย. 2031 3 ก.ย. 2031", "th", "2031-09-03"),
        ("3 نيسان 2031", "ar", "2031-04-03"),
        ("3 May 2031", "tlh", "2031-05-03"),
        ("2031年5月3日 09:14", "ja", "2031-05-03T09:14:00"),
        ("2031년 5월 3일", "ko", "2031-05-03"),
        ("3.5.2031, 09:14", "de", "2031-05-03T09:14:00"),
        ("5/3/2031", "en", "2031-05-03"),
        ("5/3/2031", "en-us", "2031-05-03"),
        ("3/5/2031", "en-gb", "2031-05-03"),
        ("3/5/2031", "fr", "2031-05-03"),
        ("23/5/2031", "en", "2031-05-23"),
        ("5/23/2031", "fr", "2031-05-23"),
        ("٣/٥/٢٠٣١", "ar", "2031-05-03"),
        ("३ मई २०३१", "hi", "2031-05-03"),
        ("3 พฤษภาคม 2574", "th", "2031-05-03"),
        ("29/02/2567", "th", "2024-02-29"),
    ],
)
def test_dates_as_pages_write_them(written: str, language: str | None, read: str) -> None:
    assert parse_date(written, language) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Today",
        "3 hours ago",
        "May",
        "2031",
        "3 May",
        "31 February 2031",
        "3 Mayor 2031",
        "2031-02-31",
        "31/31/2031",
        "12.5.3.1",
        "²³",
    ],
)
def test_what_is_no_whole_date(text: str) -> None:
    assert parse_date(text, "en") is None


def test_an_impossible_time_of_day_leaves_the_day() -> None:
    assert parse_date("3.5.2031 25:70", "de") == "2031-05-03"


OFFSETS = st.none() | st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)), OFFSETS)  # noqa: DTZ001
def test_iso_dates_come_back(moment: datetime, zone: timezone | None) -> None:
    written = moment.replace(tzinfo=zone, microsecond=0).isoformat()
    assert parse_date(written) == written


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.sampled_from(["de", "fr", "en-gb"]))
def test_numbers_with_the_day_first_come_back(day: date, language: str) -> None:
    assert parse_date(f"{day.day}.{day.month}.{day.year}", language) == day.isoformat()


@given(st.text(alphabet="0123456789:/.-TZ+ APMapm年月日²٣"), st.sampled_from([None, "en", "de"]))
def test_any_text_is_a_date_or_none(text: str, language: str | None) -> None:
    read = parse_date(text, language)
    assert read is None or datetime.fromisoformat(read).year > 0


def test_utc_is_kept_as_an_offset() -> None:
    read = parse_date("2031-05-03T09:14:15 UTC")
    assert read is not None
    assert datetime.fromisoformat(read) == datetime(2031, 5, 3, 9, 14, 15, tzinfo=UTC)
