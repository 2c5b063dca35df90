"""The files of one article, as bytes: nothing in them depends on when or in which run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec
from msgspec import Raw, Struct

from cleaners.document import Page
from cleaners.rendering.markdown import render_markdown
from cleaners.rendering.paragraphs import Paragraph
from cleaners.rendering.records import SourceFacts, build_record
from cleaners.result import Result
from flows.run_settings import Format
from flows.storing.front_matter import front_matter

RECORD_EXTENSION = ".json"
COMMENTS_HEADING = "Comments"


class ArchivePlace(Struct, frozen=True):
    """The record of a WARC file that a page was read from.

    Attributes:
        file: Path of the file below its source, as text.
        offset: Where the record begins, in bytes.
        record_id: Its identifier.
    """

    file: str
    offset: int
    record_id: str


class DumpPlace(Struct, frozen=True):
    """The row of a dump that a page was read from.

    Attributes:
        file: Path of the dump below its source, as text.
        row: Which row it is, from 1.
        types: What Arrow calls the types of the dump's columns, where they are written as such.
    """

    file: str
    row: int
    types: Mapping[str, str] = {}


class Placed(Struct, frozen=True):
    """Where the article of an input goes, and what its record says of the input.

    Attributes:
        source: Path of the input below its source, as text.
        via: How it came in.
        output: Name of the article file, relative to the destination; None in a part.
        record: Name of the record's file; None where the article holds the record.
        duplicate_of: Path of the first input with the same bytes, below its source.
        archive: The record of a WARC file that the page was read from.
        dump: The row of a dump that the page was read from.
    """

    source: str
    via: str = "file"
    output: str | None = None
    record: str | None = None
    duplicate_of: str | None = None
    archive: ArchivePlace | None = None
    dump: DumpPlace | None = None


class ArticleFiles(Struct, frozen=True):
    """The bytes to write.

    Attributes:
        article: The article file; one line of JSON for a part.
        record: The file of its record, if it is one of its own.
    """

    article: bytes
    record: bytes | None = None


class _RecordSource(Struct, frozen=True):
    path: str | None = None


class _RecordHead(Struct, frozen=True):
    source: _RecordSource


def article_names(stem: str, file_format: Format) -> tuple[str, str | None]:
    """Return the names of the article file and of its record, if that is a file of its own."""
    if file_format is Format.JSON:
        return stem + RECORD_EXTENSION, None
    return f"{stem}.{file_format}", stem + RECORD_EXTENSION


def render_article(  # noqa: PLR0913 - what an article consists of
    result: Result,
    page: Page,
    placed: Placed,
    file_format: Format,
    *,
    comments: bool,
    columns: Mapping[str, Raw] | None = None,
) -> ArticleFiles:
    """Return the files of an article.

    Args:
        result: What cleaning gave.
        page: The page that was cleaned.
        placed: Where the article goes.
        file_format: What it is written as.
        comments: Whether the readers' comments stand below the article.
        columns: Other columns of the row of a dump that the page was read from, as JSON.
    """
    beside = {} if columns is None else {"columns": columns}
    match file_format:
        case Format.MARKDOWN:
            article = _markdown(result, comments=comments)
            return _with_record(article, result, page, placed, beside)
        case Format.TEXT:
            return _with_record(_text(result, comments=comments), result, page, placed, beside)
        case _:
            record = _record(result, page, placed, {"file": placed.output} if placed.output else {})
            record |= beside | {"text": result.text, "markdown": result.markdown}
            if file_format is Format.JSON:
                return ArticleFiles(article=indented(record))
            return ArticleFiles(article=msgspec.json.encode(record) + b"\n")


def record_source(content: bytes) -> str | None:
    """Return the path of the input that a record is of; None for what is no record of ours."""
    try:
        return msgspec.json.decode(content, type=_RecordHead).source.path
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def indented(record: Mapping[str, object]) -> bytes:
    """Return a record as the bytes of its file."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"


def joined_parts(parts: list[str]) -> bytes:
    """Return the parts of an article as the bytes of its file, a blank line between them."""
    return "".join(part + "\n\n" for part in parts if part).removesuffix("\n").encode("utf-8")


def _with_record(
    article: bytes, result: Result, page: Page, placed: Placed, beside: Mapping[str, object]
) -> ArticleFiles:
    output = {"file": placed.output, "sha256": hashlib.sha256(article).hexdigest()}
    return ArticleFiles(article, indented({**_record(result, page, placed, output), **beside}))


def _record(
    result: Result, page: Page, placed: Placed, output: Mapping[str, object]
) -> dict[str, object]:
    warc = None if placed.archive is None else msgspec.structs.asdict(placed.archive)
    dump = None if placed.dump is None else _dump_facts(placed.dump)
    source = SourceFacts(path=placed.source, via=placed.via, warc=warc, dump=dump)
    return build_record(result, page, source, duplicate_of=placed.duplicate_of, output=output)


def _dump_facts(place: DumpPlace) -> dict[str, object]:
    types = {"types": place.types} if place.types else {}
    return {"file": place.file, "row": place.row, **types}


def _markdown(result: Result, *, comments: bool) -> bytes:
    parts = [front_matter(result).rstrip("\n"), result.markdown]
    if comments and result.comment_blocks:
        comments_below = [Paragraph(block, block.text) for block in result.comment_blocks]
        parts += [f"## {COMMENTS_HEADING}", render_markdown(comments_below)]
    return joined_parts(parts)


def _text(result: Result, *, comments: bool) -> bytes:
    parts = [result.text]
    if comments and result.comments:
        parts += [COMMENTS_HEADING, *result.comments]
    return joined_parts(parts)
