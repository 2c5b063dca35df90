"""Schedules as Prefect deployments: registered with the server, and served by this process."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron, Interval
from prefect.schedules import Schedule as PrefectSchedule
from prefect.types.entrypoint import EntrypointType

from flows.parameters import PipelineParameters
from flows.pipeline import pipeline
from flows.scheduling.registering import TAG, end_lost_runs, make_room, owner_of
from flows.scheduling.schedule_times import anchor_of, interval_of
from flows.scheduling.schedules import Schedule

# A run that is due while the last one still goes on is left out: the next one does its work too.
_ONE_AT_A_TIME = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
)


def serve_schedules(
    schedules: Mapping[str, Schedule],
    *,
    config: Path | None,
    settings: tuple[str, ...] = (),
    alone: bool = False,
) -> None:
    """Register schedules with the Prefect server and start their runs until told to stop.

    One run goes on at a time, whichever schedule it is of. Schedules that were registered before
    for the same settings file and are declared no more are removed.

    Args:
        schedules: By their names.
        config: The settings file, if there is one; relative paths are meant in the current folder.
        settings: Settings over those of the file, each as ``table.key=value``.
        alone: Whether no other process can keep the same schedules with this server.

    Raises:
        TakenError: A name is taken by another settings file.
    """
    common = PipelineParameters(
        folder=str(Path.cwd()),
        settings_file=str(config.absolute()) if config else None,
        settings=settings,
    )
    if alone:
        end_lost_runs(owner_of(common))
    make_room(frozenset(schedules), owner_of(common))
    deployments = [_deployment(name, schedule, common) for name, schedule in schedules.items()]
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_serve(deployments))
    if alone:  # a run that was under way was stopped as well
        end_lost_runs(owner_of(common))


class _Runner(Runner):
    """Starts runs of deployments that are due. A request to end ends it like Ctrl-C."""

    async def start_until_stopped(self) -> None:
        """Start runs until this task is cancelled."""
        self._loop_of_start = asyncio.get_running_loop()
        self._task = asyncio.current_task()
        await self.start()

    def handle_sigterm(self, *args: object, **kwargs: object) -> None:  # noqa: ARG002
        """End as on Ctrl-C; that of Prefect exits in the middle of its loop."""
        if self._task is not None:
            self._loop_of_start.call_soon_threadsafe(self._task.cancel)


async def _serve(deployments: Sequence[RunnerDeployment]) -> None:
    runner = _Runner(limit=1, pause_on_shutdown=True)
    for deployment in deployments:
        await runner.aadd_deployment(deployment)
    await runner.start_until_stopped()


def _deployment(name: str, schedule: Schedule, common: PipelineParameters) -> RunnerDeployment:
    parameters = PipelineParameters(
        what=schedule.what,
        folder=common.folder,
        settings_file=common.settings_file,
        settings=(*common.settings, *schedule.settings),
        sources=schedule.sources,
        retry_failed=schedule.retry_failed,
        prune=schedule.prune,
        refresh_sites=schedule.refresh_sites,
    )
    deployment = pipeline.to_deployment(
        name=name,
        schedule=_prefect_schedule(schedule),
        parameters={"parameters": parameters.model_dump(mode="json")},
        concurrency_limit=_ONE_AT_A_TIME,
        tags=["copydesk", TAG, str(schedule.what)],
        description=f"[schedules.{name}] of {owner_of(common)}",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return cast("RunnerDeployment", deployment)  # a coroutine where a loop is running


def _prefect_schedule(schedule: Schedule) -> PrefectSchedule:
    if schedule.cron is not None:
        return Cron(schedule.cron, timezone=schedule.timezone)
    return Interval(
        interval_of(schedule), anchor_date=anchor_of(schedule), timezone=schedule.timezone
    )
