"""Fetching what is wanted and keeping what comes: raw records first, then the catalog."""

from __future__ import annotations

import asyncio
import hashlib

from msgspec import Struct
from msgspec.structs import replace

from cleaners.reasons import UnreadablePageError
from flows.fetching.decoded import decoded_body
from flows.fetching.fetched import Fetched, Kind, Known, Outcome, Reason
from flows.fetching.fetcher import Fetcher
from flows.ingesting.page_facts import described, validators
from flows.ingesting.report import Settled
from flows.sources.entries import Entry
from flows.sources.warc import WarcError, read_warc_page
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.page_rows import FetchRow, PageRow
from flows.storing.raw_store import RawStore
from flows.storing.warc_files import Place, WarcFiles
from flows.storing.warc_writing import (
    Asked,
    Original,
    original_at,
    write_not_modified,
    write_response,
    write_same,
)

_SETTLED = {
    Outcome.FETCHED: Settled.FETCHED,
    Outcome.NOT_MODIFIED: Settled.NOT_MODIFIED,
    Outcome.REFUSED: Settled.REFUSED,
    Outcome.FAILED: Settled.FAILED,
}


class Kept(Struct, frozen=True, kw_only=True):
    """What came of asking for an address.

    Attributes:
        settled: How it ended.
        row: What is known of the address now.
        received: Bytes of the body as it came.
        payload: The decoded body; of a page that has not changed None, of a listing the one that
            was kept. None where nothing was fetched.
    """

    settled: Settled
    row: PageRow
    received: int = 0
    payload: bytes | None = None


class Keeping:
    """Asks for addresses, conditionally where their payload is kept, and keeps what comes."""

    def __init__(  # noqa: PLR0913 - what it works with
        self,
        fetcher: Fetcher,
        store: RawStore,
        catalog: Catalog | None,
        files: WarcFiles | None,
        *,
        run: str,
        max_bytes: int,
    ) -> None:
        """Take what it works with.

        Args:
            fetcher: Fetches.
            store: Where earlier payloads are.
            catalog: Knows them; None where there is none yet.
            files: Where what comes is written; None keeps nothing, and changes no catalog.
            run: Name of the run.
            max_bytes: The most that a payload may have, decoded.
        """
        self._fetcher = fetcher
        self._store = store
        self._catalog = catalog
        self._files = files
        self._run = run
        self._max_bytes = max_bytes

    def known(self, urls: list[str]) -> dict[str, PageRow]:
        """Return what is known of addresses, by address."""
        return {} if self._catalog is None else self._catalog.pages(urls)

    def holds(self, row: PageRow) -> bool:
        """Return whether the payload of an address is kept."""
        return self._store.holds(row.file)

    async def fetch(self, asked: Asked, entry: Entry | None = None) -> Kept:
        """Ask for an address and keep what comes.

        Args:
            asked: What is asked for.
            entry: What its source says of it.

        Raises:
            OSError: A record cannot be written.
            CatalogFailedError: The catalog cannot be read or written.
        """
        row = self.known([asked.url]).get(asked.url) or PageRow(url=asked.url, host=asked.host)
        known = validators(row) if self.holds(row) else None
        fetched = await self._asked(asked, known)
        if fetched.outcome is Outcome.NOT_MODIFIED:
            original = await self._original(row)
            payload = await self._kept_payload(row) if asked.is_listing else None
            if original is not None and (payload is not None or not asked.is_listing):
                row = described(row, asked, entry, fetched)
                return self._keep_not_modified(row, asked, fetched, original, payload)
            fetched = await self._asked(asked, None)  # what is kept cannot be read: all of it again
        fetched, payload = self._decoded(fetched)
        facts = described(row, asked, entry, fetched)
        if payload is None:
            kept = Kept(settled=_SETTLED[fetched.outcome], row=facts)
            self._note(kept, fetched, None)
            return kept
        digest = hashlib.sha256(payload).hexdigest()
        same = await self._original(row) if digest == row.sha256 and self.holds(row) else None
        row = replace(facts, bytes=len(payload), sha256=digest)
        return self._keep_payload(row, asked, fetched, payload, same)

    async def _asked(self, asked: Asked, known: Known | None) -> Fetched:
        kind = Kind.FEED if asked.is_listing else Kind.PAGE
        return await self._fetcher.fetch(asked.url, kind=kind, known=known)

    async def _original(self, row: PageRow) -> Original | None:
        """Return the record of what is kept; in a thread, because a store is far away."""
        return await asyncio.to_thread(original_at, self._store, row.file, row.offset, row.length)

    async def _kept_payload(self, row: PageRow) -> bytes | None:
        """Return the payload that is kept of an address; None where it cannot be read."""

        def read() -> bytes:
            member = self._store.member(row.file, row.offset, row.length)
            return read_warc_page(member, max_bytes=self._max_bytes)[0]

        try:
            return await asyncio.to_thread(read)
        except (OSError, WarcError, UnreadablePageError):
            return None

    def _decoded(self, fetched: Fetched) -> tuple[Fetched, bytes | None]:
        if fetched.outcome is not Outcome.FETCHED:
            return fetched, None
        try:
            return fetched, decoded_body(fetched, self._max_bytes)
        except UnreadablePageError as error:
            failed = replace(
                fetched,
                outcome=Outcome.FAILED,
                reason=Reason.CONTENT_CODING,
                detail=str(error),
                body=b"",
            )
            return failed, None

    def _keep_payload(
        self, row: PageRow, asked: Asked, fetched: Fetched, payload: bytes, same: Original | None
    ) -> Kept:
        """Keep a payload, or only that it came again where the same is kept already."""
        settled = Settled.FETCHED if same is None else Settled.SAME
        row = replace(
            row,
            outcome=str(settled),
            etag=fetched.etag or "",
            last_modified=fetched.last_modified or "",
            content_type=fetched.header("content-type") or "",
        )
        place: Place | None = None
        if self._files is not None and same is not None:
            place = write_same(self._files, asked, fetched, same)
        elif self._files is not None:
            place = write_response(self._files, asked, fetched)
            row = replace(
                row,
                file=place.file,
                offset=place.offset,
                length=place.length,
                record_id=place.record_id,
            )
        kept = Kept(settled=settled, row=row, received=len(fetched.body), payload=payload)
        self._note(kept, fetched, place)
        return kept

    def _keep_not_modified(
        self,
        row: PageRow,
        asked: Asked,
        fetched: Fetched,
        original: Original,
        payload: bytes | None,
    ) -> Kept:
        place = None
        if self._files is not None:
            place = write_not_modified(self._files, asked, fetched, original)
        kept = Kept(settled=Settled.NOT_MODIFIED, row=row, payload=payload)
        self._note(kept, fetched, place)
        return kept

    def _note(self, kept: Kept, fetched: Fetched, place: Place | None) -> None:
        """Write to the catalog how a fetch ended."""
        if self._files is None or self._catalog is None:
            return
        fetch = FetchRow(
            run=self._run,
            url=kept.row.url,
            at=fetched.fetched_at,
            outcome=kept.row.outcome,
            reason=kept.row.reason,
            status=fetched.status,
            bytes=kept.received,
            seconds=round(fetched.seconds, 3),
            attempts=fetched.attempts,
            file=place.file if place else "",
            offset=place.offset if place else 0,
        )
        self._catalog.put_fetches([kept.row], [fetch])
