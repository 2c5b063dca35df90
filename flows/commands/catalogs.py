"""The catalog that a command reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.commands.errors import UserError
from flows.storing.catalog.catalog import Catalog, find_catalog
from flows.storing.catalog.errors import CatalogError
from flows.storing.catalog.old_ledger import OldLedger
from flows.storing.destinations import open_destination
from flows.storing.urls import StorageError


@contextmanager
def catalog_of(given: str, url: str) -> Iterator[Catalog]:
    """Give the catalog of a destination, to be read.

    Args:
        given: The destination.
        url: The setting ``catalog.url``.

    Raises:
        UserError: There is none, or it cannot be read.
    """
    try:
        destination = open_destination(given)
        catalog = find_catalog(url, destination)
        if catalog is None:
            raise UserError(_missing(given, destination.folder))
        with catalog:
            yield catalog
    except (CatalogError, StorageError) as error:
        raise UserError(str(error)) from error


def _missing(given: str, folder: Path | None) -> str:
    if folder is not None and not folder.exists():
        return f"there is no folder {given}; name the one that `copydesk clean` writes to"
    if folder is not None and OldLedger(folder).is_there():
        return (
            f"{given} has a ledger.jsonl of an earlier copydesk and no catalog yet; the next "
            "`copydesk clean` takes it over"
        )
    return f"there is no catalog of {given} yet; `copydesk clean SOURCE {given}` makes one"
