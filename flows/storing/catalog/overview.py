"""What a catalog holds, counted: for ``copydesk status``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, CursorResult, case, func, select

from flows.near_duplicates.near_copies import NearCopies
from flows.storing.catalog.near_duplicate_rows import last_look
from flows.storing.catalog.run_rows import RunRow, RunState, last_runs
from flows.storing.catalog.tables import outcomes, pages
from flows.storing.ledger import Status


class HostCounts(Struct, frozen=True):
    """The pages of a host.

    Attributes:
        host: The host; empty for pages of which none is known.
        articles: How many are articles.
        doubtful: How many articles a person may want to look at.
        rejected: How many were rejected.
        failed: How many failed.
    """

    host: str
    articles: int
    doubtful: int
    rejected: int
    failed: int


class Overview(Struct, frozen=True, kw_only=True):
    """What a catalog holds.

    Attributes:
        inputs: How many inputs there are, those that have gone not counted.
        outcomes: How many there are of each outcome; ``gone`` too.
        running: How many outcomes the run that goes on has by now, by outcome; empty for none.
        rejected: How many were rejected, by reason.
        failed: How many failed, by reason.
        doubtful: How many articles are doubtful, by what is doubtful.
        hosts: The hosts with the most failed, rejected and doubtful pages.
        fetched: How many addresses are known, by outcome of the last fetch, and by reason.
        runs: The last runs, the newest first.
        near_duplicates: The near copies that the last look found.
    """

    inputs: int
    outcomes: Mapping[str, int]
    running: Mapping[str, int]
    rejected: Mapping[str, int]
    failed: Mapping[str, int]
    doubtful: Mapping[str, int]
    hosts: tuple[HostCounts, ...]
    fetched: Mapping[str, int]
    runs: tuple[RunRow, ...]
    near_duplicates: NearCopies = NearCopies()


def overview_of(connection: Connection, *, max_runs: int, max_hosts: int) -> Overview:
    """Count what a catalog holds.

    Args:
        connection: A connection to the catalog.
        max_runs: So many of the last runs are told.
        max_hosts: So many hosts are told.
    """
    statuses = _outcomes(connection)
    runs = tuple(last_runs(connection, max_runs))
    going_on = next((run.name for run in runs if run.state is RunState.RUNNING), None)
    return Overview(
        inputs=sum(count for status, count in statuses.items() if status != Status.GONE),
        outcomes={str(status): statuses[status] for status in Status},
        running={} if going_on is None else _ordered(_outcomes(connection, going_on)),
        rejected=_reasons(connection, Status.REJECTED),
        failed=_reasons(connection, Status.FAILED),
        doubtful=_doubts(connection),
        hosts=_hosts(connection, max_hosts),
        fetched=_fetched(connection),
        runs=runs,
        near_duplicates=last_look(connection).found,
    )


def _outcomes(connection: Connection, run: str | None = None) -> Counter[str]:
    statement = select(outcomes.c.status, func.count()).group_by(outcomes.c.status)
    if run is not None:
        statement = statement.where(outcomes.c.run == run)
    return _counted(connection.execute(statement))


def _reasons(connection: Connection, status: Status) -> dict[str, int]:
    statement = (
        select(outcomes.c.reason, func.count())
        .where(outcomes.c.status == str(status))
        .group_by(outcomes.c.reason)
    )
    return _ordered(_counted(connection.execute(statement)))


def _doubts(connection: Connection) -> dict[str, int]:
    statement = (
        select(outcomes.c.doubts, func.count())
        .where(outcomes.c.doubts != "", outcomes.c.status != str(Status.GONE))
        .group_by(outcomes.c.doubts)
    )
    counts: Counter[str] = Counter()
    for kinds, count in connection.execute(statement):
        for kind in kinds.split(", "):
            counts[kind] += count
    return _ordered(counts)


def _hosts(connection: Connection, limit: int) -> tuple[HostCounts, ...]:
    failed = _count_if(outcomes.c.status == str(Status.FAILED))
    rejected = _count_if(outcomes.c.status == str(Status.REJECTED))
    doubtful = _count_if(outcomes.c.doubts != "")
    articles = _count_if(outcomes.c.output.is_not(None))
    host = func.coalesce(outcomes.c.host, "")
    statement = (
        select(host, articles, doubtful, rejected, failed)
        .where(outcomes.c.status != str(Status.GONE))
        .group_by(host)
        .having(failed + rejected + doubtful > 0)
        .order_by((failed + rejected + doubtful).desc(), host)
        .limit(limit)
    )
    return tuple(HostCounts(*found) for found in connection.execute(statement))


def _fetched(connection: Connection) -> dict[str, int]:
    statement = select(pages.c.outcome, pages.c.reason, func.count()).group_by(
        pages.c.outcome, pages.c.reason
    )
    counts: Counter[str] = Counter()
    for outcome, reason, count in connection.execute(statement):
        name = outcome.replace("_", " ") or "not asked for yet"
        counts[f"{name}: {reason.replace('_', ' ')}" if reason else name] += count
    return _ordered(counts)


def _counted(found: CursorResult[tuple[str, int]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name, count in found:
        counts[name] += count
    return counts


def _count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _ordered(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
