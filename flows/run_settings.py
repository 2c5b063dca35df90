"""How a run is done and what it writes: the part of the settings that is not the cleaning's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from cleaners.settings import PositiveInt, SettingsError, overlay
from flows.dumps.columns import DumpColumns
from flows.fetching.settings import Fetching
from flows.named_tables import entries_of
from flows.near_duplicates.settings import NearDuplicates
from flows.scheduling.schedules import Schedule
from flows.sources.declared import Source
from flows.storing.catalog.settings import CatalogPlace, DriftLimits


class Format(StrEnum):
    """What an article is written as."""

    MARKDOWN = "md"
    TEXT = "txt"
    JSON = "json"
    JSON_LINES = "jsonl"
    CSV = "csv"
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


class Storage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where raw pages and articles are kept; see ``settings.toml``."""

    raw: Annotated[str, Meta(min_length=1)]
    clean: Annotated[str, Meta(min_length=1)]


class Learning(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is learned of sites, and when; see ``settings.toml``."""

    enabled: bool
    passes: Literal[1, 2]


class RulesPlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the rules that people write for sites are; see ``settings.toml``."""

    folder: Annotated[str, Meta(min_length=1)]


class RunSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tables of the settings that are not the cleaning's, by their names."""

    run: Running
    output: Output
    near_duplicates: NearDuplicates
    fetch: Fetching
    storage: Storage
    catalog: CatalogPlace
    drift: DriftLimits
    learning: Learning
    rules: RulesPlace
    dumps: DumpColumns
    sources: Mapping[str, Source] = {}
    schedules: Mapping[str, Schedule] = {}


NAMED_TABLES: Mapping[str, Any] = {"sources": Source, "schedules": Schedule}
"""The tables whose entries bear names of the user's own, with what an entry is."""


@cache
def default_run_options() -> Mapping[str, object]:
    """Return the shipped defaults as nested mappings."""
    return tomllib.loads(files("flows").joinpath("settings.toml").read_text("utf-8"))


def run_settings_from(overrides: Mapping[str, object]) -> RunSettings:
    """Return the defaults with overrides laid over them.

    Raises:
        SettingsError: An unknown name or a value that does not fit, with its place.
    """
    options = overlay(default_run_options(), overrides)
    named = {
        table: entries_of(table, options.pop(table, {}), kinds)
        for table, kinds in NAMED_TABLES.items()
    }
    try:
        return replace(msgspec.convert(options, RunSettings), **named)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error)) from error
