"""The WARC files that a run writes: one for each host and day, rolled at a size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType
from typing import BinaryIO, Self

from msgspec import Struct
from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from flows.storing.names import folder_name
from flows.storing.raw_store import RawStore

_MAX_FILE_BYTES = 1_000_000_000  # what the WARC standard recommends
_MAX_OPEN = 64
_VERSION = "WARC/1.1"


class Place(Struct, frozen=True):
    """Where a record was written.

    Attributes:
        file: Name of the file in the raw store.
        offset: Where the record's gzip member begins, in bytes.
        length: Length of that member, in bytes.
        record_id: ``WARC-Record-ID``, with its angle brackets.
    """

    file: str
    offset: int
    length: int
    record_id: str


class WarcFiles:
    """Appends records, each as a gzip member of its own that is flushed when it is written.

    A file is in its place, and under its name, only when it is finished; until then it is where
    ``RawStore`` keeps what is being written.
    """

    def __init__(self, store: RawStore, run: str, *, max_file_bytes: int = _MAX_FILE_BYTES) -> None:
        self._store = store
        self._run = run
        self._max_file_bytes = max_file_bytes
        self._names: dict[str, str] = {}
        self._files: OrderedDict[str, BinaryIO] = OrderedDict()
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def write(self, host: str, make: Callable[[WARCWriter], ArcWarcRecord]) -> Place:
        """Append a record to the file of a host.

        Args:
            host: Of the record's address.
            make: Makes the record with the writer that it is given.

        Raises:
            OSError: It cannot be written. The file then stays where it is: the next run saves its
                whole records.
        """
        name = self._name(host)
        try:
            return _append(self._opened(name), name, make)
        except BaseException:
            self._names.pop(host)
            if (broken := self._files.pop(name, None)) is not None:
                with suppress(OSError):
                    broken.close()
            raise

    def finish(self, host: str) -> None:
        """Put the file of a host in its place; a later record begins another.

        Raises:
            OSError: It cannot be moved or uploaded.
        """
        name = self._names.pop(host, None)
        if name is None:
            return
        file = self._files.pop(name, None)
        if file is not None:
            file.close()
        self._store.publish(name)

    def close(self) -> None:
        """Finish all files."""
        for host in list(self._names):
            self.finish(host)

    def _name(self, host: str) -> str:
        """Return the file that a host's next record goes to."""
        day = datetime.now(UTC).date().isoformat()
        name = self._names.get(host)
        if name is not None and self._is_good(name, day):
            return name
        self.finish(host)
        self._count += 1
        folder = folder_name(host.encode("utf-8"))
        name = f"{folder}/{day}/{self._run}-{self._count:05d}.warc.gz"
        self._names[host] = name
        return name

    def _is_good(self, name: str, day: str) -> bool:
        if f"/{day}/" not in name:
            return False
        return self._opened(name).tell() < self._max_file_bytes

    def _opened(self, name: str) -> BinaryIO:
        """Return a file at its end; of many the one that waited longest is closed for now."""
        file = self._files.get(name)
        if file is not None:
            self._files.move_to_end(name)
            return file
        while len(self._files) >= _MAX_OPEN:
            self._files.popitem(last=False)[1].close()
        path = self._store.open_path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        file = self._files[name] = path.open("ab")
        if file.tell() == 0:
            _append(file, name, lambda writer: self._warcinfo(writer, name))
        return file

    def _warcinfo(self, writer: WARCWriter, name: str) -> ArcWarcRecord:
        about = {
            "software": f"copydesk/{version('copydesk')}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "isPartOf": self._run,
            "robots": "obey",
        }
        return writer.create_warcinfo_record(name.rpartition("/")[2], about)


def _append(file: BinaryIO, name: str, make: Callable[[WARCWriter], ArcWarcRecord]) -> Place:
    offset = file.tell()
    writer = WARCWriter(file, gzip=True, warc_version=_VERSION)
    record = make(writer)
    writer.write_record(record)
    record_id = record.rec_headers.get_header("WARC-Record-ID")
    return Place(name, offset, file.tell() - offset, record_id)
