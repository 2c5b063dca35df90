"""An article as it is written, with cuts of its record back in their places."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import cast

import msgspec
from msgspec import Raw, Struct

from cleaners.reasons import Reason
from cleaners.rendering.recorded import Recorded, RecordError, read_record
from cleaners.rendering.restoring import MARKDOWN, TEXT, Form, body_length, restored_body
from cleaners.words import word_count
from flows.run_settings import Format
from flows.storing.articles import indented, joined_parts
from flows.storing.front_matter import FENCE

_COLUMNS = "columns"
_FORMS = {Format.MARKDOWN: MARKDOWN, Format.TEXT: TEXT}


class StoredArticle(Struct, frozen=True):
    """An article with its record, as they were read.

    Attributes:
        article: The article; the record itself where that holds the article.
        record: The record.
        file_format: What the article is written as.
    """

    article: bytes
    record: bytes
    file_format: Format


def restore_article(stored: StoredArticle, reasons: Collection[Reason]) -> bytes:
    """Return an article with the cuts of some reasons put back; without reasons it is the same.

    Front matter stays as it is. Comments below the article go where they come back into it. An
    article in JSON gets the list of these reasons under ``restored``; all else that its record
    says stays as it was when the page was cleaned.

    Raises:
        RecordError: The record is damaged, or the article is not the one that it is of.
    """
    record = read_record(stored.record)
    form = _FORMS.get(stored.file_format)
    if form is None:
        return _restored_row(stored, record, reasons)
    if record.output.sha256 != hashlib.sha256(stored.article).hexdigest():
        raise RecordError("the article has been changed since it was written: its sha256 differs")
    return _restored_file(stored.article.decode("utf-8"), record, form, reasons)


def _restored_file(
    article: str, record: Recorded, form: Form, reasons: Collection[Reason]
) -> bytes:
    head, rest = _front_matter(article) if form is MARKDOWN else ("", article)
    end = body_length(record, form)
    body = restored_body(record, rest[:end], form, reasons)
    has_comments_within = Reason.COMMENTS in reasons and any(
        cut.reason is Reason.COMMENTS for cut in record.cuts
    )
    comments = "" if has_comments_within else rest[end:].lstrip("\n").removesuffix("\n")
    return joined_parts([head, body, comments])


def _front_matter(article: str) -> tuple[str, str]:
    """Part an article from its front matter, in which no line is a fence: texts are quoted."""
    end = article.find(f"\n{FENCE}") + len(FENCE)
    return article[:end], article[end:].removeprefix("\n\n")


def _row(article: bytes) -> dict[str, object]:
    """Return an article; the columns of its dump are left as they are written."""
    row = msgspec.json.decode(article, type=dict[str, Raw])
    return {
        name: value if name == _COLUMNS else msgspec.json.decode(value)
        for name, value in row.items()
    }


def _restored_row(stored: StoredArticle, record: Recorded, reasons: Collection[Reason]) -> bytes:
    row = _row(stored.article)
    text, markdown = row.get("text"), row.get("markdown")
    if not isinstance(text, str) or not isinstance(markdown, str):
        raise RecordError("it holds no article")
    text = restored_body(record, text, TEXT, reasons)
    markdown = restored_body(record, markdown, MARKDOWN, reasons)
    back = {cut.reason for cut in record.cuts} & set(reasons)
    if back:
        output = cast("dict[str, object]", row["output"])  # an object, as the record was read
        row["output"] = output | {"chars": len(text), "words": word_count(text)}
        row |= {"text": text, "markdown": markdown, "restored": sorted(back)}
    if stored.file_format is Format.JSON:
        return indented(row)
    return msgspec.json.encode(row) + b"\n"
