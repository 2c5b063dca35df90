"""When schedules start their runs, as Prefect's scheduler reckons it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from prefect.server.schemas.schedules import CronSchedule, IntervalSchedule

from cleaners.settings import SettingsError
from flows.scheduling.schedules import Schedule

# Of any day: an interval is counted from its midnight, so that it does not depend on the start.
_A_MIDNIGHT = datetime(2020, 1, 1)  # noqa: DTZ001 - the schedule's time zone is added


def next_times(name: str, schedule: Schedule, count: int) -> list[datetime]:
    """Return when a schedule starts its next runs, as Prefect's scheduler reckons.

    Raises:
        SettingsError: Its ``cron`` is not understood.
    """
    dates = _server_schedule(name, schedule).get_dates(n=count, start=datetime.now(UTC))
    zone = ZoneInfo(schedule.timezone)
    return [datetime.fromtimestamp(date.timestamp(), zone) for date in asyncio.run(dates)]


def interval_of(schedule: Schedule) -> timedelta:
    """Return the time from one run to the next, of a schedule without ``cron``."""
    return timedelta(minutes=schedule.every_minutes or 0)


def anchor_of(schedule: Schedule) -> datetime:
    """Return a time from which the intervals are counted."""
    return _A_MIDNIGHT.replace(tzinfo=ZoneInfo(schedule.timezone))


def _server_schedule(name: str, schedule: Schedule) -> CronSchedule | IntervalSchedule:
    """Return a schedule as the server's scheduler has it, which knows the next times."""
    if schedule.cron is None:
        return IntervalSchedule.model_validate(
            {
                "interval": interval_of(schedule),
                "anchor_date": anchor_of(schedule),
                "timezone": schedule.timezone,
            }
        )
    try:
        return CronSchedule(cron=schedule.cron, timezone=schedule.timezone)
    except ValueError as error:
        raise SettingsError(
            f"schedules.{name}.cron = {schedule.cron!r} does not fit: expected five fields "
            "(minute, hour, day of month, month, day of week), such as '30 2 * * *'"
        ) from error
