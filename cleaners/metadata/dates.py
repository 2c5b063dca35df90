"""When an article was published and last changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

from msgspec import Struct

from cleaners.document import Page
from cleaners.metadata.date_parsing import parse_date
from cleaners.metadata.json_ld import JsonLd
from cleaners.metadata.json_values import Node, as_text
from cleaners.metadata.meta_tags import MetaContents, found_in_meta
from cleaners.metadata.page_addresses import PageAddresses
from cleaners.metadata.page_body import PageBody
from cleaners.metadata.shown_dates import shown_dates
from cleaners.metadata.values import Value
from cleaners.metadata.word_lists import word_lists

FIRST_BELIEVED_YEAR = 1990
"""Before the web: such a date is often a default, so a second source has to name the same day."""

TIME_ZONE_TOLERANCE = timedelta(days=1)
_DAY_CHARS = len("2025-01-01")
_MAX_UNIX_TIME = 10**13
_OTHER_DATES = frozenset(
    {"end", "event", "expiration", "expires", "expiry", "last", "modified", "review", "revised"}
    | {"start", "unpublished", "update", "updated", "valid"}
)


class Dates(Struct, frozen=True):
    """When an article was published and when it was changed, where the page says so."""

    published: Value[str] | None = None
    modified: Value[str] | None = None


class DateReader(Struct, frozen=True):
    """How the dates of a page are read and which are believed.

    Attributes:
        language: BCP 47 tag of the page.
        latest: The last day that a date on the page can be; None if that is unknown.
    """

    language: str | None = None
    latest: date | None = None

    def until(self, day: str) -> DateReader:
        """Return a reader that believes no date after a day, given in ISO 8601."""
        last = date.fromisoformat(day[:_DAY_CHARS])
        return DateReader(self.language, min(last, self.latest or last))

    def first(self, candidates: Iterable[Value[str]]) -> Value[str] | None:
        """Return the first candidate that is a date and can be true, in ISO 8601."""
        doubted: set[str] = set()
        for candidate in candidates:
            read = parse_date(candidate.value, self.language)
            if read is None:
                continue
            day = read[:_DAY_CHARS]
            if self.latest is not None and day > self.latest.isoformat():
                continue
            if int(day[:4]) >= FIRST_BELIEVED_YEAR or day in doubted:
                return Value(read, candidate.origin)
            doubted.add(day)
        return None


def reading_language(tag: str | None, host: str) -> str | None:
    """Return the language to read dates in: English outside the USA puts the day first."""
    if tag != "en":
        return tag.lower() if tag else None
    domain = host.rpartition(".")[2]
    return f"en-{domain}" if domain in word_lists().dates.day_first_domains else "en"


def latest_day(page: Page) -> date | None:
    """Return the last day that a date on the page can be: of the fetch, and one for time zones.

    ``Page.latest_date`` decides, else ``fetched_at``, else the ``Date`` header.
    """
    for text in (page.latest_date, page.fetched_at):
        read = parse_date(text) if text else None
        if read is not None:
            return date.fromisoformat(read[:_DAY_CHARS]) + TIME_ZONE_TOLERANCE
    header = next((value for name, value in page.headers.items() if name.lower() == "date"), "")
    if not header:
        return None
    try:
        return parsedate_to_datetime(header).date() + TIME_ZONE_TOLERANCE
    except (ValueError, OverflowError):  # no date in it
        return None


def find_dates(
    body: PageBody,
    meta: MetaContents,
    json_ld: JsonLd,
    addresses: PageAddresses,
    reader: DateReader,
) -> Dates:
    """Return when the article was published and modified, as far as the page says.

    The sources are looked at one after the other: JSON-LD, meta elements, microdata and time
    elements of the page, the page's address, and the lines below the headline. A change before
    the publication is none; a date that the page only shows is none after its last change.
    """
    modified = reader.first(_modified(meta, json_ld))
    published = reader.first(_declared(meta, json_ld))
    if published is None:
        if modified is not None:
            reader = reader.until(modified.value)
        return Dates(reader.first(shown_dates(body, addresses)), modified)
    if modified is not None and modified.value[:_DAY_CHARS] < published.value[:_DAY_CHARS]:
        modified = None
    return Dates(published, modified)


def _modified(meta: MetaContents, json_ld: JsonLd) -> Iterator[Value[str]]:
    yield from _from_json_ld(json_ld.article, "dateModified")
    yield from found_in_meta(meta, word_lists().meta_tags.modified)
    yield from _from_json_ld(json_ld.web_page, "dateModified")


def _declared(meta: MetaContents, json_ld: JsonLd) -> Iterator[Value[str]]:
    yield from _from_json_ld(json_ld.article, "datePublished")
    yield from found_in_meta(meta, word_lists().meta_tags.published)
    yield from _from_json_ld(json_ld.web_page, "datePublished")
    yield from _from_json_ld(json_ld.article, "dateCreated")
    yield from found_in_meta(meta, tuple(filter(_names_date, meta)))


def _names_date(name: str) -> bool:
    """Tell whether the name of a meta element is that of a date, in no standard: ``ms.date``."""
    if "date" not in name:
        return False
    parts = name.replace("_", "-").replace(".", "-").replace(":", "-").split("-")
    return "date" in parts and _OTHER_DATES.isdisjoint(parts)


def _from_json_ld(node: Node, key: str) -> Iterator[Value[str]]:
    value = node.get(key)
    if isinstance(value, int) and 0 < value < _MAX_UNIX_TIME:
        value = str(value)
    text = as_text(value)
    if text:
        yield Value(text, f"json_ld.{key}")
