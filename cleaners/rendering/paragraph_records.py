"""Where each paragraph of an article comes from, so that cuts can be put back beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from cleaners.document import Kept
from cleaners.normalizing.replacements import differences
from cleaners.rendering.markdown import rendered
from cleaners.rendering.paragraphs import Paragraph, paragraph_text
from cleaners.rendering.recorded import RecordedParagraph, RecordedPart
from cleaners.result import Result


def paragraph_records(result: Result) -> Iterator[RecordedParagraph]:
    """Yield what a record tells of each paragraph of an article, in order."""
    kept = {
        index: tuple(parts)
        for index, parts in groupby(result.kept, key=lambda part: part.block.index)
    }
    for paragraph in result.paragraphs:
        block = paragraph.block
        of_block = kept[block.index]
        is_whole = of_block[0].end - of_block[0].start == len(block.text)
        yield RecordedParagraph(
            block=block.index,
            kind=block.kind,
            level=block.level,
            marker=block.marker,
            chars=len(paragraph.text),
            markdown_chars=len(rendered(block, paragraph.text)),
            parts=() if is_whole else parts_of_paragraph(of_block, paragraph),
        )


def parts_of_paragraph(kept: Sequence[Kept], paragraph: Paragraph) -> tuple[RecordedPart, ...]:
    """Return the parts that stay of a block, with the quotes that the paragraph has."""
    texts = [part.text for part in kept]
    unpolished = paragraph_text(paragraph.block.kind, texts)
    characters = list("".join(texts))
    places = places_in(characters, unpolished)
    for start, end, after in differences(unpolished, paragraph.text):
        for place in places[start:end]:
            characters[place] = ""
        if start < len(places):
            characters[places[start]] = after + characters[places[start]]
        else:
            characters[places[-1]] += after
    read = iter(characters)
    return tuple(
        RecordedPart(part.start, part.end, "".join(islice(read, len(part.text)))) for part in kept
    )


def places_in(characters: Sequence[str], text: str) -> list[int]:
    """Return where the characters of a text stand among others, some of which it lacks."""
    places = iter(range(len(characters)))
    return [next(place for place in places if characters[place] == one) for one in text]
