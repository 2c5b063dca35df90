"""What has come of inputs, on its way into the catalog."""

from __future__ import annotations

import time
from collections import defaultdict
from types import TracebackType
from typing import Self

from flows.storing.byproducts import NOTHING, Byproducts
from flows.storing.catalog.catalog import Catalog, Changes
from flows.storing.catalog.errors import CatalogError
from flows.storing.ledger import Row, Status

_MAX_ROWS = 500
_MAX_SECONDS = 0.2


class Journal:
    """Keeps rows for a moment, and writes them to the catalog as one transaction.

    A kill loses what came within the last fraction of a second: pages whose files stand, and that
    are cleaned again to the same bytes. Whatever else ends the run, nothing is lost.
    """

    def __init__(
        self,
        catalog: Catalog,
        run: str,
        *,
        max_rows: int = _MAX_ROWS,
        max_seconds: float = _MAX_SECONDS,
    ) -> None:
        """Make a journal.

        Args:
            catalog: Where the rows go.
            run: The name of the run.
            max_rows: They are written when there are so many.
            max_seconds: And when one comes that much later than the last were written.
        """
        self._catalog = catalog
        self._run = run
        self._max_rows = max_rows
        self._max_seconds = max_seconds
        self._rows: dict[str, Row] = {}
        self._byproducts: dict[str, Byproducts] = {}
        self._found: dict[str, Status] = {}
        self._gone: list[str] = []
        self._removed: list[str] = []
        self._written = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not isinstance(error, CatalogError):
            self.flush()

    def put(self, row: Row, byproducts: Byproducts = NOTHING) -> None:
        """Put a row in place of the one of the same input, with what the page gives besides."""
        self._found.pop(row.input, None)
        self._rows[row.input] = row
        if byproducts is not NOTHING:
            self._byproducts[row.input] = byproducts
        self._flush_in_time()

    def found(self, row: Row) -> None:
        """Note that a row of the catalog still holds, with no more than another status."""
        self._found[row.input] = row.status
        self._flush_in_time()

    def gone(self, key: str) -> None:
        """Note that the input of a row is no longer there."""
        self._gone.append(key)
        self._flush_in_time()

    def remove(self, key: str) -> None:
        """Take a row out."""
        self._removed.append(key)
        self._flush_in_time()

    def flush(self) -> None:
        """Write what has come by now, as one transaction."""
        if self._count():
            found: dict[Status, list[str]] = defaultdict(list)
            for key, status in self._found.items():
                found[status].append(key)
            self._catalog.change(
                Changes(
                    rows=list(self._rows.values()),
                    byproducts=self._byproducts,
                    found=sorted(found.items()),
                    run=self._run,
                    gone=self._gone,
                    removed=self._removed,
                )
            )
            for kept in (self._rows, self._byproducts, self._found, self._gone, self._removed):
                kept.clear()
        self._written = time.monotonic()

    def _flush_in_time(self) -> None:
        waited = time.monotonic() - self._written
        if self._count() >= self._max_rows or waited >= self._max_seconds:
            self.flush()

    def _count(self) -> int:
        return len(self._rows) + len(self._found) + len(self._gone) + len(self._removed)
