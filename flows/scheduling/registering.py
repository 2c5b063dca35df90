"""The deployments of schedules that a Prefect server knows: whose they are, what became of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterParentFlowRunId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.states import Crashed

from flows.parameters import PipelineParameters

TAG = "copydesk-schedule"
"""What ``copydesk schedule`` has registered bears it."""

_UNFINISHED = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)


class TakenError(RuntimeError):
    """The server has a schedule of this name that belongs to another settings file."""


def owner_of(parameters: PipelineParameters) -> str:
    """Return whose a schedule is: a settings file's, or a folder's that has none."""
    return str(parameters.settings_file or parameters.folder)


def make_room(names: Collection[str], owner: str) -> None:
    """Check that names of schedules are free or the owner's, and remove the owner's other ones.

    Raises:
        TakenError: A name is taken.
    """
    with get_client(sync_client=True) as client:
        for deployment in _registered(client):
            known = _owner(deployment)
            if known != owner and deployment.name in names:
                raise TakenError(
                    f"the server has a schedule {deployment.name} already, of {known}; "
                    "give one of the two another name"
                )
            if known == owner and deployment.name not in names:
                client.delete_deployment(deployment.id)


def end_lost_runs(owner: str) -> None:
    """Tell the server that runs of an owner's schedules have gone that it still takes for alive.

    To be called only where nobody runs them: they were killed, with the process that kept the
    schedules. Each would hold its schedule's only place, so that no run would start any more.
    """
    with get_client(sync_client=True) as client:
        ours = [each.id for each in _registered(client) if _owner(each) == owner]
        if not ours:
            return
        lost = client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=ours)),
            flow_run_filter=FlowRunFilter(state=_unfinished()),
        )
        for run in [*lost, *_unfinished_parts(client, [run.id for run in lost])]:
            client.set_flow_run_state(run.id, Crashed(message="its process has gone"))


def _unfinished_parts(client: SyncPrefectClient, parents: Sequence[UUID]) -> list[FlowRun]:
    """Return the flow runs that others have started and that are not finished."""
    if not parents:
        return []
    parts = FlowRunFilter(
        state=_unfinished(), parent_flow_run_id=FlowRunFilterParentFlowRunId(any_=list(parents))
    )
    return client.read_flow_runs(flow_run_filter=parts)


def _unfinished() -> FlowRunFilterState:
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=list(_UNFINISHED)))


def _registered(client: SyncPrefectClient) -> list[DeploymentResponse]:
    """Return all schedules that the server knows, whosoever they are."""
    ours = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
    found: list[DeploymentResponse] = []
    while page := client.read_deployments(deployment_filter=ours, offset=len(found)):
        found.extend(page)
    return found


def _owner(deployment: DeploymentResponse) -> str:
    return owner_of(PipelineParameters.model_validate(deployment.parameters["parameters"]))
