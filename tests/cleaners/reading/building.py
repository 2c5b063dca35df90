"""Pages and settings for the tests of reading."""

from __future__ import annotations

from msgspec.structs import replace

from cleaners.document import Page
from cleaners.reading import Reading, read
from cleaners.settings import ReadingSettings, settings_from

SETTINGS = settings_from({}).reading


def reading_of(
    raw: bytes | str,
    *,
    content_type: str | None = None,
    name: str | None = None,
    settings: ReadingSettings = SETTINGS,
) -> Reading:
    headers = {"Content-Type": content_type} if content_type else {}
    return read(Page(raw=raw, headers=headers, name=name), settings)


def limited(
    *,
    max_bytes: int = SETTINGS.max_bytes,
    max_elements: int = SETTINGS.max_elements,
    max_depth: int = SETTINGS.max_depth,
) -> ReadingSettings:
    return replace(SETTINGS, max_bytes=max_bytes, max_elements=max_elements, max_depth=max_depth)


def codes(reading: Reading) -> list[str]:
    return [warning.code for warning in reading.warnings]


def words(reading: Reading) -> list[str]:
    assert reading.tree is not None
    return " ".join(reading.tree.xpath("//body//text()")).split()
