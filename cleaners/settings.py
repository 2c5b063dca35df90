"""One frozen tree of options, loaded from TOML; ``settings.toml`` ships the defaults."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from cleaners.reasons import Reason

PositiveInt = Annotated[int, Meta(ge=1)]
Share = Annotated[float, Meta(ge=0.0, le=1.0)]


class ReadingSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits on what is read; see ``settings.toml``."""

    max_bytes: PositiveInt
    max_elements: PositiveInt
    max_depth: Annotated[int, Meta(ge=16, le=2_000)]
    max_colspan: PositiveInt
    max_table_cells: PositiveInt


class MainContentSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which engine decides what is main content, and how its answer is read."""

    engine: Literal["learned", "trafilatura", "none"]
    min_block_coverage: Share


class DecidingSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stays whatever is said of it, and when a decision is not trusted."""

    keep: frozenset[Reason]
    min_kept_share: Share
    sure_score: Share


class SitesSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when on something follows from what a site repeats; see ``settings.toml``."""

    min_pages: Annotated[int, Meta(ge=3)]
    min_recurrence: Annotated[int, Meta(ge=2)]
    min_share: Share
    min_outside: Share


class MetadataSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far to look for metadata."""

    detect_language: bool


class NormalizingSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which kinds of change are made to the characters of a text; see ``settings.toml``."""

    mojibake: bool
    line_breaks: bool
    control_characters: bool
    soft_hyphens: bool
    zero_width: bool
    direction_marks: bool
    composition: bool
    exotic_spaces: bool
    white_space: bool
    character_references: bool
    stray_tags: bool
    line_joins: bool
    quote_direction: bool
    quote_spacing: bool


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that can change a result, but for the page itself."""

    reading: ReadingSettings
    main_content: MainContentSettings
    deciding: DecidingSettings
    sites: SitesSettings
    metadata: MetadataSettings
    normalizing: NormalizingSettings


class SettingsError(ValueError):
    """The settings hold an unknown name or a value that does not fit."""


@cache
def default_options() -> Mapping[str, object]:
    """Return the shipped defaults as nested mappings."""
    return tomllib.loads(files("cleaners").joinpath("settings.toml").read_text("utf-8"))


def settings_from(overrides: Mapping[str, object]) -> Settings:
    """Return the defaults with overrides laid over them.

    Args:
        overrides: Nested mappings as TOML gives them, such as
            ``{"main_content": {"engine": "none"}}``.

    Raises:
        SettingsError: An unknown name or a value that does not fit, with its place.
    """
    try:
        return msgspec.convert(overlay(default_options(), overrides), Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error)) from error


def overlay(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """Return ``below`` with the values of ``above`` laid over it, table by table."""
    merged = dict(below)
    for name, value in above.items():
        lower = merged.get(name)
        if isinstance(lower, Mapping) and isinstance(value, Mapping):
            merged[name] = overlay(lower, value)
        else:
            merged[name] = value
    return merged


def digest_of(value: object) -> str:
    """Return the sha256 of a value's canonical JSON, in hexadecimal."""
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()
