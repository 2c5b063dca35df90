"""The signatures of articles' texts in the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete

from flows.storing.byproducts import Byproducts
from flows.storing.catalog.outcome_rows import ID_DIGITS
from flows.storing.catalog.tables import signatures
from flows.storing.catalog.text import key_of
from flows.storing.catalog.upserting import batches, upsert
from flows.storing.ledger import Row


def put_signatures(
    connection: Connection, rows: Sequence[Row], byproducts: Mapping[str, Byproducts]
) -> None:
    """Put the signatures of pages that were cleaned; a page without an article loses its own."""
    cleaned = [row for row in rows if row.input in byproducts]
    lost = [row.input for row in cleaned if not byproducts[row.input].signature]
    remove_signatures(connection, lost)
    upsert(
        connection,
        signatures,
        [
            {
                "key": key_of(row.input),
                "id": row.id[:ID_DIGITS],
                "body": byproducts[row.input].signature,
            }
            for row in cleaned
            if byproducts[row.input].signature
        ],
    )


def remove_signatures(connection: Connection, keys: Iterable[str]) -> None:
    """Remove the signatures of some inputs."""
    for batch in batches([key_of(key) for key in keys]):
        connection.execute(delete(signatures).where(signatures.c.key.in_(batch)))
