"""Articles in Parquet: flat columns for what one filters by, the whole record as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

ROWS_IN_GROUP = 256
_COMPRESSION = "zstd"


class _Article(Struct, frozen=True):
    title: dict[str, object] | None = None
    authors: dict[str, object] | None = None
    published: dict[str, object] | None = None
    modified: dict[str, object] | None = None
    language: dict[str, object] | None = None
    site: dict[str, object] | None = None


class _Source(Struct, frozen=True):
    path: str | None = None
    url: dict[str, object] | None = None


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
    """Write articles, given as lines of JSON, to a Parquet file."""
    import pyarrow as pa  # noqa: PLC0415 - large, and needed for this format only
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema(
        [
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
    )
    with pq.ParquetWriter(path, schema, compression=_COMPRESSION) as writer:
        for group in _groups(lines):
            writer.write_table(pa.Table.from_pylist([_columns(line) for line in group], schema))


def read_parquet(path: Path) -> Iterator[bytes]:
    """Yield the articles of a Parquet file as the lines that it was made of."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - large, and needed for this format only

    columns = ["record", "text", "markdown"]
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=ROWS_IN_GROUP, columns=columns):
            for row in batch.to_pylist():
                record = msgspec.json.decode(row["record"], type=dict[str, object])
                record |= {"text": row["text"], "markdown": row["markdown"]}
                yield msgspec.json.encode(record) + b"\n"


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


def _columns(line: bytes) -> dict[str, object]:
    typed = msgspec.json.decode(line, type=_Record)
    record = msgspec.json.decode(line, type=dict[str, object])
    text, markdown = record.pop("text"), record.pop("markdown")
    article = typed.article
    return {
        "id": typed.id,
        "path": typed.source.path,
        "url": _value(typed.source.url),
        "title": _value(article.title),
        "authors": _value(article.authors),
        "published": _value(article.published),
        "modified": _value(article.modified),
        "language": _value(article.language),
        "site": _value(article.site),
        "text": text,
        "markdown": markdown,
        "words": typed.output.words,
        "completeness": typed.output.completeness,
        "confidence": typed.process.confidence,
        "record": msgspec.json.encode(record).decode("utf-8"),
    }


def _value(found: Mapping[str, object] | None) -> object:
    return None if found is None else found["value"]
