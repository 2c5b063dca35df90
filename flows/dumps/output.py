"""The format of articles where none is asked for: dumps give dumps of their own kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from flows.configuration import DEFAULT_ORIGIN, Configuration
from flows.dumps.finding import Dumps, refuse_unusable
from flows.dumps.kinds import DumpKind
from flows.run_settings import Format
from flows.sources.roots import STANDARD_INPUT, SourceError, Sources
from flows.storing.destinations import open_destination
from flows.storing.urls import StorageError

_FORMAT = "output.format"
_ORIGIN = "the format of the dump"
_FORMATS: Mapping[DumpKind, Format] = {
    DumpKind.JSON_LINES: Format.JSON_LINES,
    DumpKind.CSV: Format.CSV,
    DumpKind.PARQUET: Format.PARQUET,
}


def configuration_for(
    configuration: Configuration, given: Sequence[str], destination: str
) -> Configuration:
    """Return the configuration of a run over some sources; dumps among them are looked into.

    Where all sources are dumps and no format is given, their articles are written as the dumps
    are: as JSON Lines if they are of several kinds.

    Args:
        configuration: The settings in force.
        given: The sources of the run.
        destination: Where its articles go.

    Raises:
        SourceError: A source or the destination cannot be used; a dump cannot be read, or it has
            not the columns that are wanted.
    """
    sources = Sources(given, _path(destination))
    dumps = Dumps(configuration.running.dumps, configuration.cleaning.reading.max_bytes)
    names = [refuse_unusable(dumps, root) for root in sources.roots]
    if configuration.origins[_FORMAT] != DEFAULT_ORIGIN or STANDARD_INPUT in given:
        return configuration
    kinds = {None if name is None else name.kind for name in names}
    if not kinds or None in kinds:
        return configuration
    [kind] = kinds if len(kinds) == 1 else [DumpKind.JSON_LINES]
    file_format = _FORMATS[kind] if kind else Format.JSON_LINES
    running = configuration.running
    return replace(
        configuration,
        running=replace(running, output=replace(running.output, format=file_format)),
        origins={**configuration.origins, _FORMAT: _ORIGIN},
    )


def _path(destination: str) -> bytes:
    try:
        return open_destination(destination).path
    except StorageError as error:
        raise SourceError(str(error)) from error
