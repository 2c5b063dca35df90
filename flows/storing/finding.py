"""Articles that a run wrote, found again with their records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from flows.run_settings import Format
from flows.storing.articles import RECORD_EXTENSION, record_source
from flows.storing.parts import PART_FORMATS, read_part
from flows.storing.restoring import StoredArticle

_SHOWN_PAGES = 3


class ArticleNotFoundError(ValueError):
    """There is no article there, or not one with its record; the message says what to do."""


class _Output(Struct, frozen=True):
    file: str | None = None


class _Head(Struct, frozen=True):
    id: str
    output: _Output
    text: str | None = None


def find_article(path: Path, page: str | None = None) -> StoredArticle:
    """Return an article and its record.

    Args:
        path: The file of the article, of its record, or of a part.
        page: Which article of a part: the path of its page below its source, or its id.

    Raises:
        ArticleNotFoundError: The article or its record is not there, or cannot be told.
        OSError: A file cannot be read.
    """
    ending = path.suffix.removeprefix(".").lower()
    if ending in PART_FORMATS:
        return _of_part(path, Format(ending), page)
    if page is not None:
        raise ArticleNotFoundError(f"{path} holds one article only; leave --page out")
    if ending == Format.JSON:
        return _of_record(path)
    if ending not in (Format.MARKDOWN, Format.TEXT):
        formats = ", ".join(f".{each}" for each in Format)
        raise ArticleNotFoundError(f"{path} is no article: those of copydesk end in {formats}")
    article = path.read_bytes()
    record = path.with_suffix(RECORD_EXTENSION)
    if not record.exists():
        raise ArticleNotFoundError(f"there is no record {record} beside {path}; it is needed")
    return StoredArticle(article, record.read_bytes(), Format(ending))


def _of_record(path: Path) -> StoredArticle:
    record = path.read_bytes()
    head = _head(record, path)
    if head.text is not None:
        return StoredArticle(record, record, Format.JSON)
    name = Path(head.output.file or "").name
    ending = name.rpartition(".")[2]
    if ending not in (Format.MARKDOWN, Format.TEXT):
        raise ArticleNotFoundError(f"the record {path} names no article")
    article = path.with_name(name)
    if not article.exists():
        raise ArticleNotFoundError(f"the article {article} of the record {path} is not there")
    return StoredArticle(article.read_bytes(), record, Format(ending))


def _of_part(path: Path, file_format: Format, page: str | None) -> StoredArticle:
    pages: list[str] = []
    found: list[bytes] = []
    for line in _lines(path):
        source = record_source(line) or ""
        if page in (source, _head(line, path).id):
            found.append(line)
        elif len(pages) < _SHOWN_PAGES:
            pages.append(source)
    if len(found) == 1:
        return StoredArticle(found[0], found[0], file_format)
    if found:
        raise ArticleNotFoundError(f"{path} holds {page} more than once; name it by its id")
    examples = f", such as {', '.join(pages)}" if pages else ""
    if page is None:
        raise ArticleNotFoundError(f"{path} holds many articles; name one by --page{examples}")
    raise ArticleNotFoundError(f"{path} holds no article of the page {page}{examples}")


def _lines(path: Path) -> Iterator[bytes]:
    try:
        yield from read_part(path)
    except (KeyError, ValueError) as error:  # what pyarrow and JSON say of other people's files
        raise ArticleNotFoundError(f"{path} is no part of copydesk's: {error}") from error


def _head(content: bytes, path: Path) -> _Head:
    try:
        return msgspec.json.decode(content, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ArticleNotFoundError(f"{path} is no record of copydesk's: {error}") from error
