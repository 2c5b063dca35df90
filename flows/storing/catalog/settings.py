"""The tables ``catalog`` and ``drift`` of the settings."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from cleaners.settings import PositiveInt


class CatalogPlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """See ``settings.toml``."""

    url: str


class DriftLimits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """See ``settings.toml``."""

    min_pages: Annotated[int, Meta(ge=5)]
    min_past_pages: Annotated[int, Meta(ge=5)]
    max_past_pages: PositiveInt
    max_probability: Annotated[float, Meta(gt=0, lt=1)]
    min_difference: Annotated[float, Meta(ge=0, le=0.5)]
    min_first_difference: Annotated[float, Meta(ge=0, le=0.5)]
