"""Metadata values with their characters repaired as those of the text are."""

from __future__ import annotations

from msgspec.structs import replace

from cleaners.metadata.values import Metadata, Value
from cleaners.normalizing.repairing import repaired_text
from cleaners.settings import NormalizingSettings


def repaired_metadata(metadata: Metadata, settings: NormalizingSettings) -> Metadata:
    """Return metadata in which titles, names and descriptions are repaired; addresses are not."""

    def text(value: Value[str] | None) -> Value[str] | None:
        return value and Value(repaired_text(value.value, settings), value.origin)

    def texts(value: Value[tuple[str, ...]] | None) -> Value[tuple[str, ...]] | None:
        return value and Value(
            tuple(repaired_text(part, settings) for part in value.value), value.origin
        )

    return replace(
        metadata,
        title=text(metadata.title),
        authors=texts(metadata.authors),
        site=text(metadata.site),
        categories=texts(metadata.categories),
        description=text(metadata.description),
    )
