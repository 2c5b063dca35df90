"""The runs of a catalog: when each began and ended, and what came of it."""

from __future__ import annotations

import os
import platform
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, select, update

from flows.storing.catalog.tables import runs
from flows.storing.catalog.text import json_of, storable


class RunKind(StrEnum):
    """What a run does. One run of a kind goes on at a time, under the lock of that kind."""

    CLEAN = "clean"
    INGEST = "ingest"
    PIPELINE = "pipeline"
    LEARN = "learn"


class RunState(StrEnum):
    """How far a run has come.

    ``STOPPED`` is one that was asked to, ``FAILED`` one that an error ended, and ``KILLED`` one
    that went without a word.
    """

    RUNNING = "running"
    COMPLETED = "completed"
    STOPPED = "stopped"
    FAILED = "failed"
    KILLED = "killed"


class RunRow(Struct, frozen=True, kw_only=True):
    """A run.

    Attributes:
        number: Ascends from run to run.
        name: Its name in the ledger.
        kind: What it does.
        state: How far it has come.
        started: When it began (ISO 8601, UTC).
        ended: When it ended; empty for one that goes on, or was killed.
        configuration: Digest of all that can change a result, but for the page.
        report: What it came to, as JSON; empty for none.
    """

    number: int
    name: str
    kind: RunKind
    state: RunState
    started: str
    ended: str
    configuration: str
    report: str


class Unfinished(Struct, frozen=True):
    """An earlier run that came to no report, and that a new one takes up.

    Attributes:
        number: Its number.
        parts: The parts that rows named when it began.
    """

    number: int
    parts: frozenset[str]


class Begun(Struct, frozen=True):
    """A run that has begun.

    Attributes:
        name: Its name.
        number: Its number.
        configuration: Digest of all that can change a result, but for the page.
        unfinished: What it takes up.
    """

    name: str
    number: int
    configuration: str = ""
    unfinished: tuple[Unfinished, ...] = ()


def begin_run(connection: Connection, kind: RunKind, configuration: str) -> Begun:
    """Note that a run begins; runs of its kind that never ended were killed."""
    connection.execute(
        update(runs)
        .where(runs.c.kind == str(kind), runs.c.state == str(RunState.RUNNING))
        .values(state=str(RunState.KILLED))
    )
    unfinished = connection.execute(
        select(runs.c.number, runs.c.parts)
        .where(runs.c.kind == str(kind), runs.c.closed.is_(False))
        .order_by(runs.c.number)
    )
    taken_up = tuple(
        Unfinished(number, frozenset(msgspec.json.decode(parts, type=list[str])))
        for number, parts in unfinished
    )
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
    number = connection.execute(
        runs.insert().values(
            name=name,
            kind=str(kind),
            state=str(RunState.RUNNING),
            started=_now(),
            ended="",
            machine=storable(platform.node()),
            process=os.getpid(),
            configuration=configuration,
            closed=False,
            parts="[]",
            report="",
        )
    ).inserted_primary_key
    return Begun(name, number[0] if number else 0, configuration, taken_up)


def note_parts(connection: Connection, run: Begun, parts: Sequence[str]) -> None:
    """Keep what parts rows name when a run begins, for whoever has to clean up after it."""
    encoded = msgspec.json.encode(sorted(parts)).decode("utf-8")
    connection.execute(update(runs).where(runs.c.number == run.number).values(parts=encoded))


def end_run(
    connection: Connection, run: Begun, state: RunState, report: Struct | None = None
) -> None:
    """Note how a run has ended; one that comes to a report leaves nothing to be taken up."""
    closed = report is not None
    connection.execute(
        update(runs)
        .where(runs.c.number == run.number)
        .values(
            state=str(state),
            ended=_now(),
            closed=closed,
            parts="[]" if closed else runs.c.parts,
            report="" if report is None else json_of(report),
        )
    )
    if closed:
        taken_up = [each.number for each in run.unfinished]
        connection.execute(
            update(runs).where(runs.c.number.in_(taken_up)).values(closed=True, parts="[]")
        )


def run_numbers(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    """Return the numbers of the runs of these names that there are."""
    found = connection.execute(select(runs.c.name, runs.c.number).where(runs.c.name.in_(names)))
    return {row.name: row.number for row in found}


def last_runs(connection: Connection, limit: int) -> list[RunRow]:
    """Return the last runs, the newest first."""
    found = connection.execute(select(runs).order_by(runs.c.number.desc()).limit(limit))
    return [_run_row(row) for row in found]


def run_named(connection: Connection, name: str) -> RunRow | None:
    """Return a run by its name."""
    row = connection.execute(select(runs).where(runs.c.name == name)).first()
    return None if row is None else _run_row(row)


def _run_row(row: Row[tuple[object, ...]]) -> RunRow:
    state = RunState(row.state)
    if state is RunState.RUNNING and row.machine == platform.node() and not _lives(row.process):
        state = RunState.KILLED
    return RunRow(
        number=row.number,
        name=row.name,
        kind=RunKind(row.kind),
        state=state,
        started=row.started,
        ended=row.ended,
        configuration=row.configuration,
        report=row.report,
    )


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
