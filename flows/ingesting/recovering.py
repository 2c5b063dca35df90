"""What a killed ingest had written, told to the catalog."""

from __future__ import annotations

from urllib.parse import urlsplit

from msgspec.structs import replace

from flows.ingesting.report import Settled
from flows.sources.sidecar import Facts
from flows.sources.warc import WarcPage
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.page_rows import FetchRow, PageRow
from flows.storing.warc_recovery import Recovered


def note_recovered(catalog: Catalog, recovered: Recovered) -> int:
    """Tell the catalog of the pages in a recovered file that it does not know of; return 1.

    Raises:
        CatalogFailedError: The catalog cannot be read or written.
    """
    known = catalog.pages([page.url for page in recovered.pages])
    unknown = [page for page in recovered.pages if _is_news(page, known.get(page.url))]
    rows = [_row(page, known.get(page.url), recovered.file) for page in unknown]
    fetches = [
        FetchRow(
            run=recovered.run,
            url=row.url,
            at=row.fetched_at,
            outcome=row.outcome,
            status=row.status,
            bytes=row.bytes,
            attempts=1,
            file=row.file,
            offset=row.offset,
        )
        for row in rows
    ]
    if rows:
        catalog.put_fetches(rows, fetches)
    return 1


def _is_news(page: WarcPage, row: PageRow | None) -> bool:
    if page.problem:
        return False
    return row is None or (row.record_id != page.record_id and row.fetched_at < _at(page.facts))


def _row(page: WarcPage, row: PageRow | None, file: str) -> PageRow:
    facts = page.facts
    base = row or PageRow(url=page.url, host=urlsplit(page.url).netloc, first_seen=_at(facts))
    return replace(
        base,
        fetched_at=_at(facts),
        status=facts.status,
        outcome=str(Settled.FETCHED),
        reason="",
        detail="",
        etag=_header(facts, "etag"),
        last_modified=_header(facts, "last-modified"),
        content_type=_header(facts, "content-type"),
        bytes=page.size,
        sha256=page.sha256,
        final_url=facts.final_uri or page.url,
        redirects=(),
        file=file,
        offset=page.offset,
        length=page.length,
        record_id=page.record_id,
    )


def _header(facts: Facts, name: str) -> str:
    return next((value for each, value in facts.headers.items() if each.lower() == name), "")


def _at(facts: Facts) -> str:
    """Return when a page was fetched, written as ``Fetched`` has it."""
    return (facts.fetched_at or "").replace("Z", "+00:00")
