"""The parameters of the flows, validated before a run starts."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator

from flows.scheduling.schedules import What


class Engine(StrEnum):
    """What runs the shards of a flow."""

    THREADS = "threads"
    DASK = "dask"


class CleanParameters(BaseModel):
    """What the flow ``clean`` is told; the names are those of ``copydesk clean`` where they can be.

    Paths are seen from the folder that the run is started in; they may be URLs such as
    ``s3://bucket/raw``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: tuple[str, ...] = Field(
        default=("raw",), min_length=1, description="Files, folders, URLs."
    )
    destination: str = Field(default="clean", min_length=1, description="Where the articles go.")
    settings_file: str | None = Field(
        default=None, description="Settings file; without it copydesk.toml, if it is there."
    )
    settings: tuple[str, ...] = Field(default=(), description="Overrides, each as table.key=value.")
    engine: Engine = Field(
        default=Engine.THREADS,
        description="threads drive worker processes on this machine; dask uses other machines too.",
    )
    dask_address: str | None = Field(
        default=None,
        description="Scheduler of a Dask cluster; without it one of this machine is started.",
    )
    dask_workers: int = Field(
        default=2, ge=1, description="Workers of a Dask cluster that is started."
    )
    shards_at_once: int | None = Field(
        default=None,
        ge=1,
        description="Shards in work at the same time; by default what the engine takes.",
    )
    force: bool = Field(default=False, description="Clean everything again, changed or not.")
    retry_failed: bool = Field(default=False, description="Try again what failed before.")
    prune: bool = Field(default=False, description="Remove outputs whose input has gone.")
    refresh_sites: bool = Field(
        default=False, description="Clean pages again whose site more is known of since then."
    )


class IngestParameters(BaseModel):
    """What the flow ``ingest`` is told; the names are those of ``copydesk ingest``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: tuple[str, ...] = Field(
        default=(), description="Names of declared sources; all if none."
    )
    settings_file: str | None = Field(
        default=None, description="Settings file; without it copydesk.toml, if it is there."
    )
    settings: tuple[str, ...] = Field(default=(), description="Overrides, each as table.key=value.")


class PipelineParameters(BaseModel):
    """What the flow ``pipeline`` is told; the names are those of ``copydesk run``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: What = Field(default=What.PIPELINE, description="ingest, clean, or both: pipeline.")
    sources: tuple[str, ...] = Field(
        default=(), description="Declared sources to ingest; all if none."
    )
    folder: str | None = Field(
        default=None,
        description="Folder that relative paths are seen from; without it the current one.",
    )
    settings_file: str | None = Field(
        default=None, description="Settings file; without it copydesk.toml, if it is there."
    )
    settings: tuple[str, ...] = Field(default=(), description="Overrides, each as table.key=value.")
    engine: Engine = Field(
        default=Engine.THREADS,
        description="threads drive worker processes on this machine; dask uses other machines too.",
    )
    dask_address: str | None = Field(
        default=None,
        description="Scheduler of a Dask cluster; without it one of this machine is started.",
    )
    dask_workers: int = Field(
        default=2, ge=1, description="Workers of a Dask cluster that is started."
    )
    retry_failed: bool = Field(default=False, description="Try again what failed before.")
    prune: bool = Field(default=False, description="Remove outputs whose input has gone.")
    refresh_sites: bool = Field(
        default=False, description="Clean pages again whose site more is known of since then."
    )

    @model_validator(mode="after")
    def _check_sources(self) -> PipelineParameters:
        if self.sources and self.what is What.CLEAN:
            raise ValueError("sources are for ingest; clean takes all that has come in")
        return self
