"""How a run is done and what it writes: the part of the settings that is not the cleaning's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from cleaners.settings import PositiveInt, SettingsError, overlay


class Format(StrEnum):
    """What an article is written as."""

    MARKDOWN = "md"
    TEXT = "txt"
    JSON = "json"
    JSON_LINES = "jsonl"
    PARQUET = "parquet"


class Running(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Processes, limits and the choice of files; see ``settings.toml``."""

    jobs: Annotated[int, Meta(ge=0)]
    timeout_seconds: Annotated[float, Meta(gt=0)]
    memory_megabytes: Annotated[int, Meta(ge=256)]
    pages_per_worker: PositiveInt
    shard_pages: PositiveInt
    include: tuple[str, ...]
    exclude: tuple[str, ...]


class Output(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is written of an article, and which articles are."""

    format: Format
    comments: bool
    duplicates: Literal["write", "skip"]
    languages: tuple[str, ...]


class RunSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tables ``run`` and ``output`` of the settings."""

    run: Running
    output: Output


@cache
def default_run_options() -> Mapping[str, object]:
    """Return the shipped defaults as nested mappings."""
    return tomllib.loads(files("flows").joinpath("settings.toml").read_text("utf-8"))


def run_settings_from(overrides: Mapping[str, object]) -> RunSettings:
    """Return the defaults with overrides laid over them.

    Raises:
        SettingsError: An unknown name or a value that does not fit, with its place.
    """
    try:
        return msgspec.convert(overlay(default_run_options(), overrides), RunSettings)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error)) from error
