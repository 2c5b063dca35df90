"""What can be wrong with a catalog, in one line that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError


class CatalogError(ValueError):
    """A catalog that cannot be used; the message is one line that says what to do."""


class CatalogFailedError(CatalogError):
    """A catalog that could be opened and failed later, such as on a full disk."""


@contextmanager
def telling(place: str, what: str, kind: type[CatalogError] = CatalogFailedError) -> Iterator[None]:
    """Turn what the database says into an error of one line, without statements and passwords."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        said: BaseException | str = error
        if isinstance(error, DBAPIError) and error.orig is not None:
            said = error.orig
        lines = str(said).strip().splitlines() or [type(error).__name__]
        raise kind(f"the catalog {place} cannot be {what}: {lines[0]}") from error
