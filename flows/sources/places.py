"""The files that sources of the kinds ``warc`` and ``folder`` name, for cleaning to read."""

from __future__ import annotations

import glob
import gzip
import io
from collections.abc import Iterator
from itertools import islice

from cleaners.reading.decompressing import GZIP_MAGIC
from flows.sources.declared import FolderSource, WarcSource
from flows.sources.locations import Location, fetch_bytes
from flows.sources.roots import SourceError
from flows.storing.urls import file_system, is_url, scheme_of

_LISTS = (".paths", ".paths.gz")
_PATTERN = ("*", "?", "[")
# Common Crawl's lists of 100,000 files have 0.5 MB.
_MAX_LIST_BYTES = 100_000_000


def places_of(name: str, source: WarcSource | FolderSource) -> Iterator[str]:
    """Yield the files, folders and URLs that a source stands for, in order.

    Patterns are matched against what is there now, and lists of files are read.

    Args:
        name: What the source is called, for messages.
        source: The source.

    Raises:
        SourceError: A pattern fits nothing, or a list cannot be read.
    """
    if isinstance(source, FolderSource):
        yield from source.paths
        return
    yield from islice(_files(name, source), source.max_files)


def _files(name: str, source: WarcSource) -> Iterator[str]:
    for path in source.paths:
        if path.endswith(_LISTS):
            yield from _listed(name, path, source.prefix)
        elif any(sign in path for sign in _PATTERN):
            yield from _matching(name, path)
        else:
            yield path


def _matching(name: str, pattern: str) -> list[str]:
    try:
        if is_url(pattern):
            system, inner = file_system(pattern)
            scheme = scheme_of(pattern)
            found = sorted(
                each if is_url(each) else f"{scheme}{each}" for each in map(str, system.glob(inner))
            )
        else:
            found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - absolute ones too
    except OSError as error:
        raise SourceError(f"sources.{name}: {pattern} cannot be listed: {error}") from error
    if not found:
        raise SourceError(f"sources.{name}: no file fits {pattern}; check its paths")
    return found


def _listed(name: str, path: str, prefix: str) -> Iterator[str]:
    try:
        content = fetch_bytes(Location(path.encode("utf-8")), _MAX_LIST_BYTES)
        if content.startswith(GZIP_MAGIC):
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
                content = file.read(_MAX_LIST_BYTES)
        lines = content.decode("utf-8").split()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise SourceError(f"sources.{name}: the list {path} cannot be read: {error}") from error
    yield from (f"{prefix}{line}" for line in lines)
