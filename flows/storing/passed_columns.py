"""Columns of a dump that pass through to the articles, in formats that have columns themselves."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

import msgspec
from msgspec import Raw, Struct

TEXT = "string"
"""Arrow's name of the type of text; also of what has no simple type, and then is JSON."""

_NULL = b"null"


class _Dump(Struct, frozen=True):
    types: Mapping[str, str] = {}


class _Source(Struct, frozen=True):
    dump: _Dump = _Dump()


class _Passed(Struct, frozen=True):
    columns: dict[str, Raw] = {}
    source: _Source = _Source()


_passed = msgspec.json.Decoder(_Passed)
_record = msgspec.json.Decoder(dict[str, Raw])


class Spooled(Struct, frozen=True):
    """Articles that can be gone through again.

    Attributes:
        file: Their lines of JSON.
        types: The columns that pass through, in the order in which they come, with the types that
            Arrow calls them by.
    """

    file: IO[bytes]
    types: Mapping[str, str]

    def lines(self) -> Iterator[bytes]:
        """Yield the articles."""
        self.file.seek(0)
        yield from self.file


@contextmanager
def spooled(lines: Iterable[bytes]) -> Iterator[Spooled]:
    """Give articles again, once their columns are known, without holding them all in memory."""
    types: dict[str, str] = {}
    with TemporaryFile() as file:
        for line in lines:
            file.write(line)
            passed = _passed.decode(line)
            for name in passed.columns:
                kind = passed.source.dump.types.get(name, TEXT)
                if types.setdefault(name, kind) != kind:
                    types[name] = TEXT
        yield Spooled(file, types)


def parted(line: bytes) -> tuple[dict[str, Raw], dict[str, Raw]]:
    """Return the record of an article and the columns that pass through it."""
    record = _record.decode(line)
    columns = record.get("columns")
    return record, {} if columns is None else _record.decode(columns)


def text_of(value: Raw) -> str | None:
    """Return a column as text: a string as it is, null as None, all else as JSON."""
    if bytes(value) == _NULL:
        return None
    try:
        return msgspec.json.decode(value, type=str)
    except msgspec.ValidationError:
        return bytes(value).decode("utf-8")


def without_texts(
    record: dict[str, Raw], columns: Mapping[str, Raw], names: Container[str]
) -> dict[str, Raw]:
    """Return a record without strings that stand in columns of their own; null stands for them.

    Args:
        record: The record.
        columns: The columns of the dump in it.
        names: Those whose strings stand elsewhere; only what comes back as the same bytes is left
            out.
    """
    left = {
        name: Raw(_NULL) if name in names and _comes_back(value) else value
        for name, value in columns.items()
    }
    return record | {"columns": Raw(msgspec.json.encode(left))} if left else record


def with_texts(record: dict[str, Raw], texts: Mapping[str, str | None]) -> dict[str, Raw]:
    """Return a record with the strings that ``without_texts`` has taken out."""
    if "columns" not in record:
        return record
    columns = _record.decode(record["columns"])
    for name, value in columns.items():
        text = texts.get(name) if bytes(value) == _NULL else None
        if text is not None:
            columns[name] = Raw(msgspec.json.encode(text))
    return record | {"columns": Raw(msgspec.json.encode(columns))}


def _comes_back(value: Raw) -> bool:
    content = bytes(value)
    if not content.startswith(b'"') or content == b'""':  # no text and no value are one in CSV
        return False
    return msgspec.json.encode(text_of(value)) == content
