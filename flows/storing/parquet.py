"""Articles in Parquet: flat columns for what one filters by, the whole record as JSON."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw, Struct

from flows.storing.passed_columns import parted, spooled, with_texts, without_texts

if TYPE_CHECKING:
    from pyarrow import StructType

ROWS_IN_GROUP = 256
_COMPRESSION = "zstd"


class _Article(Struct, frozen=True):
    title: dict[str, object] | None = None
    authors: dict[str, object] | None = None
    published: dict[str, object] | None = None
    modified: dict[str, object] | None = None
    language: dict[str, object] | None = None
    site: dict[str, object] | None = None


class _Dump(Struct, frozen=True):
    row: int


class _Source(Struct, frozen=True):
    path: str | None = None
    url: dict[str, object] | None = None
    dump: _Dump | None = None


class _Output(Struct, frozen=True):
    words: int = 0
    completeness: str = ""


class _Process(Struct, frozen=True):
    confidence: float | None = None


class _Record(Struct, frozen=True):
    id: str
    source: _Source
    article: _Article
    output: _Output
    process: _Process
    text: str
    markdown: str


def write_parquet(path: Path, lines: Iterable[bytes]) -> None:
    """Write articles, given as lines of JSON, to a Parquet file.

    Columns of a dump that pass through make a column of their own, ``columns``, a struct.
    """
    import pyarrow as pa  # noqa: PLC0415 - large, and needed for this format only
    import pyarrow.parquet as pq  # noqa: PLC0415

    from flows.storing.typed_columns import struct_type  # noqa: PLC0415 - imports pyarrow

    fields = [
        ("id", pa.string()),
        ("path", pa.string()),
        ("url", pa.string()),
        ("title", pa.string()),
        ("authors", pa.list_(pa.string())),
        ("published", pa.string()),
        ("modified", pa.string()),
        ("language", pa.string()),
        ("site", pa.string()),
        ("text", pa.string()),
        ("markdown", pa.string()),
        ("words", pa.int64()),
        ("completeness", pa.string()),
        ("confidence", pa.float64()),
        ("record", pa.string()),
    ]
    with spooled(lines) as articles:
        passed = struct_type(articles.types)
        if articles.types:
            fields += [("row", pa.int64()), ("columns", passed)]
        schema = pa.schema(fields)
        with pq.ParquetWriter(path, schema, compression=_COMPRESSION) as writer:
            for group in _groups(articles.lines()):
                rows = [_columns(line, passed) for line in group]
                writer.write_table(pa.Table.from_pylist(rows, schema))


def read_parquet(path: Path) -> Iterator[bytes]:
    """Yield the articles of a Parquet file as the lines that it was made of."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - large, and needed for this format only

    columns = ["record", "text", "markdown"]
    with pq.ParquetFile(path) as file:
        if "columns" in file.schema_arrow.names:
            columns.append("columns")
        for batch in file.iter_batches(batch_size=ROWS_IN_GROUP, columns=columns):
            for row in batch.to_pylist():
                record = msgspec.json.decode(row["record"], type=dict[str, Raw])
                if row.get("columns"):
                    texts = {name: _text(value) for name, value in row["columns"].items()}
                    record = with_texts(record, texts)
                line = {**record, "text": row["text"], "markdown": row["markdown"]}
                yield msgspec.json.encode(line) + b"\n"


def _text(value: object) -> str | None:
    """Return the string that a column of a dump was in its record; None for what it keeps there."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value if isinstance(value, str) else None


def parquet_size(path: Path) -> int:
    """Return how many articles a Parquet file holds."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - large, and needed for this format only

    return int(pq.read_metadata(path).num_rows)


def _groups(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    group: list[bytes] = []
    for line in lines:
        group.append(line)
        if len(group) == ROWS_IN_GROUP:
            yield group
            group = []
    if group:
        yield group


def _columns(line: bytes, passed: StructType) -> dict[str, object]:
    from flows.storing.typed_columns import text_names, typed  # noqa: PLC0415 - imports pyarrow

    found = msgspec.json.decode(line, type=_Record)
    record, columns = parted(line)
    del record["text"], record["markdown"]
    article = found.article
    return {
        "id": found.id,
        "path": found.source.path,
        "url": _value(found.source.url),
        "title": _value(article.title),
        "authors": _value(article.authors),
        "published": _value(article.published),
        "modified": _value(article.modified),
        "language": _value(article.language),
        "site": _value(article.site),
        "text": found.text,
        "markdown": found.markdown,
        "words": found.output.words,
        "completeness": found.output.completeness,
        "confidence": found.process.confidence,
        "record": msgspec.json.encode(without_texts(record, columns, text_names(passed))).decode(
            "utf-8"
        ),
        "row": None if found.source.dump is None else found.source.dump.row,
        "columns": typed(columns, passed) if columns else None,
    }


def _value(found: Mapping[str, object] | None) -> object:
    return None if found is None else found["value"]
