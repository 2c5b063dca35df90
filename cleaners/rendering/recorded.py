"""What a record tells of its article's paragraphs and cuts, as it is read again."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from cleaners.document import BlockKind
from cleaners.reasons import Reason

Count = Annotated[int, Meta(ge=0)]


class RecordError(ValueError):
    """A record is none of ours, is damaged, or is not of the article; the message says which."""


class RecordedPart(Struct, frozen=True):
    """A part of a block that stays, beside others that were cut.

    Attributes:
        start: First character within the block.
        end: End within the block (half open).
        text: What stays of it, with its quotes put right, and with the spaces at its edges.
    """

    start: Count
    end: Count
    text: str


class RecordedParagraph(Struct, frozen=True, omit_defaults=True):
    """A paragraph of the article; they stand in the record in the order of the article.

    Attributes:
        block: Index of its block.
        kind: Kind of the block.
        level: Level of the block.
        marker: Marker of the block.
        chars: Length in the article as text, without what separates paragraphs.
        markdown_chars: Length in the article as Markdown.
        parts: What stays of the block, where a part of it was cut; empty where all stays.
    """

    block: Count
    kind: BlockKind
    level: Count
    marker: str
    chars: Count
    markdown_chars: Count
    parts: tuple[RecordedPart, ...] = ()


class Position(Struct, frozen=True):
    """Where a cut stood: its block, and its first character and its end (half open) there."""

    block: Count
    start: Count
    end: Count


class RecordedCut(Struct, frozen=True):
    """What was cut from a block; the rest of what the record says of it is for persons."""

    reason: Reason
    sha256: str
    position: Position
    kind: BlockKind
    text: str
    level: Count = 0
    marker: str = ""


class RecordedTool(Struct, frozen=True):
    """What wrote the record."""

    tool: Literal["copydesk"]


class RecordedOutput(Struct, frozen=True):
    """The article's file, where it is one of its own."""

    file: str | None = None
    sha256: str | None = None


class Recorded(Struct, frozen=True):
    """A record, as far as cuts can be put back from it.

    Attributes:
        process: What wrote it.
        output: The file of the article.
        cuts: All cuts, in reading order.
        paragraphs: The paragraphs of the article; None in records of early versions.
        restored: Reasons whose cuts have been put back into the article that it holds.
    """

    process: RecordedTool
    output: RecordedOutput
    cuts: tuple[RecordedCut, ...]
    paragraphs: tuple[RecordedParagraph, ...] | None = None
    restored: tuple[str, ...] = ()


def read_record(content: bytes) -> Recorded:
    """Return a record that cuts can be put back from.

    Raises:
        RecordError: It is no such record.
    """
    try:
        record = msgspec.json.decode(content, type=Recorded)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"it is no record of copydesk, or a damaged one: {error}") from error
    if record.paragraphs is None:
        raise RecordError(
            "it was written by an earlier version, which did not record where paragraphs come "
            "from; clean the page again"
        )
    if record.restored:
        raise RecordError(
            f"cuts have been put back into it before ({', '.join(record.restored)}); "
            "take the article as it was cleaned"
        )
    for cut in record.cuts:
        if digest_of_text(cut.text) != cut.sha256:
            raise RecordError(f"a cut of block {cut.position.block} is damaged: its sha256 differs")
    return record


def digest_of_text(text: str) -> str:
    """Return the sha256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
