"""Rows of invented pages, and catalogs for them."""

from __future__ import annotations

from pathlib import Path

from cleaners.document import PageWarning
from flows.storing.catalog.catalog import Catalog, open_catalog
from flows.storing.destinations import open_destination
from flows.storing.ledger import Row, Status

ROWS = [
    Row(
        input="../raw/a%0A.html",
        source="../raw",
        status=Status.WRITTEN,
        sha256="a" * 64,
        cuts={"share": 3},
        warnings=(PageWarning("odd", "words"),),
        superseded=("a.txt",),
        output="a%0A.html.md",
        host="gazette.example",
        url="https://gazette.example/a",
        words_in=100,
        words_out=80,
        published="2026-11-20",
        author_count=2,
    ),
    Row(
        input="../raw/b.html",
        source="../raw",
        status=Status.FAILED,
        reason="timeout",
        detail="a lone \ud800 and a \x00",
        host="gazette.example",
    ),
]


def opened(folder: Path, url: str = "") -> Catalog:
    """Return the catalog of a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    return open_catalog(url, open_destination(folder))
