"""A catalog's database: its address, its connections, its schema version."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, event, inspect, select, text, update
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from flows.storing.catalog.errors import CatalogError, telling
from flows.storing.catalog.tables import NEW_TABLES, SCHEMA_VERSION, meta, metadata

CATALOG_FILE = "catalog.sqlite"
VERSION = "schema_version"
FIRST_VERSION = 1
_BUSY_SECONDS = 60
# Any number that nothing else takes in the same database: the letters of "copydesk".
_MAKING_LOCK = int.from_bytes(b"copydesk") >> 1
_SCHEMES = "sqlite:///FILE or postgresql://USER@HOST/DATABASE"


def database_url(given: str, folder: Path | None) -> URL:
    """Return the address of a catalog.

    Args:
        given: The setting ``catalog.url``; empty for a file in the destination.
        folder: The destination, if it is a folder of this machine.

    Raises:
        CatalogError: It is no address of a database that a catalog can be in.
    """
    if not given:
        if folder is None:
            raise CatalogError(
                "a destination that is no folder of this machine keeps no catalog in it; "
                f"set catalog.url to {_SCHEMES}"
            )
        return URL.create("sqlite", database=str(folder / CATALOG_FILE))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):  # which would show the password
        raise CatalogError(f"catalog.url is no address; write it as {_SCHEMES}") from None
    name = url.get_backend_name().replace("postgres", "postgresql", 1)
    if url.drivername == "sqlite" and url.database not in (None, "", ":memory:"):
        return url.set(database=str(Path(url.database or "").absolute()))
    if url.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    raise CatalogError(f"catalog.url: {name} cannot hold a catalog; write it as {_SCHEMES}")


def place_of(url: URL) -> str:
    """Return an address as a person may see it: a path, or a URL without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.render_as_string(hide_password=True)


def open_engine(url: URL, *, read_only: bool = False) -> Engine:
    """Return an engine for a database; nothing is connected yet.

    Args:
        url: Its address.
        read_only: Whether it is only read; then it may be in a folder that takes no files.

    Raises:
        CatalogError: Its driver is not installed.
    """
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        make = _connected_to_read if read_only else _connected_to_write
        engine = create_engine(url, creator=lambda: make(path))
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"application_name": "copydesk"})
    except ModuleNotFoundError as error:
        raise CatalogError(
            f"catalog.url needs {error.name}: python -m pip install 'copydesk[postgres]'"
        ) from error


@contextmanager
def writing(engine: Engine, place: str) -> Iterator[Connection]:
    """Give a connection in a transaction that writes, and commit it at the end."""
    with (
        telling(place, "written"),
        engine.execution_options(copydesk_writes=True).begin() as connection,
    ):
        yield connection


def make_schema(engine: Engine, place: str) -> None:
    """Make the tables where there are none, and check the version of those that are there.

    Raises:
        CatalogError: The database cannot be used, is another program's or of another version.
    """
    with (
        telling(place, "opened", CatalogError),
        engine.execution_options(copydesk_writes=True).begin() as connection,
    ):
        if connection.dialect.name == "postgresql":
            _check_encoding(connection, place)
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MAKING_LOCK})
        names = set(inspect(connection).get_table_names())
        if meta.name in names:
            _bring_up_to_date(connection)
            _check_version(connection, place)
            return
        if foreign := sorted(names & metadata.tables.keys()):
            raise CatalogError(
                f"{place} holds another program's tables ({', '.join(foreign)}); "
                "give catalog.url a database of its own"
            )
        metadata.create_all(connection)
        connection.execute(meta.insert().values(name=VERSION, value=str(SCHEMA_VERSION)))


def has_schema(engine: Engine, place: str) -> bool:
    """Return whether there is a catalog in a database, of the version that can be read.

    Raises:
        CatalogError: The database cannot be used, or the catalog is of another version.
    """
    with telling(place, "read", CatalogError), engine.connect() as connection:
        if not inspect(connection).has_table(meta.name):
            return False
        _check_version(connection, place)
        return True


def _bring_up_to_date(connection: Connection) -> None:
    """Make the tables that later versions have brought, in a catalog of an earlier one."""
    found = connection.execute(select(meta.c.value).where(meta.c.name == VERSION)).scalar() or ""
    if not found.isdigit() or not FIRST_VERSION <= int(found) < SCHEMA_VERSION:
        return
    for version, tables in sorted(NEW_TABLES.items()):
        if version > int(found):
            metadata.create_all(connection, tables=list(tables))
    connection.execute(update(meta).where(meta.c.name == VERSION).values(value=str(SCHEMA_VERSION)))


def _check_version(connection: Connection, place: str) -> None:
    statement = select(meta.c.value).where(meta.c.name == VERSION)
    found = connection.execute(statement).scalar()
    if found == str(SCHEMA_VERSION):
        return
    if found is None or not found.isdigit():
        raise CatalogError(f"{place} is no catalog of copydesk's; give catalog.url another one")
    age = "a newer" if int(found) > SCHEMA_VERSION else "an older"
    advice = (
        "install that version of copydesk"
        if int(found) > SCHEMA_VERSION
        else "the next `copydesk clean` (or `learn`) brings it up to date"
    )
    raise CatalogError(
        f"the catalog {place} is of {age} copydesk (its schema has version {found}, "
        f"this one reads {SCHEMA_VERSION}); {advice}"
    )


def _check_encoding(connection: Connection, place: str) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise CatalogError(
            f"the database {place} has the encoding {encoding}; make one with ENCODING 'UTF8'"
        )


def _connected_to_write(path: Path) -> sqlite3.Connection:
    connection = _connected(path, "rwc")
    connection.execute("PRAGMA journal_mode = WAL")
    # Nothing is lost when the process is killed; a loss of power may take the last rows.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint = 8000")
    return connection


def _connected_to_read(path: Path) -> sqlite3.Connection:
    """Connect to read: where files may be made beside the database, so that they are removed."""
    if os.access(path.parent, os.W_OK):
        connection = _connected(path, "rw")
    elif path.with_name(f"{path.name}-wal").exists():  # a run goes on, or was killed
        connection = _connected(path, "ro")
    else:
        connection = _connected(path, "ro&immutable=1")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=_BUSY_SECONDS,
        check_same_thread=False,
        isolation_level=None,  # the driver's own transactions would begin too late: see _begin
    )
    connection.execute("PRAGMA cache_size = -16384")
    return connection


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that writes takes its lock at once, and waits for it if need be."""
    writes = connection.get_execution_options().get("copydesk_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
