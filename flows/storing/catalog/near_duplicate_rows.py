"""What near copies are found from in the catalog, and what the last look at them came to."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import Connection, and_, or_, select

from flows.near_duplicates.near_copies import NearCopies
from flows.storing.catalog.tables import meta, outcomes, signatures
from flows.storing.catalog.text import json_of, value_of
from flows.storing.catalog.upserting import upsert
from flows.storing.ledger import NEAR_DUPLICATE, NearDuplicate, Status

_NAME = "near_duplicates"
_STREAMED = {"yield_per": 1_000}


class ComparedArticle(Struct, frozen=True, kw_only=True):
    """An article as far as it matters to which others it is a near copy of.

    Attributes are those of ``flows.storing.ledger.Row``.
    """

    input: str
    id: str = ""
    output: str | None = None
    configuration: str = ""
    words_out: int = 0
    fetched_at: str | None = None
    published: str | None = None
    near_duplicate: NearDuplicate | None = None


class LastLook(Struct, frozen=True, kw_only=True):
    """What the last look for near copies came to.

    Attributes:
        state: Digest of all that it saw and of what it said of it.
        found: What it found.
    """

    state: str = ""
    found: NearCopies = NearCopies()


def compared_articles(connection: Connection) -> Iterator[tuple[ComparedArticle, bytes | None]]:
    """Yield every article that is there or was left out as a near copy, with its signature.

    Articles whose input has gone are no longer compared. The signature of an article that is
    another by now is not its own: None.
    """
    is_own = and_(signatures.c.key == outcomes.c.key, signatures.c.id == outcomes.c.id)
    statement = (
        select(outcomes.c.body, signatures.c.body)
        .select_from(outcomes.outerjoin(signatures, is_own))
        .where(
            outcomes.c.status != str(Status.GONE),
            or_(outcomes.c.output.is_not(None), outcomes.c.reason == NEAR_DUPLICATE),
        )
        .order_by(outcomes.c.key)
    )
    for body, signature in connection.execute(statement, execution_options=_STREAMED):
        yield value_of(body, ComparedArticle), signature


def last_look(connection: Connection) -> LastLook:
    """Return what the last look for near copies came to."""
    body = connection.execute(select(meta.c.value).where(meta.c.name == _NAME)).scalar()
    return LastLook() if body is None else value_of(body, LastLook)


def put_last_look(connection: Connection, look: LastLook) -> None:
    """Keep what a look for near copies came to."""
    upsert(connection, meta, [{"name": _NAME, "value": json_of(look)}])
