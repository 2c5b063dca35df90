"""The WARC files that a killed run was writing: their whole records are kept, and put in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from flows.sources.files import open_regular
from flows.sources.warc import NoPage, WarcPage, scan_warc
from flows.sources.warc_records import WarcError, warc_records
from flows.storing.raw_store import RawStore


class Recovered(Struct, frozen=True):
    """A file of a killed run that is in its place now.

    Attributes:
        file: Its name in the raw store.
        run: The run that wrote it.
        pages: The pages in it, in order.
    """

    file: str
    run: str
    pages: tuple[WarcPage, ...]


def recover(store: RawStore, *, max_bytes: int) -> Iterator[Recovered]:
    """Cut what is not whole from the files that killed runs have left, and put them in place.

    Call it only while no run writes to the store. A file without any record but its first is
    removed.

    Args:
        store: The raw store.
        max_bytes: The most that a page may have, decoded.

    Raises:
        OSError: A file cannot be read, cut, moved or uploaded.
    """
    for name, path in list(store.open_files()):
        records, end = _whole_records(path)
        if records < len(("warcinfo", "another")):
            store.discard(name)
            continue
        with path.open("r+b") as file:
            file.truncate(end)
        pages = tuple(scan_warc(path, max_bytes=max_bytes, left_out=Counter[NoPage]()))
        store.publish(name)
        run = name.rpartition("/")[2].rpartition("-")[0]
        yield Recovered(name, run, pages)


def _whole_records(path: Path) -> tuple[int, int]:
    """Return how many records of a file are whole, and where the last of them ends."""
    records = end = 0
    try:
        with open_regular(bytes(path)) as file:
            for placed in warc_records(file):
                offset, length = placed.place()
                records, end = records + 1, offset + length
    except WarcError:
        pass  # the one that was being written
    return records, end
