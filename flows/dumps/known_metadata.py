"""What the columns of a dump say of a page, beside what the page says itself."""

from __future__ import annotations

from msgspec.structs import replace

from cleaners.document import MediaKind, Page, PageWarning
from cleaners.metadata.dates import DateReader, latest_day
from cleaners.metadata.repaired import repaired_metadata
from cleaners.metadata.values import Metadata, Value
from cleaners.metadata.wording import squeezed
from cleaners.result import Result
from cleaners.settings import NormalizingSettings
from flows.dumps.rows import DumpRow
from flows.dumps.tables import Table

TITLE_ORIGIN = "column.title"
DATE_ORIGIN = "column.date"

_OF_LINES = "line."
_MAX_TITLE_CHARACTERS = 1_000


def page_of_row(page: Page, row: DumpRow, table: Table) -> Page:
    """Return a page with what its row tells of it: that it is text, or that it is HTML."""
    if isinstance(row.page, str):
        page = replace(page, raw=row.page)
    return replace(page, media_kind=MediaKind.HTML) if table.is_html else page


def with_columns(result: Result, row: DumpRow, page: Page, settings: NormalizingSettings) -> Result:
    """Return a result with title and date of the columns, where the page does not say them.

    They go before what the lines of a text look like, and behind what a head, markup or front
    matter says.
    """
    metadata = result.metadata
    known = repaired_metadata(
        Metadata(title=_title(row.title), published=_published(row.date, metadata, page)), settings
    )
    if known.title is not None and _is_known_better(metadata.title):
        metadata = replace(metadata, title=known.title)
    if known.published is not None and _is_known_better(metadata.published):
        metadata = replace(metadata, published=known.published)
    warnings = result.warnings
    if row.read_as:
        warnings = (*warnings, PageWarning("row_not_utf8", f"it was read as {row.read_as}"))
    return replace(result, metadata=metadata, warnings=warnings)


def _is_known_better(value: Value[str] | None) -> bool:
    """Return whether a column goes before a value that was found in the page."""
    return value is None or value.origin.startswith(_OF_LINES)


def _title(given: str) -> Value[str] | None:
    title = squeezed(given)
    if not title or len(title) > _MAX_TITLE_CHARACTERS:
        return None
    return Value(title, TITLE_ORIGIN)


def _published(given: str, metadata: Metadata, page: Page) -> Value[str] | None:
    """Return a day that can be true: none is believed that lies after the fetching or this run."""
    language = metadata.language.value if metadata.language else None
    reader = DateReader(language, latest_day(page))
    return reader.first([Value(given, DATE_ORIGIN)])
