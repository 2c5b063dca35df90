"""Articles in CSV: some columns for what people look at, those of the dump, and the record."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Raw, Struct

from flows.storing.passed_columns import parted, spooled, text_of, with_texts, without_texts

_RECORD = "record"
_OURS = (
    "id",
    "path",
    "row",
    "url",
    "title",
    "authors",
    "published",
    "language",
    "text",
    "completeness",
)
_CLASHING = "columns."
_MAX_FIELD = 2**31 - 1


class _Value(Struct, frozen=True):
    value: str


class _Values(Struct, frozen=True):
    value: tuple[str, ...]


class _Article(Struct, frozen=True):
    title: _Value | None = None
    authors: _Values | None = None
    published: _Value | None = None
    language: _Value | None = None


class _Dump(Struct, frozen=True):
    file: str
    row: int


class _Source(Struct, frozen=True):
    path: str | None = None
    url: _Value | None = None
    dump: _Dump | None = None


class _Output(Struct, frozen=True):
    completeness: str = ""


class _Record(Struct, frozen=True):
    id: str
    source: _Source
    article: _Article
    output: _Output
    text: str


_record = msgspec.json.Decoder(_Record)


def write_csv(path: Path, lines: Iterable[bytes]) -> None:
    """Write articles, given as lines of JSON, to a CSV file in UTF-8."""
    with spooled(lines) as articles, path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*_OURS, *map(_column_name, articles.types), _RECORD])
        writer.writerows(_fields(line, articles.types) for line in articles.lines())


def read_csv(path: Path) -> Iterator[bytes]:
    """Yield the articles of a CSV file as the lines that it was made of.

    Raises:
        KeyError: A column is not there.
        ValueError: It is damaged.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = _rows(file)
        header = next(rows, [])
        names = [each.removeprefix(_CLASHING) for each in header[len(_OURS) : -1]]
        if header[-1:] != [_RECORD]:
            raise KeyError(_RECORD)
        for fields in rows:
            passed = dict(zip(names, fields[len(_OURS) : -1], strict=True))
            record = with_texts(
                msgspec.json.decode(fields[-1], type=dict[str, Raw]),
                {name: text or None for name, text in passed.items()},
            )
            # The text stands before the Markdown in a line, and in a column of its own here.
            markdown = record.pop("markdown")
            text = Raw(msgspec.json.encode(fields[_OURS.index("text")]))
            yield msgspec.json.encode(record | {"text": text, "markdown": markdown}) + b"\n"


def csv_size(path: Path) -> int:
    """Return how many articles a CSV file holds."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in _rows(file)) - 1


def _rows(file: IO[str]) -> Iterator[list[str]]:
    csv.field_size_limit(_MAX_FIELD)
    return csv.reader(file, strict=True)


def _column_name(name: str) -> str:
    """Return what a column of a dump is called beside ours; ``read_csv`` turns it back."""
    clashes = name in _OURS or name == _RECORD or name.startswith(_CLASHING)
    return f"{_CLASHING}{name}" if clashes else name


def _fields(line: bytes, passed: Mapping[str, str]) -> list[object]:
    found = _record.decode(line)
    record, columns = parted(line)
    del record["text"]
    article, source = found.article, found.source
    return [
        found.id,
        source.path if source.dump is None else source.dump.file,
        "" if source.dump is None else source.dump.row,
        source.url.value if source.url else "",
        article.title.value if article.title else "",
        "; ".join(article.authors.value) if article.authors else "",
        article.published.value if article.published else "",
        article.language.value if article.language else "",
        found.text,
        found.output.completeness,
        *(text_of(columns[name]) if name in columns else "" for name in passed),
        msgspec.json.encode(without_texts(record, columns, passed)).decode("utf-8"),
    ]
