"""What there is to clean for a settings file: what ingest keeps, and what lies where it is."""

from __future__ import annotations

from flows.run_settings import RunSettings
from flows.sources.declared import FolderSource, WarcSource
from flows.sources.places import places_of


def clean_inputs(settings: RunSettings) -> tuple[str, ...]:
    """Return the files, folders and URLs that all declared sources come to, in order.

    All of them, also for a run that ingests only some: what is not named counts as gone. The raw
    store comes first, unless all sources are files that lie where they are.

    Raises:
        SourceError: The files of a source cannot be told.
    """
    places: list[str] = []
    lying = {
        name: source
        for name, source in settings.sources.items()
        if isinstance(source, WarcSource | FolderSource)
    }
    if len(lying) < len(settings.sources) or not settings.sources:
        places.append(settings.storage.raw)
    for name, source in lying.items():
        places.extend(places_of(name, source))
    return tuple(dict.fromkeys(places))
