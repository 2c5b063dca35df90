"""What a run is told: how it treats earlier outcomes, what its workers have to know."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from flows.configuration import Configuration
from flows.near_duplicates.settings import leaves_out
from flows.sources.pages import day_of_run
from flows.storing.ledger import Row
from flows.working.page_work import MakeCleaner, PageWork
from flows.working.planning import Terms, rendering_digest

# A worker that nobody watches any more ends itself so long after the time limit of its page.
_ALARM_SECONDS = 5.0


class Watcher(Protocol):
    """Who is told how a run goes."""

    def begun(self, inputs: int) -> None:
        """All inputs are known."""

    def settled(self, row: Row) -> None:
        """An input has got its outcome."""


class Choices(Struct, frozen=True, kw_only=True):
    """How a run treats what an earlier one has done.

    Attributes:
        force: Clean everything again, whether it has changed or not.
        retry_failed: Try pages again that failed before.
        prune: Remove outputs whose input has gone, and those that others have superseded.
        refresh_sites: Clean pages again whose sites other things are known of by now.
    """

    force: bool = False
    retry_failed: bool = False
    prune: bool = False
    refresh_sites: bool = False


def terms_of(configuration: Configuration, make_cleaner: MakeCleaner, choices: Choices) -> Terms:
    """Return what decides whether an earlier outcome still holds."""
    output = configuration.running.output
    return Terms(
        configuration=make_cleaner(configuration.cleaning).configuration,
        rendering=rendering_digest(output),
        output=output,
        max_bytes=configuration.cleaning.reading.max_bytes,
        force=choices.force,
        retry_failed=choices.retry_failed,
        refresh_sites=choices.refresh_sites,
        leaves_out=leaves_out(configuration.running.near_duplicates),
    )


def work_of(configuration: Configuration, make_cleaner: MakeCleaner) -> PageWork:
    """Return what worker processes have to know of a run."""
    running = configuration.running
    return PageWork(
        make_cleaner=make_cleaner,
        settings=configuration.cleaning,
        output=running.output,
        max_seconds=running.run.timeout_seconds + _ALARM_SECONDS,
        latest_date=day_of_run(),
        observe=running.learning.enabled,
    )
