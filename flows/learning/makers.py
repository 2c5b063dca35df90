"""What has read a page: observations of the same maker are alike, those of others may not be."""

from __future__ import annotations

from functools import lru_cache

from cleaners.settings import Settings, digest_of
from cleaners.versions import library_versions, tool_version

_DIGITS = 16


@lru_cache(maxsize=4)
def maker_of(settings: Settings) -> str:
    """Return a digest of all that can change what a page shows of its site."""
    parts = [settings.reading, settings.normalizing, tool_version(), library_versions()]
    return digest_of(parts)[:_DIGITS]
