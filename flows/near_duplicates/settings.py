"""The table ``near_duplicates`` of the settings."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from cleaners.settings import PositiveInt

Share = Annotated[float, Meta(gt=0, le=1)]


class NearDuplicates(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """See ``settings.toml``."""

    enabled: bool
    articles: Literal["keep", "leave_out"]
    min_similarity: Annotated[float, Meta(ge=0.2, le=1)]
    min_containment: Annotated[float, Meta(ge=0.5, le=1)]
    min_words: PositiveInt


def leaves_out(settings: NearDuplicates) -> bool:
    """Return whether near copies of other articles are left out."""
    return settings.enabled and settings.articles == "leave_out"
