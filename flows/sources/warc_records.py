"""The records of a WARC file, one after another, each with its place; damage is never silent."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from typing import IO

from msgspec import Struct
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecord

from cleaners.reading.decompressing import GZIP_MAGIC, ZSTANDARD_MAGIC

_BLOCK_BYTES = 1 << 16
# A header line that is longer is none: a damaged file without line breaks must not fill the memory.
_MAX_LINE_BYTES = 1 << 20
_WARC_MAGIC = b"WARC/"
_ARC_MAGIC = b"filedesc://"

# warcio warns of odd addresses, with what they hold; without this they would go to the terminal.
logging.getLogger("warcio").addHandler(logging.NullHandler())


class WarcError(Exception):
    """A file that is no WARC, cannot be read at random, or is damaged.

    Attributes:
        offset: Where the record begins that could not be read, in bytes of the file.
        cause: What is wrong, and what can be done, in words for a person.
    """

    def __init__(self, offset: int, cause: str) -> None:
        self.offset = offset
        self.cause = cause
        super().__init__(offset, cause)

    def __str__(self) -> str:
        return f"{self.cause} (at byte {self.offset})"


class PlacedRecord(Struct, frozen=True):
    """A record, whose content can be read until the next one is asked for.

    Attributes:
        record: As warcio has it, with its HTTP headers still unread.
        records: What yielded it: says where it lies once its content is read.
    """

    record: ArcWarcRecord
    records: _Records

    def place(self) -> tuple[int, int]:
        """Return offset and length of its gzip member (or of the bare record) in the file.

        What is left of its content is read for that.

        Raises:
            WarcError: The record is cut, or the file is gzipped as a whole.
        """
        return self.records.place_of(self.record)


def warc_records(file: IO[bytes]) -> Iterator[PlacedRecord]:
    """Yield the records of a WARC file, from where it stands to its end, in bounded memory.

    Args:
        file: Opened for reading bytes, plain or with a gzip member for each record.

    Raises:
        WarcError: The file is no WARC or is damaged; what precedes the damage was yielded.
    """
    records = _Records(_Peeked(file))
    try:
        for record in records:
            records.check(record)
            placed = PlacedRecord(record, records)
            yield placed
            placed.place()
    except ArchiveLoadFailed as error:
        raise WarcError(records.offset, f"damaged: {_first_line(error)}") from error


class _Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's iterator, but that it raises where warcio prints to the terminal and goes on."""

    def __init__(self, file: _Peeked) -> None:
        super().__init__(file, no_record_parse=True, block_size=_BLOCK_BYTES)
        self.reader = _StrictReader(self.fh, self, block_size=_BLOCK_BYTES)
        self.known_format = "warc"

    def check(self, record: ArcWarcRecord) -> None:
        length = record.rec_headers.get_header("Content-Length") or ""
        if not length.isdecimal():
            raise WarcError(self.offset, "damaged: a record without a Content-Length")

    def place_of(self, record: ArcWarcRecord) -> tuple[int, int]:
        self.read_to_end()
        stream = record.raw_stream
        if isinstance(stream, LimitReader) and stream.limit > 0:
            raise WarcError(self.member_info[0], "damaged: the file ends within this record")
        if self.next_line and self.reader.decompressor:
            raise WarcError(self.member_info[0], _WHOLE_FILE_GZIPPED)
        offset, length = self.member_info
        return offset, length

    def _consume_blanklines(self) -> tuple[bytes | None, int]:
        """Skip the blank lines after a record; as in warcio, without its fallback."""
        size = 0
        while line := self.reader.readline():
            if line.strip():
                if not line.startswith(_WARC_MAGIC):
                    cause = "damaged: the record is longer than its Content-Length says"
                    raise WarcError(self.offset, cause)
                return line, size
            size += len(line)
        return None, size


_WHOLE_FILE_GZIPPED = (
    "the file is gzipped as a whole, so that no page of it can be read alone;"
    " `warcio recompress OLD NEW` makes a file with a gzip member for each record"
)


class _StrictReader(DecompressingBufferedReader):  # type: ignore[misc]
    """warcio's reader, but that damaged or cut gzip members raise."""

    def __init__(self, file: _Peeked, records: _Records, block_size: int) -> None:
        self._records = records
        self._is_fed = False
        super().__init__(file, block_size=block_size, decomp_type=file.compression())

    def _decompress(self, content: bytes) -> bytes:
        if not self.decompressor:
            return content
        self._is_fed = True
        try:
            return bytes(self.decompressor.decompress(content))
        except zlib.error as error:
            raise WarcError(self._records.offset, f"damaged: {error}") from error

    def _process_read(self, content: bytes) -> None:
        if not content and self._is_fed and not self.decompressor.eof:
            raise WarcError(self._records.offset, "damaged: the file ends within this record")
        super()._process_read(content)

    def _init_decomp(self, decomp_type: str | None) -> None:
        self._is_fed = False
        super()._init_decomp(decomp_type)

    def readline(self, length: int | None = None) -> bytes:
        return bytes(super().readline(min(length or _MAX_LINE_BYTES, _MAX_LINE_BYTES)))


class _Peeked:
    """A file of which the first bytes were looked at; it need not be one that can seek."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._offset = 0
        self._head = file.read(len(_ARC_MAGIC))

    def compression(self) -> str | None:
        """Return how the file is compressed, by its first bytes.

        Raises:
            WarcError: It is no WARC, or one that warcio cannot read.
        """
        if self._head.startswith(GZIP_MAGIC):
            return "gzip"
        if self._head.startswith(_WARC_MAGIC):
            return None
        if not self._head:
            raise WarcError(0, "no WARC file: it is empty")
        if self._head.startswith(ZSTANDARD_MAGIC):
            raise WarcError(0, "compressed by Zstandard; unpack it with `zstd -d` first")
        if self._head.startswith(_ARC_MAGIC):
            raise WarcError(0, "an ARC file; `warcio recompress OLD NEW.warc.gz` makes it a WARC")
        raise WarcError(0, "no WARC file: it begins with neither WARC/ nor a gzip member")

    def read(self, size: int) -> bytes:
        content = self._head or self._file.read(size)
        self._head = b""
        self._offset += len(content)
        return content

    def tell(self) -> int:
        return self._offset


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].strip()
