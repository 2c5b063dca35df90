"""``copydesk schedule``: the schedules of the settings file, kept by this process."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import msgspec
import typer

from flows.commands.errors import UserError, say
from flows.commands.options import AssignmentsOption, ConfigOption
from flows.commands.server import folder_of, server_errors_told, server_for, settle_prefect
from flows.configuration import Configuration, load_configuration
from flows.scheduling.schedules import Schedule
from flows.terminal import printable_json, printable_line

_SHOWN_TIMES = 3


def keep_schedules(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say when runs would start; start nothing.")
    ] = False,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="With --dry-run: print the times as JSON.")
    ] = False,
) -> None:
    """Start runs by the schedules of the settings file, until it is stopped.

    Schedules stand in copydesk.toml, each a table with a name of its own:

        schedules.hourly.what = "ingest"
        schedules.hourly.cron = "7 * * * *"
        schedules.hourly.timezone = "Europe/Berlin"
        schedules.nightly.every_minutes = 1440

    They are registered with a Prefect server: with the one that is configured (PREFECT_API_URL, or
    a profile), else with a local one that is started with this command and ends with it, in the
    folder .copydesk beside the settings file. One run goes on at a time: what is due while another
    schedule's run goes on waits for it, and what is due while the last run of its own schedule
    goes on is left out. What was due while nothing was running is not made up for.

    PREFECT_SERVER_DATABASE_CONNECTION_URL lets the local server keep its database in PostgreSQL.

    Examples:
      copydesk schedule --dry-run   the next times of each
      copydesk schedule             until Ctrl-C

    Exit codes: 0 stopped by Ctrl-C or a request to end; 1 the server could not be started or was
    lost; 2 an option or a setting is wrong, or the schedules are kept by another process already.
    """
    configuration = load_configuration(config, assignments or ())
    schedules = configuration.running.schedules
    if not schedules:
        raise UserError(
            "no schedule is declared; write a table [schedules.NAME] into copydesk.toml "
            "(`copydesk schedule --help` shows one)"
        )
    settle_prefect()
    times = _next_times(schedules)
    if dry_run:
        _print_times(schedules, times, as_json=as_json)
        return
    with _kept_by_us(configuration), server_for(configuration, quiet=False) as server:
        for name, schedule in schedules.items():
            say(f"{name}: {schedule.what}, next at {times[name][0]:%Y-%m-%d %H:%M %Z}")
        _serve(configuration, tuple(assignments or ()), alone=server.is_local)


def _next_times(schedules: Mapping[str, Schedule]) -> dict[str, list[datetime]]:
    from flows.scheduling.schedule_times import next_times

    return {name: next_times(name, each, _SHOWN_TIMES) for name, each in schedules.items()}


def _print_times(
    schedules: Mapping[str, Schedule], times: Mapping[str, list[datetime]], *, as_json: bool
) -> None:
    if as_json:
        plan = {name: {"what": each.what, "next": times[name]} for name, each in schedules.items()}
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(plan))))
        return
    for name, schedule in schedules.items():
        told = schedule.cron or f"every {schedule.every_minutes} minutes"
        typer.echo(printable_line(f"{name}: {schedule.what} ({told}, {schedule.timezone})"))
        for time in times[name]:
            typer.echo(f"  {time:%a %Y-%m-%d %H:%M %Z}")


@contextmanager
def _kept_by_us(configuration: Configuration) -> Iterator[None]:
    """Make sure that no other process keeps the same schedules: it would pause them at its end."""
    from filelock import FileLock, Timeout

    from flows.scheduling.prefect_server import made_home

    with server_errors_told():
        home = made_home(folder_of(configuration))
    name = configuration.file.name if configuration.file else "schedule"
    lock = FileLock(home / f"{name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise UserError(
            f"another process keeps these schedules (it holds {home / name}.lock); stop it first"
        ) from error
    try:
        yield
    finally:
        lock.release()


def _serve(configuration: Configuration, settings: tuple[str, ...], *, alone: bool) -> None:
    from flows.scheduling.registering import TakenError
    from flows.scheduling.serving import serve_schedules

    schedules = configuration.running.schedules
    try:
        serve_schedules(schedules, config=configuration.file, settings=settings, alone=alone)
    except TakenError as error:
        raise UserError(str(error)) from error
