"""The schedules that a settings file declares: what is run, and when."""

from __future__ import annotations

import zoneinfo
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct


class What(StrEnum):
    """What a run of the pipeline does."""

    PIPELINE = "pipeline"
    INGEST = "ingest"
    CLEAN = "clean"


class Schedule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table ``[schedules.NAME]``.

    Attributes:
        what: ``ingest`` fetches what is new, ``clean`` cleans what has come in, ``pipeline``
            does both.
        cron: When, in five fields: minute, hour, day of month, month, day of week.
        every_minutes: When, as an interval, counted from midnight; instead of ``cron``.
        timezone: Name of the time zone that ``cron`` and midnight are in, such as Europe/Berlin.
        sources: Names of the declared sources to ingest; all of them if empty.
        retry_failed: Try pages again that failed before.
        prune: Remove outputs whose input has gone, and those that others have superseded.
        refresh_sites: Clean pages again whose site more is known of since then.
        settings: Settings for these runs only, each as ``table.key=value``.
    """

    what: What = What.PIPELINE
    cron: str | None = None
    every_minutes: Annotated[int, Meta(ge=1)] | None = None
    timezone: str = "UTC"
    sources: tuple[str, ...] = ()
    retry_failed: bool = False
    prune: bool = False
    refresh_sites: bool = False
    settings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.cron is None) == (self.every_minutes is None):
            raise ValueError("give either cron or every_minutes")
        if self.timezone not in zoneinfo.available_timezones():
            raise ValueError(f"there is no time zone {self.timezone!r}; write one as Europe/Berlin")
        if self.sources and self.what is What.CLEAN:
            raise ValueError("sources are for ingest; clean takes all that has come in")
