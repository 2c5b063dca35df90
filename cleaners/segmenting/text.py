"""Text that some scraper has pulled out of HTML, to a document: a block a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from cleaners.document import Block, BlockKind, Document, MediaKind
from cleaners.segmenting.text_lines import Line, line_of
from cleaners.segmenting.wrapping import layout_of, unwrapped

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
LONE_BULLET = re.compile(r"[•◦▪▸►‣○●■□]|[-*·–]|[0-9]{1,3}[.)]")
ITEM = re.compile(r"[-*+•◦▪▸►‣·–○●■□]\s|\W*$")
"""What stands below no bullet: an item that has its own, or a line without words."""

SURE_BULLETS = frozenset("•◦▪▸►‣○●■□")
MIN_LONE_BULLETS = 2
"""So many lines that are nothing but the same kind of bullet begin items; a single hyphen may be a
line between two parts."""


def segment_text(text: str, *, url: str | None = None) -> Document:
    """Return the document of a text without markup.

    Where lines were wrapped at some column, those that belong together are a paragraph; else every
    line is one. A bullet that stands alone belongs to the next line.

    Args:
        text: The text, with any line ends.
        url: The address of the page, if known.

    Returns:
        Blocks without markup; the lines of one are separated by line feeds, which repair joins.
        White space at the ends of lines goes.
    """
    groups = grouped([line_of(line) for line in LINE_END.split(text)])
    layout = layout_of(groups)
    if layout is None:
        runs = [[line] for group in groups for line in group]
    else:
        runs = [run for group in groups for run in unwrapped(group, layout)]
    blocks = tuple(
        Block(index=index, kind=BlockKind.PARAGRAPH, text="\n".join(line.text for line in run))
        for index, run in enumerate(with_bullets(runs))
    )
    return Document(media_kind=MediaKind.TEXT, blocks=blocks, url=url)


def grouped(lines: Sequence[Line | None]) -> list[list[Line]]:
    """Return the runs of lines between blank ones.

    A line that is nothing but the mark of a quotation is blank, and stays with the one above.
    """
    groups: list[list[Line]] = []
    blank = True
    for line in lines:
        is_mark = line is not None and not line.bare
        if line is not None and is_mark and groups:
            above = groups[-1][-1]
            groups[-1][-1] = replace(above, text=f"{above.text}\n{line.text}")
        elif line is not None:
            if blank:
                groups.append([])
            groups[-1].append(line)
        blank = line is None or is_mark
    return groups


def with_bullets(runs: Sequence[Sequence[Line]]) -> Iterator[Sequence[Line]]:
    """Yield runs of lines, those that are nothing but a bullet or a number with the run below."""
    begin_items = item_beginnings([run[0].text for run in runs if is_lone_bullet(run)])
    above: Sequence[Line] = ()
    for run in runs:
        if above and (is_lone_bullet(run) or ITEM.match(run[0].text)):
            yield above
            above = ()
        if above:
            yield [*above, *run]
            above = ()
        elif is_lone_bullet(run) and run[0].text in begin_items:
            above = run
        else:
            yield run
    if above:
        yield above


def is_lone_bullet(run: Sequence[Line]) -> bool:
    """Return whether a run is one line that is nothing but a bullet or a number."""
    return len(run) == 1 and LONE_BULLET.fullmatch(run[0].text) is not None


def item_beginnings(lone: Sequence[str]) -> AbstractSet[str]:
    """Return which lone bullets begin items: the sure ones, and those that stand there again.

    Numbers count up from 1.
    """
    counts = Counter(lone)
    found = {
        bullet
        for bullet, count in counts.items()
        if bullet in SURE_BULLETS or (not bullet[0].isdecimal() and count >= MIN_LONE_BULLETS)
    }
    numbers = [bullet for bullet in lone if bullet[0].isdecimal()]
    counted = [int(number[:-1]) for number in numbers]
    if len(numbers) >= MIN_LONE_BULLETS and counted == list(range(1, len(numbers) + 1)):
        found.update(numbers)
    return found
