"""One run of a kind at a time for a catalog, where the destination has no lock of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import text
from sqlalchemy.engine import Engine

from flows.storing.catalog.errors import CatalogError, telling
from flows.storing.lock import DestinationLockedError


@contextmanager
def locked_catalog(engine: Engine, place: str, purpose: str) -> Iterator[None]:
    """Hold a catalog's lock; the system or the server frees it however this process ends.

    On PostgreSQL it is an advisory lock of a session, and is lost with its connection.

    Args:
        engine: The catalog's engine.
        place: Where the catalog is, for messages; of SQLite the path of its file.
        purpose: What is locked: two runs with different ones go on beside each other.

    Raises:
        DestinationLockedError: Another run holds it.
        CatalogError: The lock cannot be made.
    """
    if engine.dialect.name == "postgresql":
        with _advisory(engine, place, purpose):
            yield
        return
    file = Path(place)
    path = file.with_name(f".copydesk.{file.name}.{purpose}.lock")
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DestinationLockedError(_held(place, purpose)) from error
    except OSError as error:
        raise CatalogError(f"the lock {path} cannot be taken: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _advisory(engine: Engine, place: str, purpose: str) -> Iterator[None]:
    digest = hashlib.sha256(f"copydesk {purpose}".encode()).digest()
    number = {"number": int.from_bytes(digest[:8], signed=True)}
    with ExitStack() as stack:
        with telling(place, "locked"):
            connection = stack.enter_context(engine.connect())
            # Outside of transactions, so that none stays open as long as the run.
            session = connection.execution_options(isolation_level="AUTOCOMMIT")
            held = session.execute(text("SELECT pg_try_advisory_lock(:number)"), number).scalar()
        if not held:
            raise DestinationLockedError(_held(place, purpose))
        # Connections go back to the pool with their session: this one ends with its lock.
        stack.callback(session.invalidate)
        yield


def _held(place: str, purpose: str) -> str:
    return (
        f"another run ({purpose}) holds the lock of the catalog {place}; wait until it has ended, "
        "or choose another destination and catalog"
    )
