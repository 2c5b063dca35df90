"""Cuts put back into an article from its record, without the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from cleaners.document import Block
from cleaners.reasons import Reason
from cleaners.rendering.markdown import rendered, separator
from cleaners.rendering.paragraphs import Paragraph, paragraph_text
from cleaners.rendering.recorded import (
    Recorded,
    RecordedCut,
    RecordedParagraph,
    RecordedPart,
    RecordError,
)
from cleaners.rendering.text import text_separator


class Form(Struct, frozen=True):
    """One of the forms that an article has.

    Attributes:
        separator: Returns what stands between two blocks.
        rendered: Returns the text of a block in this form.
        length: Returns how many characters a paragraph has in this form.
    """

    separator: Callable[[Block, Block], str]
    rendered: Callable[[Block, str], str]
    length: Callable[[RecordedParagraph], int]


TEXT = Form(text_separator, lambda _, text: text, lambda paragraph: paragraph.chars)
MARKDOWN = Form(separator, rendered, lambda paragraph: paragraph.markdown_chars)


def body_length(record: Recorded, form: Form) -> int:
    """Return how many characters the article has, without front matter and comments."""
    return sum(len(gap) + form.length(each) for gap, each in with_gaps(record, form))


def restored_body(record: Recorded, body: str, form: Form, reasons: Collection[Reason]) -> str:
    """Return an article with the cuts of some reasons back in their places.

    Paragraphs without any of these cuts stay as the article has them. What is put back is as it
    stood on the page, after the repair of its characters.

    Args:
        record: The record of the article.
        body: The article, without front matter and comments.
        form: The form that it has.
        reasons: Which cuts to put back.

    Raises:
        RecordError: The record is damaged or is not of this article.
    """
    pieces = dict(standing(record, body, form))
    for paragraph in restored_paragraphs(record, reasons):
        block = paragraph.block
        pieces[block.index] = (block, form.rendered(block, paragraph.text))
    parts: list[str] = []
    previous: Block | None = None
    for _, (block, text) in sorted(pieces.items(), key=lambda piece: piece[0]):
        if previous is not None:
            parts.append(form.separator(previous, block))
        parts.append(text)
        previous = block
    return "".join(parts)


def standing(record: Recorded, body: str, form: Form) -> Iterator[tuple[int, tuple[Block, str]]]:
    """Yield each paragraph of an article by the index of its block, as the article has it.

    Raises:
        RecordError: The record is not of this article.
    """
    position = 0
    for gap, paragraph in with_gaps(record, form):
        start = position + len(gap)
        end = start + form.length(paragraph)
        if body[position:start] != gap or end > len(body):
            raise RecordError("its paragraphs are not those of the article")
        yield paragraph.block, (block_of(paragraph), body[start:end])
        position = end
    if position != len(body):
        raise RecordError("its paragraphs are not those of the article")


def with_gaps(record: Recorded, form: Form) -> Iterator[tuple[str, RecordedParagraph]]:
    """Yield each paragraph with what separates it from the one above."""
    previous: Block | None = None
    for paragraph in record.paragraphs or ():
        block = block_of(paragraph)
        yield "" if previous is None else form.separator(previous, block), paragraph
        previous = block


def block_of(recorded: RecordedParagraph | RecordedCut, text: str = "") -> Block:
    """Return the block of a paragraph or of a cut, with some text."""
    index = recorded.block if isinstance(recorded, RecordedParagraph) else recorded.position.block
    return Block(index, recorded.kind, text, recorded.level, recorded.marker)


def restored_paragraphs(record: Recorded, reasons: Collection[Reason]) -> Iterator[Paragraph]:
    """Yield the paragraphs to which cuts of some reasons are put back, and those that come back.

    Raises:
        RecordError: The parts of a block do not fit together.
    """
    cuts: defaultdict[int, list[RecordedCut]] = defaultdict(list)
    for cut in record.cuts:
        cuts[cut.position.block].append(cut)
    paragraphs = {paragraph.block: paragraph for paragraph in record.paragraphs or ()}
    for index, of_block in cuts.items():
        back = [part_of(cut) for cut in of_block if cut.reason in reasons]
        if not back:
            continue
        paragraph = paragraphs.get(index)
        parts = [*back, *(paragraph.parts if paragraph else ())]
        gone = [part_of(cut) for cut in of_block if cut.reason not in reasons]
        check_parts([*parts, *gone], index)
        text = paragraph_text(of_block[0].kind, joined_runs(parts))
        if text.strip():
            yield Paragraph(block_of(of_block[0], text), text)


def part_of(cut: RecordedCut) -> RecordedPart:
    """Return a cut as a part of its block."""
    return RecordedPart(cut.position.start, cut.position.end, cut.text)


def check_parts(parts: Sequence[RecordedPart], block: int) -> None:
    """Make sure that parts are a whole block.

    Raises:
        RecordError: Parts overlap or are missing.
    """
    end = 0
    for part in in_order(parts):
        if part.start != end or part.end < part.start:
            raise RecordError(f"the parts of block {block} do not fit together")
        end = part.end


def joined_runs(parts: Sequence[RecordedPart]) -> list[str]:
    """Return the texts of parts in order, those that touch one another as one."""
    texts: list[str] = []
    end = -1
    for part in in_order(parts):
        if part.start == end:
            texts[-1] += part.text
        else:
            texts.append(part.text)
        end = part.end
    return texts


def in_order(parts: Sequence[RecordedPart]) -> list[RecordedPart]:
    """Return parts in the order of their places."""
    return sorted(parts, key=lambda part: part.start)


def recorded_counts(record: Recorded) -> Mapping[Reason, int]:
    """Return how many cuts of each reason a record has, most first."""
    counts: defaultdict[Reason, int] = defaultdict(int)
    for cut in record.cuts:
        counts[cut.reason] += 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
