"""One catalog belongs to one destination, also after either has moved.

A catalog in the folder of the articles belongs to them by its place. For one elsewhere a random
identity stands in both: in the table ``meta``, and in a file of the destination. Keys of inputs
are relative to the destination, so a folder may move, but two may not share a catalog.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select
from sqlalchemy.engine import URL

from flows.storing.catalog.errors import CatalogError
from flows.storing.catalog.opening import CATALOG_FILE, place_of
from flows.storing.catalog.tables import meta
from flows.storing.catalog.upserting import upsert
from flows.storing.destinations import Destination, open_destination

IDENTITY_FILE = ".copydesk-catalog.json"
_IDENTITY = "identity"
_DESTINATION = "destination"


class _Bound(Struct, frozen=True):
    """What a destination says of its catalog.

    Attributes:
        identity: As in the catalog.
        catalog: Where the catalog was, without a password; for people.
    """

    identity: str
    catalog: str


def lies_in(url: URL, destination: Destination) -> bool:
    """Return whether a catalog is the file in the folder of the articles."""
    folder = destination.folder
    return (
        folder is not None
        and url.get_backend_name() == "sqlite"
        and os.path.realpath(url.database or "") == os.path.realpath(folder / CATALOG_FILE)
    )


def check(connection: Connection, url: URL, destination: Destination) -> None:
    """Make sure that a catalog and a destination do not belong to others.

    Raises:
        CatalogError: One of the two does.
    """
    found = _bound(destination)
    if lies_in(url, destination):
        if found is not None:
            raise CatalogError(_belongs_elsewhere(destination, found.catalog))
        return
    known, place = _known(connection), os.fsdecode(destination.path)
    identity = known.get(_IDENTITY)
    if identity is None:
        _check_new(destination, found)
    elif found is None or found.identity != identity:
        if known[_DESTINATION] != place or found is not None:
            raise CatalogError(
                f"the catalog {place_of(url)} belongs to {known[_DESTINATION]}, not to {place}; "
                "give catalog.url a database of its own (or a file) for each destination"
            )
    elif known[_DESTINATION] != place and _holds(known[_DESTINATION], identity):
        raise CatalogError(
            f"the catalog {place_of(url)} belongs to {known[_DESTINATION]}, of which {place} is a "
            f"copy; remove {IDENTITY_FILE} in the one that is not to be used any more, "
            "or give catalog.url another database"
        )


def bind(connection: Connection, url: URL, destination: Destination) -> None:
    """Check a catalog and a destination, and note in both that they belong together.

    Args:
        connection: A connection in a transaction that writes.
        url: The catalog's address.
        destination: The destination.

    Raises:
        CatalogError: One of the two belongs to another.
    """
    check(connection, url, destination)
    if lies_in(url, destination):
        return
    known = _known(connection)
    identity = known.get(_IDENTITY) or secrets.token_hex(16)
    values = {_IDENTITY: identity, _DESTINATION: os.fsdecode(destination.path)}
    upsert(connection, meta, [{"name": n, "value": v} for n, v in values.items()])
    said = _Bound(identity, place_of(url))
    if _bound(destination) != said:
        destination.write(IDENTITY_FILE, msgspec.json.encode(said) + b"\n")


def _known(connection: Connection) -> dict[str, str]:
    found = connection.execute(select(meta.c.name, meta.c.value))
    return {row.name: row.value for row in found}


def _check_new(destination: Destination, found: _Bound | None) -> None:
    """Refuse an empty catalog for a destination that has another one."""
    if found is not None:
        raise CatalogError(_belongs_elsewhere(destination, found.catalog))
    if destination.stands(CATALOG_FILE):
        place = os.fsdecode(destination.path)
        raise CatalogError(
            f"the outcomes of {place} stand in its {CATALOG_FILE}, and catalog.url names another "
            "catalog; leave catalog.url out, or move the file away to clean everything again"
        )


def _belongs_elsewhere(destination: Destination, catalog: str) -> str:
    place = os.fsdecode(destination.path)
    return (
        f"the catalog of {place} is {catalog}; set catalog.url to it, or remove "
        f"{IDENTITY_FILE} from {place} to begin another one and clean everything again"
    )


def _bound(destination: Destination) -> _Bound | None:
    content = destination.read(IDENTITY_FILE)
    if content is None:
        return None
    try:
        return msgspec.json.decode(content, type=_Bound)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CatalogError(
            f"{IDENTITY_FILE} in {os.fsdecode(destination.path)} is damaged ({error}); remove it "
            "if catalog.url is right"
        ) from error


def _holds(place: str, identity: str) -> bool:
    """Return whether the destination that a catalog was bound to is still there."""
    known = open_destination(place if "://" in place else Path(place))
    found = _bound(known)
    return found is not None and found.identity == identity
