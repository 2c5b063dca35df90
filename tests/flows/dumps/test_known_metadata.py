"""What columns say of a page stands behind what the page says, before what its lines look like."""

from __future__ import annotations

import pytest

from cleaners.document import MediaKind, Page
from cleaners.metadata.values import Metadata, Value
from cleaners.pipeline import Cleaner
from cleaners.settings import settings_from
from flows.dumps.kinds import DumpKind
from flows.dumps.known_metadata import page_of_row, with_columns
from flows.dumps.rows import DumpRow
from flows.dumps.tables import Table
from tests.flows.working.results import result_of

SETTINGS = settings_from({})
PAGE = Page(raw="text", latest_date="2026-03-04")


def row_with(title: str = "", date: str = "", page: str = "text") -> DumpRow:
    return DumpRow(page=page, url=None, title=title, date=date, columns={})


def found(row: DumpRow, metadata: Metadata | None = None) -> Metadata:
    result = result_of(["One paragraph."], metadata=metadata or Metadata())
    return with_columns(result, row, PAGE, SETTINGS.normalizing).metadata


def test_columns_fill_what_the_page_does_not_say() -> None:
    metadata = found(row_with("  The ferry \n comes ", "4 March 2026"))
    assert metadata.title == Value("The ferry comes", "column.title")
    assert metadata.published == Value("2026-03-04", "column.date")


@pytest.mark.parametrize("origin", ["json_ld.headline", "dom.h1", "front_matter.title", "meta.og"])
def test_what_the_page_says_goes_before(origin: str) -> None:
    said = Metadata(title=Value("Its own", origin), published=Value("2026-01-01", origin))
    assert found(row_with("Another", "2026-03-04"), said) == said


def test_what_a_line_looks_like_does_not() -> None:
    seen = Metadata(
        title=Value("Seen", "line.title"), published=Value("2026-01-01", "line.dateline")
    )
    metadata = found(row_with("Known", "2026-03-04"), seen)
    assert metadata.title == Value("Known", "column.title")
    assert metadata.published == Value("2026-03-04", "column.date")


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2026-03-04T05:06:07Z", "2026-03-04T05:06:07+00:00"),
        ("1772600000", "2026-03-04T04:53:20+00:00"),
        ("1772600000000", "2026-03-04T04:53:20+00:00"),
        ("2027-01-01", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_any_other_and_believed_if_it_can_be_true(
    given: str, day: str | None
) -> None:
    assert found(row_with(date=given)).published == (day and Value(day, "column.date"))


def test_a_title_of_a_page_long_is_none() -> None:
    assert found(row_with("long " * 400)).title is None


def test_a_column_of_html_is_html_however_it_looks() -> None:
    text = "Ana &amp; Bo take the ferry to the old harbour, and come back in the evening."
    table = Table(kind=DumpKind.CSV, page="html", is_html=True)
    page = page_of_row(Page(raw=text.encode()), row_with(page=text), table)
    assert page.raw == text
    result = Cleaner(SETTINGS).clean(page)
    assert result.provenance.media_kind is MediaKind.HTML
    assert result.text == text.replace("&amp;", "&")


def test_a_column_of_text_may_hold_html_all_the_same() -> None:
    html = "<html><body><article><p>Ana and Bo take the ferry.</p></article></body></html>"
    page = page_of_row(
        Page(raw=html.encode()), row_with(page=html), Table(kind=DumpKind.CSV, page="text")
    )
    assert Cleaner(SETTINGS).clean(page).provenance.media_kind is MediaKind.HTML
